//! Any order of losses, answers and news on several connections is survived, and nothing is
//! ever sent to nobody.

mod rig;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::Duration;

use rig::config;
use sccp::{FrameReader, Message, Packet, ProtocolVersion};
use station::{
    Input, Intent, Moment, NetworkNews, Output, StandbyId, StandbyNews, StandbyOrder, Station,
    StationConfig,
};

struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        // Knuth's constants for a linear congruence; the upper bits are the good ones.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// The network as the station should see it: what is open.
#[derive(Default)]
struct Bench {
    opening: bool,
    open: bool,
    standbys: BTreeMap<StandbyId, bool>,
    taken_over: u64,
    registered: u64,
    gone_home: u64,
    finished: bool,
}

fn end(host: u8) -> SocketAddr {
    SocketAddr::from(([192, 0, 2, host], 2000))
}

fn bytes(message: impl Into<Message>) -> Vec<u8> {
    Packet::new(message, ProtocolVersion::OLDEST).encode()
}

impl Bench {
    fn see(&mut self, output: Output) {
        match output {
            Output::Connect { .. } => {
                assert!(!self.opening && !self.open, "one connection at a time");
                self.opening = true;
            }
            Output::Disconnect => {
                assert!(self.opening || self.open, "what is closed was open");
                (self.opening, self.open) = (false, false);
            }
            Output::Send(frame) => {
                assert!(self.open, "sent to nobody");
                let mut reader = FrameReader::new();
                reader.push(&frame);
                assert!(matches!(reader.next(), Some(Ok(_))));
            }
            Output::TakeOver { standby } => {
                assert!(!self.opening && !self.open, "there is no other connection");
                assert_eq!(self.standbys.remove(&standby), Some(true), "it is open");
                self.open = true;
                self.taken_over += 1;
            }
            Output::Standby { standby, order } => match order {
                StandbyOrder::Connect { .. } => {
                    let before = self.standbys.insert(standby, false);
                    assert_eq!(before, None, "a number is never used again");
                    assert!(self.standbys.len() <= 2, "one held, one being opened");
                }
                StandbyOrder::Send(_) => assert_eq!(self.standbys.get(&standby), Some(&true)),
                StandbyOrder::Disconnect => {
                    assert!(self.standbys.remove(&standby).is_some(), "it was there");
                }
            },
            Output::Screen(screen) => {
                let text = &screen.registration.text;
                self.gone_home += u64::from(text.contains("is back. Unregistering"));
                self.registered += u64::from(text.starts_with("Registered with"));
            }
            Output::Finished => self.finished = true,
            _ => {}
        }
    }

