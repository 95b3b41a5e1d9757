//! The demo in its window, on a display of its own.

use std::fs;
use std::path::PathBuf;
use std::process::Child;

use crate::display::Display;
use crate::phone::binary;

/// A program that ends with the test, however that ends.
pub struct Program(pub Child);

impl Drop for Program {
    fn drop(&mut self) {
        // The test is over either way.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A demo on a display; gone when dropped, with all that it kept.
pub struct Demo {
    /// The phone.
    pub phone: Program,
    /// Where its window is.
    pub display: Display,
    /// A folder of its own, where its configuration is as well.
    pub folder: PathBuf,
}

impl Demo {
    /// Starts it with these lines in the table `[look]` and these variables, in pixels that are
    /// points; the name is that of the folder.
    ///
    /// # Errors
    ///
    /// When the folder cannot be made or the program not be started.
    pub fn start(
        display: Display,
        name: &str,
        look: &str,
        environment: &[(&str, &str)],
    ) -> anyhow::Result<Self> {
        let folder = std::env::temp_dir().join(format!("offhook-{name}-{}", std::process::id()));
        fs::create_dir_all(folder.join("offhook"))?;
        fs::write(
            folder.join("offhook").join("config.toml"),
            format!("[look]\n{look}\n"),
        )?;
        let phone = display
            .command(binary())
            .args(["demo", "--device", "SEP00DE300C0002"])
            .args(["--input", "silence", "--output", "silence"])
            .env("XDG_CONFIG_HOME", &folder)
            .env("XDG_DATA_HOME", &folder)
            .env("WINIT_X11_SCALE_FACTOR", "1")
            .envs(environment.iter().copied())
            .spawn()?;
        Ok(Self {
            phone: Program(phone),
            display,
            folder,
        })
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        // First, as it keeps things there.
        let _ = self.phone.0.kill();
        let _ = self.phone.0.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}
