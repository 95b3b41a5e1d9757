//! What the list of sound devices takes.

use clap::Args;

#[derive(Args, Debug)]
pub(crate) struct DevicesArguments {
    /// As JSON, one object for all
    #[arg(long)]
    pub(crate) json: bool,
}