    fn draw(&mut self, dice: &mut Dice) -> Input {
        let reason = || "gone".to_owned();
        let at = dice.below(1 + self.standbys.len() as u64) as usize;
        match dice.below(12) {
            0 | 1 if self.opening => {
                self.opening = false;
                if dice.below(3) == 0 {
                    return Input::ConnectFailed { reason: reason() };
                }
                self.open = true;
                Input::Connected {
                    local: end(10),
                    peer: end(1),
                }
            }
            0 | 1 if self.open => {
                let ack = sccp::RegisterAck {
                    keep_alive_interval: 30,
                    secondary_keep_alive_interval: 20,
                    max_protocol_ver: 22,
                    ..Default::default()
                };
                Input::Received(bytes(ack))
            }
            2 if self.open && dice.below(6) == 0 => {
                self.open = false;
                Input::Disconnected { reason: reason() }
            }
            3 if self.open => Input::Received(match dice.below(6) {
                0 => bytes(sccp::UnregisterAck::default()),
                1 => bytes(sccp::Reset {
                    reset_type: 2.into(),
                }),
                2 => bytes(sccp::CallState {
                    call_state: ([1, 2, 4, 5, 8][dice.below(5) as usize]).into(),
                    line_instance: 1,
                    call_reference: 7,
                    ..Default::default()
                }),
                _ => bytes(sccp::KeepAliveAck::default()),
            }),
            4..=6 => {
                let Some((standby, open)) = self.standbys.iter_mut().nth(at) else {
                    return Input::Tick;
                };
                let standby = *standby;
                let news = if !*open {
                    if dice.below(4) == 0 {
                        self.standbys.remove(&standby);
                        StandbyNews::ConnectFailed { reason: reason() }
                    } else {
                        *open = true;
                        StandbyNews::Connected {
                            local: end(10),
                            peer: end(2),
                        }
                    }
                } else {
                    match dice.below(10) {
                        0 if dice.below(4) == 0 => {
                            self.standbys.remove(&standby);
                            StandbyNews::Disconnected { reason: reason() }
                        }
                        0 | 1 => StandbyNews::Received(bytes(sccp::RegisterTokenReject {
                            wait_time_before_next_req: 3,
                        })),
                        2 | 3 => StandbyNews::Received(bytes(sccp::RegisterTokenAck::default())),
                        4 => StandbyNews::Received(bytes(sccp::RegisterAck::default())),
                        5 if dice.below(3) == 0 => {
                            StandbyNews::Received(bytes(sccp::RegisterReject::default()))
                        }
                        6 if dice.below(10) == 0 => StandbyNews::Received(vec![0xff; 20]),
                        // One server answers nobody who is not registered.
                        _ if standby.0 % 5 < 3 => {
                            StandbyNews::Received(bytes(sccp::KeepAliveAck::default()))
                        }
                        _ => return Input::Tick,
                    }
                };
                Input::Standby { standby, news }
            }
            7 if dice.below(10) == 0 => Input::Network(match dice.below(3) {
                0 => NetworkNews::Lost,
                1 => NetworkNews::Back,
                _ => NetworkNews::AddressChanged {
                    from: end(10).ip(),
                    to: end(11).ip(),
                },
            }),
            8 if dice.below(10) == 0 => Input::Intent(match dice.below(4) {
                0 => Intent::Hook,
                1 => Intent::Key('6'),
                _ => Intent::HangUp,
            }),
            _ => Input::Tick,
        }
    }
}

#[test]
fn any_order_of_losses_and_answers_is_survived() {
    let (mut taken_over, mut gone_home) = (0, 0);
    for seed in 0..100 {
        let mut dice = Dice(seed);
        let mut station = Station::new(StationConfig {
            servers: (1..=3).map(|host| end(host).to_string()).collect(),
            last_resort: vec![end(254).to_string()],
            standby: true,
            connection_monitor: Duration::from_secs(5),
            ask_for_servers: seed % 2 == 0,
            seed,
            ..config()
        });
        let mut bench = Bench::default();
        let mut now = Moment::START;
        for round in 0..1500 {
            let step = Duration::from_millis(dice.below(1500));
            // The clock goes from deadline to deadline, as the driver's does.
            let due = station.deadline().filter(|due| *due < now + step);
            now = due.map_or(now + step, |due| due.max(now));
            // What is due comes before the news of it, as the driver has it.
            station.handle(Input::Tick, now);
            while let Some(output) = station.poll_output() {
                bench.see(output);
            }
            let input = if round == 1400 {
                Input::Intent(Intent::Quit)
            } else {
                bench.draw(&mut dice)
            };
            station.handle(input, now);
            while let Some(output) = station.poll_output() {
                bench.see(output);
            }
            for _ in 0..3 {
                if station.deadline().is_some_and(|due| due <= now) {
                    station.handle(Input::Tick, now);
                    while let Some(output) = station.poll_output() {
                        bench.see(output);
                    }
                }
            }
            assert!(
                station.deadline().is_none_or(|due| due > now),
                "seed {seed}: a deadline that stays"
            );
        }
        assert!(bench.finished, "seed {seed}");
        assert!(!bench.open && bench.standbys.is_empty(), "seed {seed}");
        assert!(bench.registered > 0, "seed {seed}");
        taken_over += bench.taken_over;
        gone_home += bench.gone_home;
    }
    // How many depends on the dice.
    assert!(taken_over > 5, "{taken_over}");
    assert!(gone_home > 5, "{gone_home}");
}
