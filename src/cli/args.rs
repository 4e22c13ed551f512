//! The options of the command line. Their doc comments are the help texts.

use std::path::PathBuf;

use clap::{ArgAction, ArgGroup, Args, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::config::Preset;

/// Lints and formats awesome lists, following the conventions of each list
#[derive(Debug, Parser)]
#[command(
    name = "awesome-lint",
    version,
    subcommand_precedence_over_arg = true,
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    override_usage = "awesome-lint [OPTIONS] [PATH]...\n       awesome-lint <COMMAND>",
    after_help = "Examples:\n  \
        awesome-lint                       check the README in this folder\n  \
        awesome-lint --diff README.md      show what --fix would change\n  \
        awesome-lint --fix README.md       fix it\n  \
        awesome-lint help                  print the full help",
    after_long_help = "Examples:\n  \
        awesome-lint                        check the README in this folder\n  \
        awesome-lint docs/README.md         check this file\n  \
        awesome-lint .                      check each README.md in this folder and below\n  \
        awesome-lint - < README.md          check standard input\n  \
        awesome-lint --diff README.md       show what --fix would change\n  \
        awesome-lint --fix README.md        fix it\n  \
        awesome-lint --changed-since main   check the lines that this branch changed\n  \
        awesome-lint explain entry-order    explain a rule\n\n\
        Exit status:\n  \
        0  no errors or warnings are left\n  \
        1  errors or warnings are left; with --diff or --check, a file would change\n  \
        2  the run failed"
)]
pub(super) struct Cli {
    /// Print a short help
    // `-h` and `--help` print the same; the command `help` prints all options.
    #[arg(short, long, global = true, action = ArgAction::HelpShort, hide_short_help = true)]
    help: Option<bool>,
    /// Print the version
    #[arg(short = 'V', long, action = ArgAction::Version, hide_short_help = true)]
    version: Option<bool>,
    #[command(flatten)]
    pub(super) check: CheckArgs,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

impl Cli {
    /// Returns the command with everything that the short help hides.
    pub(super) fn in_full() -> clap::Command {
        let mut command = Self::command()
            .mut_args(|arg| arg.hide_short_help(false).hide_possible_values(false))
            .mut_subcommands(|command| command.hide(false));
        command.build();
        command
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// List the rules
    Rules {
        /// Output format
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        output_format: TableFormat,
    },
    /// Print the conventions of a list and the votes for them
    Conventions {
        /// File, folder with a README.md, or `-` for standard input [default: the README in this folder]
        #[arg(value_name = "PATH")]
        path: Option<PathBuf>,
        #[command(flatten)]
        config: ConfigArgs,
        /// Output format
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        output_format: TableFormat,
    },
    /// Write a configuration file, and files for pre-commit and GitHub
    Init {
        /// List, or its folder [default: the README in this folder]
        #[arg(value_name = "PATH")]
        path: Option<PathBuf>,
        /// Print the files instead of writing them
        #[arg(long)]
        dry_run: bool,
    },
    /// Export a list as JSON or CSV, or its papers as BibTeX
    Export {
        /// File, folder with a README.md, or `-` for standard input [default: the README in this folder]
        #[arg(value_name = "PATH")]
        path: Option<PathBuf>,
        /// Output format
        #[arg(long, value_name = "FORMAT", default_value = "json")]
        output_format: ExportFormat,
        /// File to write to [default: standard output]
        #[arg(short, long, value_name = "FILE")]
        output_file: Option<PathBuf>,
    },
    /// Print the page of a rule: what it reports, why, and examples
    Explain {
        /// Name of the rule
        rule: String,
    },
    /// Print a completion script for a shell
    #[command(hide = true)]
    Completions {
        /// Shell to print the script for
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    #[command(hide = true)]
    Man,
    /// Print all options, or those of a command
    Help {
        /// Name of the command
        command: Option<String>,
    },
}

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("rewriting").args(["fix", "diff", "check"]).multiple(true))]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of the command line")]
pub(super) struct CheckArgs {
    /// Files, folders to search for README.md, or `-` for standard input [default: the README in this folder]
    #[arg(value_name = "PATH", hide_short_help = true)]
    pub(super) paths: Vec<PathBuf>,

    /// Apply safe fixes, and report what is left
    #[arg(long, help_heading = "Fixing")]
    pub(super) fix: bool,
    /// Also apply fixes that need review
    #[arg(long, help_heading = "Fixing", requires = "rewriting")]
    pub(super) unsafe_fixes: bool,
    /// Show the changes of --fix as a diff; exit with 1 if any
    #[arg(long, help_heading = "Fixing", conflicts_with_all = ["output_format", "statistics", "fail_on"])]
    pub(super) diff: bool,
    /// List the files that --fix would change; exit with 1 if any
    #[arg(long, help_heading = "Fixing", conflicts_with_all = ["output_format", "statistics", "fail_on"])]
    pub(super) check: bool,

