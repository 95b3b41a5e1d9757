//! Two phones and the call server on the IPv6 loopback address: both are heard, and each learns how
//! far the other is.

use std::net::Ipv6Addr;
use std::time::Duration;

use callmanager::{Server, ServerConfig};
use tests::phone::Phone;

fn phone(server: &Server, place: u32) -> anyhow::Result<Phone> {
    let mut phone = Phone::start(&[
        "--server",
        &server.local_addr().to_string(),
        "--device",
        &format!("SEP00000000D00{place}"),
        "--input",
        "tone:700",
        "--output",
        "silence",
    ])?;
    phone.until_registered()?;
    Ok(phone)
}

#[test]
fn two_phones_talk_over_ipv6() -> anyhow::Result<()> {
    let server = Server::start(ServerConfig {
        listen: (Ipv6Addr::LOCALHOST, 0).into(),
        ..ServerConfig::default()
    })?;
    let (mut a, mut b) = (phone(&server, 1)?, phone(&server, 2)?);
    a.say("dial 1002")?;
    b.until_state("RingIn")?;
    b.say("answer")?;
    a.until_state("Connected")?;
    // Real time passes: the second report comes within 3 and 6 s.
    std::thread::sleep(Duration::from_secs(11));
    for phone in [&mut a, &mut b] {
        phone.say("stats")?;
        let figures = phone.until("figures", |event| event["event"] == "stats")?["figures"].take();
        assert!(
            figures["packets_received"].as_u64() > Some(300),
            "{figures}"
        );
        assert_eq!(figures["packets_lost"], 0, "{figures}");
        let latency = figures["rtcp"]["latency_ms"].as_f64();
        assert!(latency.is_some_and(|latency| latency < 1000.0), "{figures}");
        assert_eq!(figures["rtcp"]["peer"]["packets_lost"], 0, "{figures}");
    }
    a.quit()?;
    b.quit()?;
    Ok(())
}
