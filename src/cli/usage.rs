//! Errors in the command line: one line that says what is wrong and what to do.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::suggest;

/// Explains why `args`, which begin with the program's name, are not a valid command line of `command`.
pub(super) fn explain(error: &clap::Error, command: &clap::Command, args: &[OsString]) -> String {
    let args: Vec<_> = args.iter().skip(1).map(|arg| arg.to_string_lossy()).collect();
    let sub = args.iter().find_map(|arg| command.find_subcommand(&**arg));
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.as_str()),
        _ => None,
    };
    let list = match sub {
        Some(sub) => format!("`awesome-lint help {}` lists its options", sub.get_name()),
        None => "`awesome-lint help` lists the options".to_owned(),
    };
    match (error.kind(), context(ContextKind::InvalidArg)) {
        (ErrorKind::UnknownArgument, Some(written)) if written.starts_with('-') => {
            // For `-fix`, clap only names `-f`.
            let whole = args.iter().find(|arg| arg.len() > 3 && !arg.starts_with("--") && arg.starts_with(written));
            let written = whole.map_or(written, |arg| arg.split('=').next().unwrap_or(arg));
            let guess = option(sub.unwrap_or(command), written.trim_start_matches('-'));
            let guess = guess.map_or_else(String::new, |guess| format!("; did you mean `--{guess}`?"));
            let owner = sub.map_or("there is".to_owned(), |sub| format!("`{}` has", sub.get_name()));
            let end = if guess.is_empty() { format!("; {list}") } else { format!("{guess} {list}") };
            format!("{owner} no option `{written}`{end}")
        }
        (ErrorKind::InvalidValue, Some(arg)) => {
            let Some(ContextValue::Strings(values)) = error.get(ContextKind::ValidValue) else {
                return in_one_line(error, &list);
            };
            let Some(written) = context(ContextKind::InvalidValue).filter(|value| !value.is_empty()) else {
                let values = if values.is_empty() { String::new() } else { format!(": {}", values.join(", ")) };
                return format!("`{arg}` needs a value{values}");
            };
            let guess = suggest::closest(written, values.iter().map(String::as_str));
            let guess = guess.map_or_else(String::new, |guess| format!("did you mean `{guess}`? "));
            format!("`{arg}` cannot be `{written}`; {guess}possible values: {}", values.join(", "))
        }
        _ => in_one_line(error, &list),
    }
}

/// Returns the option that the user most likely meant: one with a similar spelling, or with the word in its name.
fn option<'c>(command: &'c clap::Command, written: &str) -> Option<&'c str> {
    let written = written.to_lowercase().replace('_', "-");
    let names = || command.get_arguments().filter_map(clap::Arg::get_long);
    let word = written.strip_prefix("no-").unwrap_or(&written);
    let has_part = |name: &&str| {
        name.strip_prefix(word).is_some_and(|rest| rest.starts_with('-'))
            || name.strip_suffix(word).is_some_and(|rest| rest.is_empty() || rest.ends_with('-'))
    };
    names().find(has_part).or_else(|| suggest::closest(word, names()))
}

/// Joins the paragraphs of clap's message (the error, a tip, the possible values) to one line.
fn in_one_line(error: &clap::Error, list: &str) -> String {
    let text = error.render().to_string();
    let lines = text.lines().map(str::trim).take_while(|line| !line.starts_with("Usage:"));
    let mut out = String::new();
    for line in lines.filter(|line| !line.is_empty() && !line.starts_with("For more information")) {
        let line = line.trim_start_matches("error: ").trim_start_matches("tip: ");
        if !out.is_empty() {
            out.push_str(if out.ends_with(':') { " " } else { "; " });
        }
        out.push_str(line);
    }
    format!("{out}; {list}")
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::cli::args::Cli;

    #[test]
    fn errors_name_the_mistake_and_suggest_a_fix() {
        let options = "`awesome-lint help` lists the options";
        for (line, expected) in [
            ("--fxi", "there is no option `--fxi`; did you mean `--fix`? {}"),
            ("-fix", "there is no option `-fix`; did you mean `--fix`? {}"),
            ("-x", "there is no option `-x`; {}"),
            ("--FIX", "there is no option `--FIX`; did you mean `--fix`? {}"),
            ("--format=json", "there is no option `--format`; did you mean `--output-format`? {}"),
            ("--no-color", "there is no option `--no-color`; did you mean `--color`? {}"),
            ("--since main", "there is no option `--since`; did you mean `--changed-since`? {}"),
            ("--changed_since main", "there is no option `--changed_since`; did you mean `--changed-since`? {}"),
            ("--unsafe", "there is no option `--unsafe`; did you mean `--unsafe-fixes`? {}"),
            ("--tea", "there is no option `--tea`; {}"),
            ("rules --fix", "`rules` has no option `--fix`; `awesome-lint help rules` lists its options"),
            (
                "rules --output-fromat json",
                "`rules` has no option `--output-fromat`; did you mean `--output-format`? `awesome-lint help rules` \
                 lists its options",
            ),
            (
                "--fail-on warn",
                "`--fail-on <SEVERITY>` cannot be `warn`; did you mean `warning`? possible values: error, warning, info, \
                 never",
            ),
            ("--color tea", "`--color <WHEN>` cannot be `tea`; possible values: auto, always, never"),
            ("--color", "`--color <WHEN>` needs a value: auto, always, never"),
            (
                "completions bsh",
                "`<SHELL>` cannot be `bsh`; did you mean `bash`? possible values: bash, elvish, fish, powershell, zsh",
            ),
            (
                "explain",
                "the following required arguments were not provided: <RULE>; `awesome-lint help explain` lists its \
                 options",
            ),
        ] {
            let args: Vec<OsString> = ["awesome-lint"].into_iter().chain(line.split(' ')).map(Into::into).collect();
            let mut command = Cli::command();
            let error = command.try_get_matches_from_mut(&args).unwrap_err();
            assert_eq!(explain(&error, &command, &args), expected.replace("{}", options), "{line}");
        }
    }
}
