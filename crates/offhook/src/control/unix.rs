//! Sockets in a folder of the user's own.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions, TryLockError};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::process::geteuid;
use tokio::net::{UnixListener, UnixStream};

/// `$XDG_RUNTIME_DIR/offhook/control`; without that variable the system's folder for this
/// user, or one of our own beside other temporary files.
pub(super) fn usual_place() -> io::Result<PathBuf> {
    let user = geteuid().as_raw();
    let given = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    let by_system = PathBuf::from(format!("/run/user/{user}"));
    let is_own = |folder: &PathBuf| folder.is_absolute() && check(folder).is_ok();
    let folder = given
        .filter(is_own)
        .or_else(|| Some(by_system).filter(is_own))
        .map_or_else(
            || std::env::temp_dir().join(format!("offhook-{user}")),
            |folder| folder.join("offhook"),
        );
    Ok(folder.join("control"))
}

/// Takes the lock beside the socket; nothing when another program has it.
fn lock(socket: &Path) -> io::Result<Option<File>> {
    if let Some(folder) = socket
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        match DirBuilder::new().mode(0o700).create(folder) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
        if usual_place().is_ok_and(|usual| usual == socket) {
            check(folder)?;
        }
    }
    let file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(socket.with_extension("lock"))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// Nobody but this user can change what is in the folder.
fn check(folder: &Path) -> io::Result<()> {
    let found = fs::symlink_metadata(folder)?;
    let own = found.is_dir() && found.uid() == geteuid().as_raw() && found.mode() & 0o022 == 0;
    own.then_some(()).ok_or_else(|| {
        io::Error::new(
            io::ErrorKind::PermissionDenied,
            format!("{} is no folder of this user alone", folder.display()),
        )
    })
}

/// Takes away the socket of one who held the place.
pub(super) fn clear(socket: &Path) {
    match fs::remove_file(socket) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            tracing::warn!(%error, path = %socket.display(), "the socket stays behind");
        }
        _ => {}
    }
}

/// Takes connections.
#[derive(Debug)]
pub(super) struct Listener {
    socket: UnixListener,
    /// Others wait for this.
    _lock: File,
}

impl Listener {
    /// At this path; nothing when another program listens there.
    pub(super) fn bind(path: &Path) -> io::Result<Option<Self>> {
        let Some(lock) = lock(path)? else {
            return Ok(None);
        };
        clear(path);
        let socket = UnixListener::bind(path)?;
        fs::set_permissions(path, Permissions::from_mode(0o600))?;
        Ok(Some(Self {
            socket,
            _lock: lock,
        }))
    }

    /// The next connection of this user.
    pub(super) async fn next(&mut self) -> io::Result<UnixStream> {
        loop {
            let (stream, _) = self.socket.accept().await?;
            if is_own(&stream) {
                return Ok(stream);
            }
            tracing::warn!("another user has asked the phone, and was not heard");
        }
    }
}

/// Connects to who listens; nothing when nobody does.
pub(super) async fn connect(socket: &Path) -> io::Result<Option<UnixStream>> {
    match UnixStream::connect(socket).await {
        Ok(stream) if is_own(&stream) => Ok(Some(stream)),
        Ok(_) => Err(io::Error::new(
            io::ErrorKind::PermissionDenied,
            "another user listens there",
        )),
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused
            ) =>
        {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// The other end is a program of this user.
fn is_own(stream: &UnixStream) -> bool {
    let peer = stream.peer_cred();
    peer.is_ok_and(|peer| peer.uid() == geteuid().as_raw())
}
