//! What the entry in the menus takes.

use clap::Args;

#[derive(Args, Debug)]
pub(crate) struct InstallArguments {
    /// Take it away again
    #[arg(long)]
    pub(crate) remove: bool,
}
