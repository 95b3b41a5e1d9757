//! Readers of a phone's output that are slow, or gone.

use std::io::Write;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::harness::{CallServer, PATIENCE, offhook};

fn phone(server: &CallServer, device: &str, errors: Stdio) -> std::process::Child {
    let arguments = [
        "phone",
        "--headless",
        "--json",
        "--server",
        &server.address,
        "--device",
        device,
        "--input",
        "silence",
        "--output",
        "silence",
    ];
    let mut command = offhook(&arguments);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(errors);
    command.spawn().expect("the program is built")
}

/// A script that makes more than a pipe holds.
fn tell(phone: &mut std::process::Child) {
    let mut stdin = phone.stdin.take().expect("it is piped");
    writeln!(stdin, "wait registered 20s").expect("it reads");
    for _ in 0..20 {
        for line in ["dial 600", "wait connected 20s", "hangup", "wait idle 20s"] {
            writeln!(stdin, "{line}").expect("it reads");
        }
    }
}

fn wait(phone: &mut std::process::Child) -> std::process::ExitStatus {
    let start = Instant::now();
    loop {
        if let Some(status) = phone.try_wait().expect("it is a child") {
            return status;
        }
        if start.elapsed() > PATIENCE {
            phone.kill().expect("it is a child");
            panic!("it does not end");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_reader_that_never_reads_does_not_stall_the_phone() {
    let server = CallServer::start();
    let mut phone = phone(&server, "SEP00000000000E", Stdio::null());
    tell(&mut phone);
    // Its output stays open and is never read.
    assert!(wait(&mut phone).success());
}

#[test]
fn a_reader_that_is_gone_does_not_stall_the_phone() {
    let server = CallServer::start();
    let mut phone = phone(&server, "SEP00000000000F", Stdio::null());
    drop(phone.stdout.take());
    tell(&mut phone);
    assert!(wait(&mut phone).success());
}

#[test]
fn errors_that_nobody_reads_do_not_stall_the_phone() {
    let server = CallServer::start();
    let mut phone = phone(&server, "SEP000000000010", Stdio::piped());
    let mut stdin = phone.stdin.take().expect("it is piped");
    // Each is a line on standard error; together they are more than a pipe holds.
    stdin
        .write_all(&b"nonsense\n".repeat(2000))
        .expect("it reads");
    drop(stdin);
    assert_eq!(wait(&mut phone).code(), Some(2));
}
