//! In a call the media thread neither allocates nor frees: receiving, playing, sending, figures.
//!
//! The test makes the rounds of a media thread itself, forbidden to allocate, for phones that
//! talk over real sockets. Whatever joins the path of a packet joins these calls: give
//! [`Call::begin`] a configuration or a command that switches it on.

use assert_no_alloc::assert_no_alloc;
use sound::Pacer;
use station::ProtectionSuite;

use super::super::worker::{Rounds, Worker};
use super::*;

/// Packets each phone hears before allocating is forbidden, and meanwhile.
const WARM: u32 = 100;
const FORBIDDEN: u32 = 150;

/// Reports each phone gives before.
const REPORTS: u32 = 200;

/// Two phones on one media thread, which is this one.
struct Call {
    /// Dropped first: the phones do not wait for rounds that nobody makes any more.
    rounds: Rounds,
    phones: [Phone; 2],
}

/// A phone that plays into nothing and says a tone.
struct Phone {
    voice: Voice,
    reports: mpsc::Receiver<VoiceReport>,
}

impl Call {
    fn begin(config: impl Fn() -> VoiceConfig) -> Self {
        Self::begin_protected(config, None)
    }

    /// Encrypted, both ways with the same key.
    fn begin_protected(
        config: impl Fn() -> VoiceConfig,
        protection: Option<&StreamProtection>,
    ) -> Self {
        let (worker, mut rounds) = Worker::new(64, Duration::ZERO).expect("a poll");
        let worker = Arc::new(worker);
        let pacer = Pacer::start().expect("a thread");
        let mut phones = [(); 2].map(|()| {
            let (sender, reports) = mpsc::channel(64);
            let config = VoiceConfig {
                speaker: Speaker::Device(DeviceChoice::Silence),
                microphone: Microphone::Device(DeviceChoice::Tone(440.0)),
                ..config()
            };
            let voice = Voice::enter(Arc::clone(&worker), Some(&pacer), config, sender);
            let voice = voice.expect("a voice path");
            Phone { voice, reports }
        });
        let mut ports = Vec::new();
        for phone in &mut phones {
            phone.voice.command(receive(1, None, protection.cloned()));
            match phone.answer(&mut rounds) {
                VoiceReport::ReceiveOpened { port, .. } => ports.push(port),
                other => panic!("{other:?}"),
            }
        }
        for (phone, port) in phones.iter_mut().zip(ports.into_iter().rev()) {
            let path = Some(AudioPath::Headset);
            phone.voice.command(VoiceCommand::Path(path));
            let stream = Some(1);
            phone.voice.command(VoiceCommand::Microphone { stream });
            let remote = SocketAddr::new(LOCALHOST, port);
            phone
                .voice
                .command(transmit(1, remote, protection.cloned()));
            let started = phone.answer(&mut rounds);
            assert!(matches!(started, VoiceReport::TransmitStarted { .. }));
        }
        let mut call = Self { rounds, phones };
        call.hear(WARM);
        // The channel of reports takes room as it is first used, and then uses it again.
        for phone in &mut call.phones {
            for _ in 0..REPORTS {
                phone.figures(&mut call.rounds);
            }
        }
        call
    }

    /// Makes rounds until both phones have heard so many packets, asking for figures meanwhile.
    fn hear(&mut self, packets: u32) -> [StreamStatistics; 2] {
        let deadline = Instant::now() + Duration::from_secs(60);
        loop {
            for _ in 0..20 {
                let _goes_on = self.rounds.turn();
            }
            let rounds = &mut self.rounds;
            let figures = self.phones.each_mut().map(|phone| phone.figures(rounds));
            if figures
                .iter()
                .all(|figures| figures.packets_received >= packets)
            {
                return figures;
            }
            assert!(Instant::now() < deadline, "nothing is heard");
        }
    }
}

impl Phone {
    fn figures(&mut self, rounds: &mut Rounds) -> StreamStatistics {
        let (stream, clear) = (1, false);
        self.voice
            .command(VoiceCommand::QueryStatistics { stream, clear });
        match self.answer(rounds) {
            VoiceReport::Statistics { statistics, .. } => statistics,
            other => panic!("{other:?}"),
        }
    }

    fn answer(&mut self, rounds: &mut Rounds) -> VoiceReport {
        loop {
            match self.reports.try_recv() {
                Ok(VoiceReport::SoundNotice(_)) => {}
                Ok(report) => return report,
                Err(_) => {
                    let _goes_on = rounds.turn();
                }
            }
        }
    }
}

#[test]
fn a_call_allocates_nothing_in_the_media_thread() {
    let mut call = Call::begin(VoiceConfig::default);
    let figures = assert_no_alloc(|| call.hear(WARM + FORBIDDEN));
    for figures in figures {
        assert_eq!(figures.packets_lost, 0);
        assert!(figures.packets_sent >= WARM + FORBIDDEN);
    }
}

#[test]
fn a_call_over_a_bad_network_allocates_nothing_either() {
    let mut call = Call::begin(|| VoiceConfig {
        impairment: Some("loss=5%,jitter=30ms,duplicate=2%".parse().expect("faults")),
        ..VoiceConfig::default()
    });
    let figures = assert_no_alloc(|| call.hear(WARM + FORBIDDEN));
    assert!(figures.iter().any(|figures| figures.packets_lost > 0));
}

#[test]
fn digits_and_tones_in_a_call_allocate_nothing() {
    let mut call = Call::begin(VoiceConfig::default);
    let stream = 1;
    let order = |call: &mut Call, digit| {
        let voice = &mut call.phones[0].voice;
        voice.command(VoiceCommand::SendDigit { stream, digit });
        voice.command(VoiceCommand::PlayDigit { digit });
        voice.command(VoiceCommand::StartTone {
            tone: 0x24,
            to_network: true,
        });
    };
    order(&mut call, '1');
    call.hear(WARM + 50);
    assert_no_alloc(|| {
        order(&mut call, '2');
        call.hear(WARM + 100);
        call.phones[0].voice.command(VoiceCommand::StopTone);
        call.hear(WARM + FORBIDDEN);
    });
    let statistics = call.hear(WARM);
    assert!(statistics[1].packets_received >= WARM + FORBIDDEN);
}

#[test]
fn an_encrypted_call_allocates_nothing_either() {
    for (suite, salt_len) in [
        (ProtectionSuite::AesCm128HmacSha1_32, 14),
        (ProtectionSuite::AeadAes128Gcm, 12),
    ] {
        let key = StreamProtection::new(suite, &[1; 16], &[2; 14][..salt_len]);
        let mut call = Call::begin_protected(VoiceConfig::default, key.as_ref());
        let figures = assert_no_alloc(|| call.hear(WARM + FORBIDDEN));
        for figures in figures {
            assert_eq!((figures.packets_lost, figures.packets_unauthentic), (0, 0));
        }
    }
}
