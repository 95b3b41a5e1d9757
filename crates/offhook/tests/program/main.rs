//! The program as people and scripts run it. One test program, since each is linked anew.

mod asked;
mod contacts;
mod demo;
mod harness;
#[cfg(target_os = "linux")]
mod install;
#[cfg(unix)]
mod leaving;
mod paging;
mod problem_report;
#[cfg(unix)]
mod readers;
mod scripts;
mod sound_files;
mod trace;
mod usage;
