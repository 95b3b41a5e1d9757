//! What the commands of the address book take.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Args, Debug)]
pub(crate) struct ContactsArguments {
    #[command(subcommand)]
    pub(crate) command: ContactsCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ContactsCommand {
    /// Take the contacts of files, vCards or CSV, into the own address book
    Import {
        /// The files
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
    },
    /// List whom a name, a part of a number or initials may mean, in all address books; the exit
    /// status is 1 when that is nobody
    Search {
        /// What is looked for
        #[arg(value_name = "TEXT", required = true)]
        text: Vec<String>,
        /// As JSON objects, one a line
        #[arg(long)]
        json: bool,
        /// So many people at most
        #[arg(long, value_name = "COUNT", default_value_t = 20)]
        most: usize,
    },
}
