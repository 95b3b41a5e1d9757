//! Where the sound server's socket is.

use std::env;
use std::path::{Path, PathBuf};

/// Where a server for all people of a machine listens.
const OF_THE_MACHINE: &str = "/run/pulse/native";

/// The socket of the sound server of this machine, if there is one.
pub(super) fn socket() -> Option<PathBuf> {
    let places = sockets(|name| env::var(name).ok().filter(|value| !value.is_empty()))?;
    places.into_iter().find(|path| path.exists())
}

/// What the server may want to see from people that it does not know.
pub(super) fn cookie() -> Vec<u8> {
    let home = env::home_dir().unwrap_or_default();
    let places = [
        env::var_os("PULSE_COOKIE").map(PathBuf::from),
        env::var_os("XDG_CONFIG_HOME").map(|path| Path::new(&path).join("pulse/cookie")),
        Some(home.join(".config/pulse/cookie")),
        Some(home.join(".pulse-cookie")),
    ];
    let mut places = places.into_iter().flatten();
    places
        .find_map(|path| std::fs::read(path).ok())
        .unwrap_or_default()
}

/// Where it may be, the likeliest first; nothing when the person uses one on another machine.
fn sockets(variable: impl Fn(&str) -> Option<String>) -> Option<Vec<PathBuf>> {
    if let Some(servers) = variable("PULSE_SERVER") {
        // `{machine}unix:/path`, several with spaces; another machine's is `tcp:…` or a name.
        let local = servers.split_whitespace().find_map(|server| {
            let server = server.rsplit('}').next().unwrap_or(server);
            let path = server.strip_prefix("unix:").unwrap_or(server);
            path.starts_with('/').then(|| PathBuf::from(path))
        });
        return Some(vec![local?]);
    }
    let own = variable("PULSE_RUNTIME_PATH").map(|path| Path::new(&path).join("native"));
    let session = variable("XDG_RUNTIME_DIR").map(|path| Path::new(&path).join("pulse/native"));
    let machine = Some(PathBuf::from(OF_THE_MACHINE));
    Some([own, session, machine].into_iter().flatten().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(set: &[(&str, &str)]) -> Option<Vec<PathBuf>> {
        sockets(|name| {
            let found = set.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn looks_in_the_session_and_then_on_the_machine() {
        let places = with(&[("XDG_RUNTIME_DIR", "/run/user/7")]).unwrap();
        assert_eq!(places[0], Path::new("/run/user/7/pulse/native"));
        assert_eq!(places.last().unwrap(), Path::new(OF_THE_MACHINE));
    }

    #[test]
    fn takes_a_named_server_of_this_machine_and_no_other() {
        for named in ["unix:/s/native", "{0f3}unix:/s/native tcp:far", "/s/native"] {
            let places = with(&[("PULSE_SERVER", named), ("XDG_RUNTIME_DIR", "/r")]);
            assert_eq!(places, Some(vec![PathBuf::from("/s/native")]), "{named}");
        }
        assert_eq!(with(&[("PULSE_SERVER", "tcp:192.0.2.1")]), None);
    }
}
