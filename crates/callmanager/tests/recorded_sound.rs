//! Voice mail on real loopback sockets: what was said is heard again.

mod client;

use std::net::{SocketAddr, UdpSocket};

use callmanager::{Config, Server, ServerConfig};
use client::{Client, call, encoded, transmitter};
use media::packet::Packet as RtpPacket;
use media::{Codec, Decoder, Transmitter};
use sccp::{ButtonType, LampMode, Message};

const OFFICE: &str = r#"
[[phone]]
device = "SEP0000000000A1"
buttons = ["line 5"]

[[line]]
number = "5"
voicemail = true
forward_all = "610"
"#;

/// Silent packets that are surely no pause within words.
const SILENCE: usize = 30;

/// A phone's RTP: a packet goes out for each that comes in, so the server's pace is ours.
struct Sound {
    socket: UdpSocket,
    remote: SocketAddr,
    transmitter: Transmitter,
}

impl Sound {
    fn new((socket, remote): (UdpSocket, SocketAddr)) -> Self {
        let transmitter = transmitter(Some(101), u32::MAX - 500);
        Self {
            socket,
            remote,
            transmitter,
        }
    }

    /// Sends a packet; gives the payload of one that comes.
    fn exchange(&mut self, samples: &[i16]) -> Vec<u8> {
        let packet = self.transmitter.packet(samples);
        self.socket.send_to(packet, self.remote).expect("it leaves");
        let mut buffer = [0; 2_048];
        let (count, _) = self
            .socket
            .recv_from(&mut buffer)
            .expect("the server sends");
        let packet = RtpPacket::parse(&buffer[..count]).expect("RTP");
        packet.payload.to_vec()
    }

    /// Listens until something was said and it is silent again.
    fn listen(&mut self) -> Vec<u8> {
        let mut heard = Vec::new();
        let mut silent = 0;
        while silent < SILENCE || heard.iter().all(|code| *code == 0xFF) {
            let payload = self.exchange(&[0; 160]);
            let is_silent = payload.iter().all(|code| *code == 0xFF);
            silent = if is_silent { silent + 1 } else { 0 };
            heard.extend(payload);
            assert!(heard.len() < 60 * 8_000, "it is never silent");
        }
        heard
    }
}

/// Whether that sound was heard. µ-law has two zeros, of which a recording keeps one.
fn contains(heard: &[u8], wanted: &[u8]) -> bool {
    let one_zero = |codes: &[u8]| -> Vec<u8> {
        let code = |code: &u8| if *code == 0x7F { 0xFF } else { *code };
        codes.iter().map(code).collect()
    };
    let (heard, wanted) = (one_zero(heard), one_zero(wanted));
    heard.windows(wanted.len()).any(|window| window == wanted)
}

#[test]
fn a_message_is_heard_as_it_was_said_and_is_there_after_a_restart() {
    let name = format!("offhook-mail-{}", std::process::id());
    let folder = std::env::temp_dir().join(name);
    let mut core = Config::from_toml(OFFICE).expect("it is right");
    core.voicemail.folder = Some(folder.clone());
    let config = ServerConfig {
        core,
        ..ServerConfig::default()
    };
    let said = encoded("you_pressed");

    let server = Server::start(config.clone()).expect("loopback is there");
    let mut anna = Client::connect(server.local_addr());
    anna.register("SEP0000000000A1");
    anna.say(sccp::TimeDateReq::default());
    let mut bob = Client::connect(server.local_addr());
    bob.register("SEP0000000000B2");
    let mut sound = Sound::new(call(&mut bob, "5"));
    assert!(contains(&sound.listen(), &encoded("5")));
    let mut samples = vec![0; said.len()];
    Decoder::new(Codec::Pcmu).decode(&said, &mut samples);
    for block in samples.chunks(160) {
        let mut packet = [0; 160];
        packet[..block.len()].copy_from_slice(block);
        sound.exchange(&packet);
    }
    bob.say(sccp::OnHook::default());
    anna.hear(|message| match message {
        Message::SetLamp(lamp) => {
            (lamp.stimulus == ButtonType::VOICEMAIL && lamp.lamp_mode == LampMode::ON).then_some(())
        }
        _ => None,
    });
    server.stop();

    let server = Server::start(config).expect("loopback is there");
    let mut anna = Client::connect(server.local_addr());
    anna.register("SEP0000000000A1");
    let mut sound = Sound::new(call(&mut anna, "610"));
    let mut heard = sound.listen();
    assert!(contains(&heard, &encoded("1")));
    // The recording begins with the silence before the words.
    heard.extend(sound.listen());
    assert!(contains(&heard, &said));
    server.stop();
    let files: Vec<String> = std::fs::read_dir(&folder)
        .expect("the folder is there")
        .map(|entry| {
            entry
                .expect("it is listed")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    // Nothing is lost when it stays.
    let _removed = std::fs::remove_dir_all(&folder);
    assert_eq!(files.len(), 1);
    assert!(
        files[0].starts_with("5_") && files[0].ends_with("_1001_heard.wav"),
        "{files:?}"
    );
}
