//! The side that is asked: takes connections, reads a line, has it answered.

use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};

use super::{Held, LONGEST_REQUEST, Reply, Request};

/// How many connections are open at once at most: a person has one, a script a few.
const MOST_CONNECTIONS: usize = 16;

/// How long a connection may be silent.
const SILENT_FOR: Duration = Duration::from_secs(30);

/// How long to wait after the system gave no connection.
const AFTER_A_FAULT: Duration = Duration::from_secs(1);

/// Who answers.
pub(crate) trait Asked: Send + Sync + 'static {
    /// Does what is asked, and says how that went.
    fn answer(&self, request: Request) -> impl Future<Output = Reply> + Send;
}

/// Has everything that comes to the place answered, until the task is dropped.
pub(crate) async fn listen(mut held: Held, asked: Arc<impl Asked>) {
    let room = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    loop {
        let Ok(place) = Arc::clone(&room).acquire_owned().await else {
            return;
        };
        match held.listener.next().await {
            Ok(stream) => {
                let asked = Arc::clone(&asked);
                tokio::spawn(async move {
                    converse(stream, &*asked).await;
                    drop(place);
                });
            }
            Err(error) => {
                tracing::warn!(%error, "nobody can ask the phone at the moment");
                sleep(AFTER_A_FAULT).await;
            }
        }
    }
}

/// Answers line by line, until the other side closes.
async fn converse(stream: impl AsyncRead + AsyncWrite + Unpin, asked: &impl Asked) {
    let mut stream = BufReader::new(stream);
    loop {
        let mut line = Vec::new();
        let mut bounded = (&mut stream).take(LONGEST_REQUEST);
        let read = bounded.read_until(b'\n', &mut line);
        match timeout(SILENT_FOR, read).await {
            Ok(Ok(length)) if length > 0 => {}
            _ => return,
        }
        let is_whole = line.ends_with(b"\n");
        let reply = match serde_json::from_slice(&line) {
            Ok(request) if is_whole => asked.answer(request).await,
            Ok(_) => Reply::refused("the line has no end"),
            Err(error) if is_whole => Reply::refused(format!("this is no question: {error}")),
            Err(_) => Reply::refused("the line is too long"),
        };
        let mut text = serde_json::to_string(&reply).unwrap_or_default();
        text.push('\n');
        if stream.get_mut().write_all(text.as_bytes()).await.is_err() || !is_whole {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::control::{HoldError, Place, ask};

    /// Says what it was asked.
    #[derive(Default)]
    struct Parrot(Mutex<Vec<Request>>);

    impl Asked for Parrot {
        async fn answer(&self, request: Request) -> Reply {
            self.0.lock().expect("no test panics with it").push(request);
            Reply::done("heard")
        }
    }

    struct Folder(std::path::PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let name = format!("offhook-control-{name}-{}", std::process::id());
            let folder = std::env::temp_dir().join(name);
            std::fs::create_dir_all(&folder).expect("there is room");
            Self(folder)
        }

        fn place(&self) -> Place {
            Place::at(&self.0.join("control"))
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            // It is in the system's temporary folder.
            let _left = std::fs::remove_dir_all(&self.0);
        }
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn what_is_asked_comes_to_the_phone_and_its_answer_back() {
        let folder = Folder::new("asked");
        let place = folder.place();
        let parrot = Arc::new(Parrot::default());
        let listening = tokio::spawn(listen(
            place.hold().expect("it is free"),
            Arc::clone(&parrot),
        ));
        let request = Request::Dial {
            number: "600".to_owned(),
            now: true,
        };
        let asked = (place.clone(), request.clone());
        let reply = tokio::task::spawn_blocking(move || ask(&asked.0, &asked.1))
            .await
            .expect("it does not panic")
            .expect("it answers");
        assert_eq!(reply, Some(Reply::done("heard")));
        assert_eq!(parrot.0.lock().expect("it is whole")[..], [request]);
        listening.abort();
    }

    #[cfg(unix)]
    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn nonsense_and_lines_without_an_end_are_refused_and_hurt_nobody() {
        use tokio::net::UnixStream;
        let folder = Folder::new("nonsense");
        let place = folder.place();
        let listening = tokio::spawn(listen(
            place.hold().expect("it is free"),
            Arc::new(Parrot::default()),
        ));
        for (line, part) in [
            (b"hello\n".to_vec(), "no question"),
            (b"{\"do\":\"explode\"}\n".to_vec(), "no question"),
            (vec![b'x'; 100_000], "too long"),
        ] {
            let stream = UnixStream::connect(place.path()).await.expect("it listens");
            let (read, mut write) = stream.into_split();
            // It may have closed before all of a long line is written.
            let _cut = write.write_all(&line).await;
            let mut answer = String::new();
            let _read = BufReader::new(read).read_line(&mut answer).await;
            assert!(answer.contains(part) || line.len() > 10_000, "{answer}");
        }
        let asked = place.clone();
        let reply = tokio::task::spawn_blocking(move || ask(&asked, &Request::Status)).await;
        let reply = reply.expect("it does not panic").expect("it answers");
        assert_eq!(reply, Some(Reply::done("heard")));
        listening.abort();
    }

    #[tokio::test]
    async fn one_holds_the_place_and_the_next_one_after_it() {
        let folder = Folder::new("one");
        let place = folder.place();
        let first = place.hold().expect("it is free");
        assert!(matches!(place.hold(), Err(HoldError::Taken(_))));
        drop(first);
        place.hold().expect("it is free again");
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn a_socket_that_was_left_behind_is_taken_over_and_is_the_users_own() {
        use std::os::unix::fs::PermissionsExt;
        let folder = Folder::new("stale");
        let place = folder.place();
        let left = std::os::unix::net::UnixListener::bind(place.path()).expect("it can");
        drop(left);
        assert!(place.path().exists());
        let _held = place.hold().expect("nobody holds it");
        let mode = std::fs::metadata(place.path()).expect("it is there");
        assert_eq!(mode.permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn where_nobody_is_nobody_answers() {
        let folder = Folder::new("nobody");
        let answer = ask(&folder.place(), &Request::Status).expect("that is no fault");
        assert_eq!(answer, None);
    }
}
