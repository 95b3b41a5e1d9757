//! Two phones of one device name: each says so, and leaves the other more and more time.

use callmanager::{Server, ServerConfig};
use tests::phone::Phone;

const DEVICE: &str = "SEP0000000000C3";

fn phone(server: &Server) -> anyhow::Result<Phone> {
    let address = server.local_addr().to_string();
    let mut arguments = vec!["--server", &address, "--device", DEVICE];
    arguments.extend(["--input", "silence", "--output", "silence"]);
    Phone::start(&arguments)
}

#[test]
fn phones_of_one_name_say_so_instead_of_quarrelling() -> anyhow::Result<()> {
    let server = Server::start(ServerConfig::default())?;
    let mut first = phone(&server)?;
    first.until_registered()?;
    let mut second = phone(&server)?;
    second.until_registered()?;
    // The server takes the newest, so the first is thrown out, throws out the second, and so on.
    for phone in [&mut first, &mut second] {
        let told = phone.until("words on the other phone", |event| {
            let text = event["text"].as_str().unwrap_or_default();
            event["event"] == "registration" && text.contains("Another phone seems to use")
        })?;
        let text = told["text"].as_str().unwrap_or_default();
        assert!(
            text.contains(DEVICE) && text.contains("Trying again"),
            "{text}"
        );
    }
    assert!(first.quit()?.0.success());
    second.until_registered()?;
    assert!(second.quit()?.0.success());
    Ok(())
}
