//! Starts the phone that a person chooses in the welcome.

use std::path::PathBuf;
use std::sync::Arc;

use callmanager::Config;
use desk::{Adapter, Choice, FirstRun, Phone, Reaching};
use softphone::{RegistrationState, Screen};
use tokio::runtime::Handle;
use tokio::sync::watch;

use crate::args::PhoneOptions;
use crate::commands::running::own_device;
use crate::commands::window_begin::{demo_phone, start};
use crate::commands::window_first_run::ServerLook;
use crate::commands::window_phone::WindowPhone;
use crate::config::ConfigFile;
use crate::config::kept::Kept;
use crate::control::Door;
use crate::exit::reason;
use crate::identity::adapters;
use crate::settings::{Given, Settings};
use crate::values::ServerName;

/// Starts what the person chooses in the welcome.
pub(super) struct Starter {
    pub(super) runtime: Handle,
    pub(super) options: PhoneOptions,
    pub(super) file: ConfigFile,
    /// Where to keep server and device name.
    pub(super) path: Option<PathBuf>,
    pub(super) door: Arc<Door>,
}

impl FirstRun for Starter {
    fn start(&mut self, choice: Choice) -> Result<Box<dyn Phone>, String> {
        let started = match choice {
            Choice::Demo => {
                let core = Config::default();
                demo_phone(
                    self.options.clone(),
                    core,
                    &self.file,
                    &self.runtime,
                    &self.door,
                )
            }
            Choice::Server { server, device } => self.chosen_phone(&server, device),
        };
        match started {
            Ok(phone) => Ok(Box::new(phone)),
            Err(error) => Err(reason(&error)),
        }
    }

    fn reach(
        &mut self,
        server: &str,
        wake: Box<dyn Fn() + Send + Sync>,
    ) -> Option<Box<dyn Reaching>> {
        Some(Box::new(ServerLook::begin(server, &self.runtime, wake)))
    }

    fn adapters(&self) -> Vec<Adapter> {
        let adapter = |(name, device)| Adapter { name, device };
        adapters().into_iter().map(adapter).collect()
    }
}

impl Starter {
    fn chosen_phone(&self, server: &str, device: String) -> anyhow::Result<WindowPhone> {
        let server: ServerName = server.parse().map_err(anyhow::Error::msg)?;
        let typed = Some(device).filter(|device| !device.trim().is_empty());
        let options = self.options.clone();
        let options = PhoneOptions {
            device: typed.or(options.device),
            ..options
        };
        let mut settings = Settings::merge(options, vec![server.clone()], &self.file, own_device)?;
        let device = settings.station.device.clone();
        // The file says it from the next start on, and may be changed meanwhile.
        settings.given = Box::new(Given {
            options: self.options.clone(),
            servers: Vec::new(),
            typed: Some((server.clone(), device.clone())),
        });
        let phone = start(settings, &self.runtime, None, &self.door)?;
        if let Some(path) = self.path.clone() {
            let screens = phone.handle.screens();
            self.runtime
                .spawn(keep_once_registered(screens, path, server, device));
        }
        Ok(phone)
    }
}

/// Keeps what was typed for the next start, once it has proved right.
async fn keep_once_registered(
    mut screens: watch::Receiver<Arc<Screen>>,
    path: PathBuf,
    server: ServerName,
    device: String,
) {
    let registered =
        |screen: &Arc<Screen>| screen.registration.state == RegistrationState::Registered;
    if screens.wait_for(registered).await.is_err() {
        return;
    }
    let kept = Kept::open(path).change(|draft| {
        draft.set("server", server.0.as_str());
        draft.set("device", device.as_str());
    });
    if let Err(error) = kept {
        tracing::warn!(%error, "server and device name cannot be kept for the next start");
    }
}
