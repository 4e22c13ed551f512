//! The options.

use std::path::PathBuf;

use clap::{ArgAction, ArgGroup, Args, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::config::Preset;

/// Lints and formats awesome lists by the conventions of each list itself.
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
        awesome-lint                       check the README here\n  \
        awesome-lint --diff README.md      show what --fix would change\n  \
        awesome-lint --fix README.md       mend it\n  \
        awesome-lint help                  all options, commands and exit statuses",
    after_long_help = "Examples:\n  \
        awesome-lint                        check the README here\n  \
        awesome-lint docs/README.md         check this file\n  \
        awesome-lint .                      check every README.md in and below this folder\n  \
        awesome-lint - < README.md          check the standard input\n  \
        awesome-lint --diff README.md       show what --fix would change\n  \
        awesome-lint --fix README.md        mend it\n  \
        awesome-lint --changed-since main   check what this branch has changed\n  \
        awesome-lint explain entry-order    tell what a rule is for\n\n\
        Exit status:\n  \
        0  nothing of severity warning or above is left\n  \
        1  something is left; with --diff or --check, something would change\n  \
        2  the run itself failed"
)]
pub(super) struct Cli {
    /// Print the help on one screen
    // One help for `-h` and `--help`; the command `help` prints all there is.
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
    /// The command with all that the help on one screen leaves out.
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
        /// How to print them
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        output_format: TableFormat,
    },
    /// Print what a list does, with the votes that rules go by
    Conventions {
        /// A file, a folder with a README.md, or `-` [default: the README here]
        #[arg(value_name = "PATH")]
        path: Option<PathBuf>,
        #[command(flatten)]
        config: ConfigArgs,
        /// How to print them
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        output_format: TableFormat,
    },
    /// Write a configuration, and files for pre-commit and GitHub
    Init {
        /// The list, or its folder [default: the README here]
        #[arg(value_name = "PATH")]
        path: Option<PathBuf>,
        /// Print the files, and write none
        #[arg(long)]
        dry_run: bool,
    },
    /// Print a list as data: JSON, CSV, or its papers as BibTeX
    Export {
        /// A file, a folder with a README.md, or `-` [default: the README here]
        #[arg(value_name = "PATH")]
        path: Option<PathBuf>,
        /// What to print it as
        #[arg(long, value_name = "FORMAT", default_value = "json")]
        output_format: ExportFormat,
        /// Write it to a file
        #[arg(short, long, value_name = "FILE")]
        output_file: Option<PathBuf>,
    },
    /// Print a rule's page: what it flags, why, and examples
    Explain {
        /// The rule's name
        rule: String,
    },
    /// Print a script with which a shell completes options and the names of rules
    #[command(hide = true)]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page, for `man`
    #[command(hide = true)]
    Man,
    /// Print all options, or those of a command
    Help {
        /// The command's name
        command: Option<String>,
    },
}

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("rewriting").args(["fix", "diff", "check"]).multiple(true))]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of the command line")]
pub(super) struct CheckArgs {
    /// Files, folders to search for README.md, or `-` for the standard input [default: the README here]
    #[arg(value_name = "PATH", hide_short_help = true)]
    pub(super) paths: Vec<PathBuf>,

    /// Mend what needs no judgement, and report what is left
    #[arg(long, help_heading = "Fixing")]
    pub(super) fix: bool,
    /// Make also the fixes that someone should look at
    #[arg(long, help_heading = "Fixing", requires = "rewriting")]
    pub(super) unsafe_fixes: bool,
    /// Show what --fix would change; exit with 1 if anything
    #[arg(long, help_heading = "Fixing", conflicts_with_all = ["output_format", "statistics", "fail_on"])]
    pub(super) diff: bool,
    /// Name the files that --fix would change; exit with 1 if any
    #[arg(long, help_heading = "Fixing", conflicts_with_all = ["output_format", "statistics", "fail_on"])]
    pub(super) check: bool,

    /// Run only these rules
    #[arg(long, value_name = "RULES", value_delimiter = ',', help_heading = "Rules")]
    pub(super) select: Vec<String>,
    /// Leave these rules out
    #[arg(long, value_name = "RULES", value_delimiter = ',', help_heading = "Rules")]
    pub(super) ignore: Vec<String>,
    /// Report only lines that changed since then (git)
    #[arg(long, value_name = "REV", help_heading = "Rules", conflicts_with = "rewriting")]
    pub(super) changed_since: Option<String>,

    #[command(flatten, next_help_heading = "Rules")]
    pub(super) config: ConfigArgs,
    /// Leave out what the configuration excludes, also where it is named
    #[arg(long, help_heading = "Rules", hide_short_help = true)]
    pub(super) force_exclude: bool,

    /// How to print findings
    #[arg(long, value_name = "FORMAT", default_value = "full", help_heading = "Output", hide_possible_values = true)]
    pub(super) output_format: OutputFormat,
    /// Write the findings to a file
    #[arg(short, long, value_name = "FILE", help_heading = "Output", hide_short_help = true, conflicts_with_all = ["diff", "check"])]
    pub(super) output_file: Option<PathBuf>,
    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto", help_heading = "Output", hide_short_help = true)]
    pub(super) color: When,
    /// Print only how often each rule found something
    #[arg(long, help_heading = "Output", hide_short_help = true, conflicts_with = "output_format")]
    pub(super) statistics: bool,
    /// Print only findings and errors
    #[arg(short, long, help_heading = "Output", conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Print also what is only worth a look (info)
    #[arg(short, long, help_heading = "Output")]
    pub(super) verbose: bool,
    /// Check again after each change
    #[arg(long, help_heading = "Output", conflicts_with = "rewriting")]
    pub(super) watch: bool,
    /// Call the standard input so
    #[arg(long, value_name = "NAME", help_heading = "Output", hide_short_help = true)]
    pub(super) stdin_filename: Option<String>,

    /// Exit with 0 whatever is found
    #[arg(long, help_heading = "Output", hide_short_help = true, conflicts_with = "fail_on")]
    pub(super) exit_zero: bool,
    /// Fail from this severity on
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
    /// Go by this file [default: awesome-lint.toml]
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    pub(super) config: Option<PathBuf>,
    /// Go by no configuration file
    #[arg(long, hide_short_help = true)]
    pub(super) isolated: bool,
    /// Hold the list to a published style: awesome
    #[arg(long, value_name = "NAME", hide_possible_values = true)]
    pub(super) preset: Option<PresetName>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum PresetName {
    /// What the list of awesome lists asks of the lists that it takes in
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
    /// Each finding with the lines it is about
    Full,
    /// One line a finding
    Concise,
    /// JSON, for other programs
    Json,
    /// SARIF 2.1.0, for code-scanning pages
    Sarif,
    /// Workflow commands of GitHub Actions
    Github,
    /// GitLab's Code Quality report
    Gitlab,
    /// JUnit's XML
    Junit,
    /// reviewdog's diagnostic format
    Rdjson,
}

impl OutputFormat {
    /// Whether a program reads it, so that it is well-formed whatever happens.
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
    /// All that is known of sections and entries
    Json,
    /// A row for each entry
    Csv,
    /// The papers
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
    /// What is wrong for any reader
    Error,
    /// Also what departs from the list's own conventions
    Warning,
    /// Also what is only worth a look
    Info,
    /// Nothing
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
