//! The commands `help` and `completions`.

use clap::{CommandFactory as _, builder::PossibleValuesParser};
use clap_complete::Shell;

use super::{
    Failure, Status,
    args::{Cli, When},
    console, pager,
};
use crate::{rules::RULES, suggest};

/// Prints the full help of a command, by default of the check.
pub(super) fn print(name: Option<&str>) -> Result<Status, Failure> {
    let mut cli = Cli::in_full();
    let command = match name {
        None => &mut cli,
        Some(name) => {
            let guess = suggest::closest(name, cli.get_subcommands().map(clap::Command::get_name)).map(str::to_owned);
            let Some(found) = cli.find_subcommand_mut(name) else {
                let guess = guess.map_or_else(String::new, |guess| format!("did you mean `{guess}`? "));
                return Err(Failure(format!("no command is named `{name}`; {guess}`awesome-lint help` lists them")));
            };
            found
        }
    };
    let help = command.render_long_help();
    let colour = console::colours(When::Auto, &std::io::stdout());
    pager::print(&if colour { help.ansi().to_string() } else { help.to_string() })
}

/// Returns the script that completes options, their values and the names of rules.
pub(super) fn completions(shell: Shell) -> String {
    let names = || PossibleValuesParser::new(RULES.iter().map(|rule| rule.name));
    let mut cli = Cli::command()
        .mut_args(|arg| if is_rules(&arg) { arg.value_parser(names()) } else { arg })
        .mut_subcommand("explain", |explain| explain.mut_arg("rule", |arg| arg.value_parser(names())));
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut cli, "awesome-lint", &mut script);
    let script = String::from_utf8_lossy(&script);
    // In some places, clap_complete 4.6.11 mistakes the hyphen in the name for the separator before a sub-command.
    script.replace("awesome__subcmd__lint", "awesome__lint")
}

fn is_rules(arg: &clap::Arg) -> bool {
    arg.get_value_names().is_some_and(|names| names.iter().any(|name| name.as_str() == "RULES"))
}
