//! People who press keys without sense: whatever they do, everything ends when they hang up.

mod lab;

use std::collections::HashSet;
use std::time::Duration;

use callmanager::Config;
use lab::{Lab, dial, soft_key};
use station::{CallState, Intent};

/// Shared lines, groups, forwards, an intercom and a line that answers by itself.
const CONFIG: &str = r#"
no_answer_seconds = 15
hold_reversion_seconds = 20
park_reversion_seconds = 20
[[phone]]
device = "SEP000000000001"
buttons = ["line 1100", "line 1001", "feature privacy", "line 1901"]
[[phone]]
device = "SEP000000000002"
buttons = ["line 1100", "line 1002", "feature dnd", "line 1902"]
[[phone]]
device = "SEP000000000003"
buttons = ["line 1003", "line 1100", "blf 1001"]
[[phone]]
device = "SEP000000000004"
buttons = ["line 1004", "feature call_back"]
[[phone]]
device = "SEP000000000005"
buttons = ["line 1005", "line 1100"]
[[line]]
number = "1002"
busy_trigger = 1
forward_busy = "1004"
[[line]]
number = "1003"
forward_no_answer = "650"
[[line]]
number = "1005"
auto_answer = "speaker"
[[line]]
number = "1901"
intercom = "1902"
[[line]]
number = "1902"
intercom = "1901"
[[hunt_group]]
number = "650"
name = "All"
no_answer_seconds = 5
order = "circular"
members = ["1001", "1002", "1004", "1100"]
"#;

const NUMBERS: [&str; 13] = [
    "1100", "1001", "1002", "1003", "*811004", "1005", "650", "620", "621", "600", "604", "1902",
    "630",
];

/// Numbers without a pattern, the same for the same seed (xorshift64*).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(high).expect("31 bits") % bound
    }

    fn of<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }

    /// What somebody might do with a phone that shows this.
    fn intent(&mut self, lab: &Lab, phone: usize) -> Intent {
        let screen = lab.screen(phone);
        let labels: Vec<String> = screen
            .soft_keys
            .keys
            .iter()
            .map(|key| key.label.clone())
            .collect();
        match self.below(12) {
            0 => Intent::Answer,
            1 => Intent::HangUp,
            2 => Intent::Hook,
            3 => Intent::LineKey(1 + self.below(4)),
            4 | 5 => dial(NUMBERS[self.below(NUMBERS.len())]),
            6 if !screen.calls.is_empty() => Intent::Focus(self.of(&screen.calls).call_reference),
            _ if labels.is_empty() => Intent::Answer,
            _ => soft_key(&labels[self.below(labels.len())]),
        }
    }
}

/// Walks, and notes the states that calls were seen in.
fn walk(seed: u64, seen: &mut HashSet<CallState>) {
    let mut lab = Lab::new(Config::from_toml(CONFIG).expect("it is right"));
    let versions = [22, 17, 11, 5, 20];
    for (n, version) in versions.into_iter().enumerate() {
        lab.start(&format!("SEP00000000000{}", n + 1), version);
    }
    lab.run(Duration::from_secs(5));
    let mut chance = Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut done = Vec::new();
    for _ in 0..80 {
        let phone = chance.below(versions.len());
        let intent = chance.intent(&lab, phone);
        done.push(format!("{phone}: {}", name(&intent)));
        lab.wish(phone, intent);
        let screens = lab.phones.iter().map(|phone| phone.screen());
        seen.extend(screens.flat_map(|screen| screen.calls.iter().map(|call| call.state)));
        if chance.below(10) == 0 {
            lab.run(Duration::from_secs(25));
        }
    }
    for _ in 0..8 {
        for phone in 0..versions.len() {
            for call in lab.screen(phone).calls.clone() {
                lab.wish(phone, Intent::Focus(call.call_reference));
                if call.state == CallState::Hold {
                    lab.wish(phone, soft_key("Resume"));
                }
                lab.wish(phone, Intent::HangUp);
            }
        }
    }
    lab.run(Duration::from_secs(150));
    for (n, phone) in lab.phones.iter().enumerate() {
        let screen = phone.screen();
        assert_eq!(screen.calls, [], "phone {n}, seed {seed}: {done:#?}");
        let is_lit = |key: &&station::LineKey| {
            key.kind == station::LineKeyKind::Line && key.lamp != station::Lamp::Off
        };
        let lit = screen.line_keys.iter().find(is_lit);
        assert_eq!(lit, None, "phone {n}, seed {seed}: {done:#?}");
        assert!(!screen.off_hook, "phone {n}, seed {seed}: {done:#?}");
        assert!(
            phone.receives.is_empty() && phone.sends.is_empty(),
            "sound is left at phone {n}, seed {seed}: {done:#?}"
        );
        assert_eq!(phone.anomalies, [] as [&str; 0], "seed {seed}: {done:#?}");
    }
    assert_eq!(lab.sources(), [], "seed {seed}: {done:#?}");
    let calls: usize = lab.core.phones().map(|phone| phone.calls).sum();
    assert_eq!(calls, 0, "seed {seed}: {done:#?}");
}

fn name(intent: &Intent) -> String {
    match intent {
        Intent::Dial(number) => format!("dial {number}"),
        other => format!("{other:?}"),
    }
}

#[test]
fn nothing_is_left_of_calls_when_all_have_hung_up() {
    let seeds = std::env::var("WALK_SEEDS")
        .ok()
        .and_then(|seeds| seeds.parse().ok());
    let mut seen = HashSet::new();
    for seed in 1..=seeds.unwrap_or(12) {
        walk(seed, &mut seen);
    }
    use CallState as State;
    for state in [
        State::OffHook,
        State::RingOut,
        State::RingIn,
        State::Connected,
        State::Hold,
        State::Busy,
        State::InvalidNumber,
        State::CallRemoteMultiline,
        State::RemoteHold,
        State::Whisper,
    ] {
        assert!(seen.contains(&state), "{state:?} in {seen:?}");
    }
}
