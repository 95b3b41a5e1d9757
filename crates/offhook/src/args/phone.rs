//! What a phone takes: its server, and how it is shown.

use clap::Args;

use crate::args::PhoneOptions;
use crate::values::ServerName;

#[derive(Args, Debug)]
pub(crate) struct PhoneArguments {
    /// The call server; port 2000 when none is given. Several, in the order to try, with commas
    #[arg(
        long,
        value_name = "HOST[:PORT]",
        env = "OFFHOOK_SERVER",
        value_delimiter = ','
    )]
    pub(crate) server: Vec<ServerName>,
    /// Run without a window: commands are read from standard input, one a line
    #[arg(long)]
    pub(crate) headless: bool,
    /// Draw the phone in this terminal instead of a window
    #[arg(long, conflicts_with = "headless")]
    pub(crate) tui: bool,
    /// Tell what happens as JSON objects, one a line
    #[arg(long, requires = "headless", conflicts_with = "tui")]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) phone: PhoneOptions,
}

impl PhoneArguments {
    /// What the environment alone says, where no option can be given.
    #[cfg(feature = "window")]
    pub(crate) fn from_environment() -> Result<Self, clap::Error> {
        use clap::Parser;

        #[derive(Parser)]
        struct Environment {
            #[command(flatten)]
            phone: PhoneArguments,
        }
        Environment::try_parse_from(["offhook"]).map(|environment| environment.phone)
    }
}
