//! The command line: files, threads and printing. The help and README.md document what scripts can rely on: options,
//! exit status, and what goes to which stream.

mod args;
mod beside;
mod bugs;
mod check;
mod config;
mod console;
mod conventions;
mod diff;
mod export;
mod files;
mod help;
mod init;
mod manual;
mod page;
mod pager;
mod progress;
mod rules;
mod since;
mod threads;
mod usage;
mod watch;
mod write;

use std::{panic, process::ExitCode};

use clap::{CommandFactory, FromArgMatches, parser::ValueSource};

use self::args::{Cli, Command, When};

/// The exit status of a run. The numbers are the same as those of ruff, `ESLint` and Prettier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Status {
    /// There is nothing to report or change.
    Clean = 0,
    /// There are findings, or a file would change.
    Found = 1,
    /// The run itself failed.
    Failed = 2,
}

/// The reason why a run cannot start: one line that says what is wrong and what to do.
#[derive(Debug)]
struct Failure(String);

/// Runs the command line of this process.
#[must_use]
pub fn main() -> ExitCode {
    bugs::report_panics();
    let status = panic::catch_unwind(run).unwrap_or(Status::Failed);
    ExitCode::from(status as u8)
}

fn run() -> Status {
    let mut command = Cli::command();
    let args: Vec<_> = std::env::args_os().collect();
    let parsed = command.try_get_matches_from_mut(&args);
    let parsed = parsed.and_then(|matches| Cli::from_arg_matches(&matches).map(|cli| (cli, matches)));
    let (cli, matches) = match parsed {
        Ok(parsed) => parsed,
        Err(error) if error.use_stderr() => {
            console::error(When::Auto, &usage::explain(&error, &command, &args));
            return Status::Failed;
        }
        // Help and version.
        Err(error) => {
            let text = error.render();
            let colours = console::colours(When::Auto, &std::io::stdout());
            let text = if colours { text.ansi().to_string() } else { text.to_string() };
            return console::print(&text).unwrap_or_else(|Failure(message)| {
                console::error(When::Auto, &message);
                Status::Failed
            });
        }
    };
    let colour = cli.check.color;
    let result = match cli.command {
        None if cli.check.watch => watch::run(&cli.check),
        None => check::run(&cli.check),
        Some(wanted) => nothing_lost(&command, &matches).and_then(|()| match wanted {
            Command::Rules { output_format } => console::print(&rules::table(output_format)),
            Command::Conventions { path, config, output_format } => {
                conventions::run(path.as_deref(), &config, output_format)
            }
            Command::Init { path, dry_run } => init::run(path.as_deref(), dry_run),
            Command::Export { path, output_format, output_file } => {
                export::run(path.as_deref(), output_format, output_file.as_deref())
            }
            Command::Explain { rule } => rules::explain(&rule, colour),
            Command::Completions { shell } => console::print(&help::completions(shell)),
            Command::Man => console::print(&manual::page()),
            Command::Help { command } => help::print(command.as_deref()),
        }),
    };
    result.unwrap_or_else(|Failure(message)| {
        console::error(colour, &message);
        Status::Failed
    })
}

/// Refuses options and paths before a sub-command: they belong to the check, which does not run.
fn nothing_lost(command: &clap::Command, matches: &clap::ArgMatches) -> Result<(), Failure> {
    let Some((name, _)) = matches.subcommand() else { return Ok(()) };
    let lost = command
        .get_arguments()
        .find(|arg| matches.value_source(arg.get_id().as_str()) == Some(ValueSource::CommandLine));
    let Some(lost) = lost else { return Ok(()) };
    let wanted = command.find_subcommand(name);
    let takes = |takes: &dyn Fn(&clap::Arg) -> bool| wanted.is_some_and(|wanted| wanted.get_arguments().any(takes));
    Err(Failure(match lost.get_long() {
        Some(long) if takes(&|arg| arg.get_long() == Some(long)) => format!("put `--{long}` after `{name}`"),
        Some(long) => format!("`--{long}` does not apply to `{name}`; remove it, or name a file as `./{name}`"),
        None if takes(&|arg| arg.get_id() == "path") => {
            format!("`{name}` is a command; put the path after it, or name a file as `./{name}`")
        }
        None => format!("`{name}` is a command and takes no path; name a file as `./{name}`"),
    }))
}
