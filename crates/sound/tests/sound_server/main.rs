//! The devices against a real sound server with virtual devices.
//!
//! Each test starts a PulseAudio of its own in a folder of its own, so the
//! person's sound is never touched, and runs the phone side in a process of its
//! own, since the sound libraries take their server from the environment. Without
//! PulseAudio the tests are skipped, loudly; on CI that is a failure.
//!
//! Not libtest, which cannot run a test in another process: `cargo test -p sound
//! --test sound_server -- WORD` runs those whose names contain the word.
//! Linux only: elsewhere there is no such server to start.

#[cfg(target_os = "linux")]
mod phone;
#[cfg(target_os = "linux")]
mod scenarios;
#[cfg(target_os = "linux")]
mod server;
#[cfg(target_os = "linux")]
mod signal;

fn main() {
    #[cfg(target_os = "linux")]
    scenarios::main();
    #[cfg(not(target_os = "linux"))]
    eprintln!("*** SKIPPED: virtual sound devices are tested on Linux only.");
}
