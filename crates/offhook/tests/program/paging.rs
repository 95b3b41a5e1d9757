//! A page by multicast, between real phones and the embedded server on loopback.

use crate::harness::{CallServer, Running};

#[test]
fn a_page_is_heard_by_multicast_and_its_figures_are_told() {
    let server = CallServer::start();
    let mut pager = Running::phone(&server, "SEP0000000000B1", &["--input", "tone:440"]);
    let mut heard = Running::phone(&server, "SEP0000000000B2", &[]);
    pager.event("registered", |_| true);
    heard.event("registered", |_| true);
    pager.tell("dial 640");
    let joined = heard.event("media", |event| event["group"].is_string());
    assert_eq!(joined["direction"], "receive");
    assert_eq!(joined["started"], true);
    pager.state("Connected");
    pager.tell("sleep 1s");
    pager.tell("hangup");
    let stats = heard.event("stats", |_| true);
    let received = stats["rtp"]["received"].as_u64();
    assert!(received.is_some_and(|packets| packets > 10), "{stats}");
    assert_eq!(stats["rtp"]["sent"], 0);
    assert!(
        stats["figures"]["quality"]["mos_lqk"].as_f64() > Some(1.0),
        "{stats}"
    );
    for mut phone in [pager, heard] {
        phone.tell("quit");
        let finished = phone.finish();
        finished.ended_with(0);
    }
}
