//! The command `man`: the manual page.

use clap::{Arg, Command};
use clap_mangen::Man;
use roff::{Roff, bold, italic, roman};

use super::args::Cli;

/// Returns the whole page, as described in <https://man7.org/linux/man-pages/man7/man-pages.7.html>.
pub(super) fn page() -> String {
    let cli = Cli::in_full();
    let version = format!("awesome-lint {}", env!("CARGO_PKG_VERSION"));
    let man = Man::new(cli.clone()).title("AWESOME-LINT").source(version).manual("User Commands");
    let mut out = Vec::new();
    let parts = [
        Man::render_title,
        Man::render_name_section,
        Man::render_synopsis_section,
        Man::render_description_section,
        Man::render_options_section,
    ];
    for part in parts {
        part(&man, &mut out).expect("a vector takes all that is written to it");
    }
    let mut text = String::from_utf8_lossy(&out).into_owned();
    // clap_mangen would refer to a page for each command, and there are none.
    text.push_str(&commands(&cli));
    text.push_str(&closing(&cli));
    text
}

fn commands(cli: &Command) -> String {
    let mut roff = Roff::new();
    roff.control("SH", ["COMMANDS"]);
    for command in cli.get_subcommands() {
        let mut head = vec![bold(command.get_name())];
        for arg in command.get_positionals() {
            let name = value_name(arg);
            head.push(roman(" "));
            head.push(italic(if arg.is_required_set() { name } else { format!("[{name}]") }));
        }
        roff.control("SS", [] as [&str; 0]);
        roff.text(head);
        roff.text([roman(command.get_about().map(ToString::to_string).unwrap_or_default() + ".")]);
        for arg in command.get_arguments().filter(|arg| arg.get_id() != "help") {
            roff.control("TP", [] as [&str; 0]);
            match arg.get_long() {
                None => roff.text([italic(value_name(arg))]),
                Some(long) if arg.get_action().takes_values() => {
                    roff.text([bold(format!("--{long}")), roman(" "), italic(format!("<{}>", value_name(arg)))])
                }
                Some(long) => roff.text([bold(format!("--{long}"))]),
            };
            let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
            let values: Vec<_> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
            let has_values = arg.get_action().takes_values() && !values.is_empty();
            let values = if has_values { format!(": {}", values.join(", ")) } else { String::new() };
            roff.text([roman(format!("{help}{values}."))]);
        }
    }
    roff.render()
}

fn value_name(arg: &Arg) -> String {
    let name = arg.get_value_names().and_then(|names| names.first());
    name.map_or_else(|| arg.get_id().as_str().to_uppercase(), ToString::to_string)
}

/// Returns the sections for the examples and the exit status, from the paragraphs at the end of the help.
fn closing(cli: &Command) -> String {
    let mut roff = Roff::new();
    let text = cli.get_after_long_help().or(cli.get_after_help()).map(ToString::to_string).unwrap_or_default();
    for paragraph in text.split("\n\n") {
        let Some((title, rest)) = paragraph.split_once(':') else { continue };
        roff.control("SH", [title.to_uppercase().as_str()]);
        roff.control("nf", [] as [&str; 0]);
        for line in rest.trim_matches('\n').lines() {
            roff.text([roman(line.trim())]);
        }
        roff.control("fi", [] as [&str; 0]);
    }
    roff.render()
}
