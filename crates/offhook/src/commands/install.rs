//! `offhook install`: the program in the menus of the desktop, with the links that it follows.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail};

use crate::args::InstallArguments;
use crate::desktop_file::Places;
use crate::exit::Outcome;

/// Puts it there, or takes it away.
pub(crate) fn run(arguments: &InstallArguments) -> anyhow::Result<Outcome> {
    if !cfg!(all(unix, not(target_os = "macos"))) {
        bail!("this system has no menus of freedesktop.org");
    }
    let places = Places::of_user().context("this user has no folder for it")?;
    let (what, files) = if arguments.remove {
        ("Removed", places.remove())
    } else {
        let program = std::env::current_exe().context("cannot find this program itself")?;
        ("Written", places.install(&program))
    };
    let files: Vec<PathBuf> = files.context("the desktop's files cannot be changed")?;
    for file in &files {
        println!("{what}: {}", file.display());
    }
    if files.is_empty() {
        println!("Nothing was there.");
    }
    refresh(&places.applications());
    if !arguments.remove {
        println!(
            "To have tel: links open Offhook where another program does: xdg-mime default offhook.desktop x-scheme-handler/tel"
        );
    }
    Ok(Outcome::Done)
}

/// Desktops look up links in a list that a program makes, where there is one.
fn refresh(applications: &Path) {
    let made = Command::new("update-desktop-database")
        .arg(applications)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    if let Err(error) = made {
        tracing::info!(%error, "update-desktop-database is not there; the desktop looks by itself, sooner or later");
    }
}