    /// Run only these rules
    #[arg(long, value_name = "RULES", value_delimiter = ',', help_heading = "Rules")]
    pub(super) select: Vec<String>,
    /// Do not run these rules
    #[arg(long, value_name = "RULES", value_delimiter = ',', help_heading = "Rules")]
    pub(super) ignore: Vec<String>,
    /// Report only lines changed since this Git revision
    #[arg(long, value_name = "REV", help_heading = "Rules", conflicts_with = "rewriting")]
    pub(super) changed_since: Option<String>,

    #[command(flatten, next_help_heading = "Rules")]
    pub(super) config: ConfigArgs,
    /// Skip excluded files even if they are named on the command line
    #[arg(long, help_heading = "Rules", hide_short_help = true)]
    pub(super) force_exclude: bool,

    /// Output format for findings
    #[arg(long, value_name = "FORMAT", default_value = "full", help_heading = "Output", hide_possible_values = true)]
    pub(super) output_format: OutputFormat,
    /// File to write the findings to [default: standard output]
    #[arg(short, long, value_name = "FILE", help_heading = "Output", hide_short_help = true, conflicts_with_all = ["diff", "check"])]
    pub(super) output_file: Option<PathBuf>,
    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto", help_heading = "Output", hide_short_help = true)]
    pub(super) color: When,
    /// Print only the number of findings of each rule
    #[arg(long, help_heading = "Output", hide_short_help = true, conflicts_with = "output_format")]
    pub(super) statistics: bool,
    /// Print only findings and errors
    #[arg(short, long, help_heading = "Output", conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Also print findings of severity info
    #[arg(short, long, help_heading = "Output")]
    pub(super) verbose: bool,
    /// Check again whenever a file changes
    #[arg(long, help_heading = "Output", conflicts_with = "rewriting")]
    pub(super) watch: bool,
    /// Name to report for standard input
    #[arg(long, value_name = "NAME", help_heading = "Output", hide_short_help = true)]
    pub(super) stdin_filename: Option<String>,

    /// Exit with 0 even if there are findings
    #[arg(long, help_heading = "Output", hide_short_help = true, conflicts_with = "fail_on")]
    pub(super) exit_zero: bool,
    /// Lowest severity that fails the run
    #[arg(
        long,
        value_name = "SEVERITY",
        default_value = "warning",
        help_heading = "Output",
        hide_possible_values = true
    )]
    pub(super) fail_on: FailOn,
}

#[derive(Debug, Args)]
pub(super) struct ConfigArgs {
    /// Configuration file [default: awesome-lint.toml]
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    pub(super) config: Option<PathBuf>,
    /// Ignore configuration files
    #[arg(long, hide_short_help = true)]
    pub(super) isolated: bool,
    /// Published style to follow: awesome
    #[arg(long, value_name = "NAME", hide_possible_values = true)]
    pub(super) preset: Option<PresetName>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum PresetName {
    /// The style that the list of awesome lists requires
    Awesome,
}

impl From<PresetName> for Preset {
    fn from(name: PresetName) -> Self {
        match name {
            PresetName::Awesome => Self::Awesome,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum OutputFormat {
    /// Each finding with its lines
    Full,
    /// One line per finding
    Concise,
    /// JSON, for other programs
    Json,
    /// SARIF 2.1.0, for code-scanning pages
    Sarif,
    /// GitHub Actions workflow commands
    Github,
    /// GitLab Code Quality report
    Gitlab,
    /// JUnit XML
    Junit,
    /// reviewdog diagnostic format
    Rdjson,
}

impl OutputFormat {
    /// Whether programs parse this format, so that it must be well-formed even if no file could be read.
    pub(super) fn is_for_programs(self) -> bool {
        !matches!(self, Self::Full | Self::Concise | Self::Github)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TableFormat {
    /// A table
    Text,
    /// JSON, for other programs
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExportFormat {
    /// All data about sections and entries
    Json,
    /// One row per entry
    Csv,
    /// Only the papers
    Bibtex,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum When {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// Only errors fail the run
    Error,
    /// Warnings and errors fail the run
    Warning,
    /// Any finding fails the run
    Info,
    /// Findings never fail the run
    Never,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_options_are_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn options_that_would_do_nothing_are_refused() {
        for line in [
            "--unsafe-fixes",
            "--diff --output-format json",
            "--check --statistics",
            "-q -v",
            "--exit-zero --fail-on info",
            "--statistics --output-format json",
            "--diff --output-file a",
            "--isolated --config a.toml",
            "--preset tea",
            "--changed-since main --fix",
            "--changed-since main --check",
            "--watch --fix",
        ] {
            let args = ["awesome-lint"].into_iter().chain(line.split(' '));
            assert!(Cli::try_parse_from(args).is_err(), "{line}");
        }
    }

    #[test]
    fn a_command_wins_over_a_file_of_its_name() {
        let command = |args: &[&str]| Cli::try_parse_from(args).unwrap().command;
        assert!(matches!(command(&["awesome-lint", "-q", "rules"]), Some(Command::Rules { .. })));
        assert!(command(&["awesome-lint", "./rules"]).is_none());
        assert!(command(&["awesome-lint", "--", "rules"]).is_none());
    }
}
