//! Where the commands of a script come from: standard input, or the program itself.

use std::io::BufRead;

use tokio::sync::mpsc;

use crate::headless::script::{Command, ScriptError, parse_line};

/// How many lines are read ahead of the phone at most.
const STEP_QUEUE: usize = 64;

/// The longest line that is read; longer ones are cut there, and are wrong by that.
const LONGEST_LINE: u64 = 4096;

/// One line of a script.
#[derive(Debug)]
pub(crate) struct Step {
    /// Its number, 1 for the first; none for what the program tells itself.
    pub(crate) line: Option<usize>,
    /// What it says.
    pub(crate) command: Result<Command, ScriptError>,
}

/// The lines of standard input; the channel ends with it.
///
/// A thread of its own reads, which may stay blocked when the phone leaves: it ends
/// with the program.
pub(crate) fn from_standard_input() -> std::io::Result<mpsc::Receiver<Step>> {
    let (sender, steps) = mpsc::channel(STEP_QUEUE);
    std::thread::Builder::new()
        .name("script".to_owned())
        .spawn(move || {
            read_steps(std::io::stdin().lock(), &sender);
        })?;
    Ok(steps)
}

/// Commands that the program gives itself.
pub(crate) fn from_commands(commands: Vec<Command>) -> mpsc::Receiver<Step> {
    let (sender, steps) = mpsc::channel(commands.len().max(1));
    for command in commands {
        // The channel has room for all of them, and its receiver is right here.
        let _taken = sender.try_send(Step {
            line: None,
            command: Ok(command),
        });
    }
    steps
}

fn read_steps(mut input: impl BufRead, steps: &mpsc::Sender<Step>) {
    for line in 1.. {
        let mut bytes = Vec::new();
        let read = std::io::Read::take(&mut input, LONGEST_LINE).read_until(b'\n', &mut bytes);
        if !matches!(read, Ok(length) if length > 0) {
            return;
        }
        let command = match parse_line(&String::from_utf8_lossy(&bytes)) {
            Ok(Some(command)) => Ok(command),
            Ok(None) => continue,
            Err(error) => Err(error),
        };
        let line = Some(line);
        if steps.blocking_send(Step { line, command }).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_every_line_and_gives_those_that_say_something() {
        let (sender, mut steps) = mpsc::channel(STEP_QUEUE);
        read_steps(&b"# hello\n\nhangup\r\nfoo\nquit"[..], &sender);
        drop(sender);
        let mut lines = Vec::new();
        while let Ok(step) = steps.try_recv() {
            lines.push((step.line, step.command.is_ok()));
        }
        assert_eq!(lines, [(Some(3), true), (Some(4), false), (Some(5), true)]);
    }
}
