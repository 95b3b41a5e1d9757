//! What the first start needs: a look at the server before a phone is started for it.
//!
//! Name, way and port are tried, and whether what answers speaks SCCP. Whether the phone is taken
//! there only a registration tells, which is the phone's own.

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use desk::{Reach, Reaching};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpStream, lookup_host};
use tokio::runtime::Handle;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::values::ServerName;

/// How long a name may take, and a connection to one address.
const NAME_LIMIT: Duration = Duration::from_secs(10);
const CONNECT_LIMIT: Duration = Duration::from_secs(5);

/// How long to wait for what other protocols say first, or to a message that they do not know.
const FIRST_WORDS: Duration = Duration::from_millis(700);

/// KeepAlive: length 4, version 0, message 0. Every call server knows it, and may ignore it.
const KEEP_ALIVE: [u8; 12] = [4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

/// Longest SCCP frame that a server may begin with, bytes; texts of other protocols read as more.
const LONGEST_FRAME: u32 = 65_536;

/// So many bytes of what another protocol says are shown.
const SHOWN: usize = 60;

/// A look at a server.
pub(crate) struct ServerLook {
    now: Arc<Mutex<Reach>>,
    task: JoinHandle<()>,
}

impl ServerLook {
    /// Begins to look; `wake` is called when there is news.
    pub(crate) fn begin(
        server: &str,
        runtime: &Handle,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let now = Arc::new(Mutex::new(Reach::Naming));
        let server = server.parse::<ServerName>();
        let told = Arc::clone(&now);
        let task = runtime.spawn(async move {
            let tell = |reach| {
                *told.lock().unwrap_or_else(PoisonError::into_inner) = reach;
                wake();
            };
            let end = match server {
                Ok(server) => look(&server.0, &tell).await,
                Err(_) => Reach::NoName,
            };
            tell(end);
        });
        Self { now, task }
    }
}

impl Reaching for ServerLook {
    fn now(&self) -> Reach {
        let now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        now.clone()
    }
}

impl Drop for ServerLook {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn look(server: &str, tell: &impl Fn(Reach)) -> Reach {
    let addresses = match timeout(NAME_LIMIT, lookup_host(server)).await {
        Ok(Ok(addresses)) => addresses.collect::<Vec<SocketAddr>>(),
        Ok(Err(_)) | Err(_) => Vec::new(),
    };
    let mut end = Reach::NoName;
    for address in addresses {
        let name = address.to_string();
        tell(Reach::Connecting {
            address: name.clone(),
        });
        end = match timeout(CONNECT_LIMIT, TcpStream::connect(address)).await {
            Ok(Ok(stream)) => return first_words(stream, name).await,
            Ok(Err(error)) => match error.kind() {
                ErrorKind::ConnectionRefused | ErrorKind::ConnectionReset => {
                    Reach::Closed { address: name }
                }
                ErrorKind::TimedOut => Reach::Silent { address: name },
                _ => Reach::NoWay { address: name },
            },
            Err(_) => Reach::Silent { address: name },
        };
    }
    end
}

/// Whether what answers may be a call server: it says nothing, or a frame.
async fn first_words(mut stream: TcpStream, address: String) -> Reach {
    // What goes wrong here is for the registration to find out.
    let mut words = [0; 256];
    let greeting = timeout(FIRST_WORDS, stream.read(&mut words)).await;
    let mut length = greeting.ok().and_then(Result::ok).unwrap_or(0);
    if length == 0 && stream.write_all(&KEEP_ALIVE).await.is_ok() {
        let answer = timeout(FIRST_WORDS, stream.read(&mut words)).await;
        length = answer.ok().and_then(Result::ok).unwrap_or(0);
    }
    let words = &words[..length];
    if words.is_empty() || may_be_frame(words) {
        return Reach::Open { address };
    }
    let text = String::from_utf8_lossy(&words[..length.min(SHOWN)]);
    let line = text.lines().next().unwrap_or_default();
    Reach::Other {
        says: line.chars().filter(|c| !c.is_control()).collect(),
    }
}

/// Whether bytes begin like a frame: length and version, little endian.
fn may_be_frame(bytes: &[u8]) -> bool {
    let number = |at: usize| {
        let bytes = bytes.get(at..at + 4)?;
        Some(u32::from_le_bytes(bytes.try_into().ok()?))
    };
    let length = number(0).is_none_or(|length| (4..=LONGEST_FRAME).contains(&length));
    let version = number(4).is_none_or(|version| version <= 255);
    length && version
}

#[cfg(test)]
mod tests {
    use super::*;
    use callmanager::{Server, ServerConfig};
    use tokio::net::TcpListener;

    async fn looked_at(server: &str) -> Reach {
        timeout(Duration::from_secs(30), look(server, &|_| {}))
            .await
            .expect("it comes to an end")
    }

    async fn listener() -> (TcpListener, String) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("loopback");
        let address = listener.local_addr().expect("bound").to_string();
        (listener, address)
    }

    #[tokio::test]
    async fn a_closed_port_and_a_name_that_nobody_has_are_told_apart() {
        let (listener, address) = listener().await;
        drop(listener);
        let closed = Reach::Closed {
            address: address.clone(),
        };
        assert_eq!(looked_at(&address).await, closed);
        assert_eq!(looked_at("no-such-host.invalid:2000").await, Reach::NoName);
    }

    #[tokio::test]
    async fn what_says_nothing_may_be_a_call_server() {
        let (_listener, address) = listener().await;
        let open = Reach::Open {
            address: address.clone(),
        };
        assert_eq!(looked_at(&address).await, open);
    }

    #[tokio::test]
    async fn what_speaks_first_or_answers_in_another_protocol_is_none() {
        for greets in [true, false] {
            let (listener, address) = listener().await;
            tokio::spawn(async move {
                while let Ok((mut stream, _)) = listener.accept().await {
                    let mut asked = [0; 16];
                    if !greets && stream.read(&mut asked).await.is_err() {
                        continue;
                    }
                    let _gone = stream.write_all(b"SSH-2.0-OpenSSH_9\r\n").await;
                    // Held open until the other side has read it.
                    let _closed = stream.read(&mut asked).await;
                }
            });
            let says = "SSH-2.0-OpenSSH_9".to_owned();
            assert_eq!(looked_at(&address).await, Reach::Other { says });
        }
    }

    #[tokio::test]
    async fn the_embedded_call_server_is_one() {
        let server = Server::start(ServerConfig::default()).expect("a free port");
        let address = server.local_addr().to_string();
        let open = Reach::Open {
            address: address.clone(),
        };
        assert_eq!(looked_at(&address).await, open);
    }

    #[tokio::test]
    async fn what_is_no_server_has_no_name() {
        let woken = Arc::new(tokio::sync::Notify::new());
        let wake = Arc::clone(&woken);
        let look = ServerLook::begin("a b", &Handle::current(), move || wake.notify_one());
        timeout(Duration::from_secs(20), woken.notified())
            .await
            .expect("it is told");
        assert_eq!(look.now(), Reach::NoName);
    }
}
