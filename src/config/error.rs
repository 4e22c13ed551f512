//! Errors in a configuration file, in plain words.

use std::ops::Range;

use crate::{suggest::closest, text::floor};

/// An error in a configuration file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// The byte range of the error in the file; empty if something is missing.
    pub span: Range<usize>,
    /// What is wrong. Begins in lower case and ends without a full stop.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl ConfigError {
    pub(super) fn new(error: &toml::de::Error, text: &str) -> Self {
        let (message, help) = in_words(error.message());
        let mut span = error.span().unwrap_or(0..0);
        span.end = floor(text, span.end);
        span.start = floor(text, span.start).min(span.end);
        // For an error in one value of a list, serde gives the span of the whole list.
        let value = error.message().strip_prefix('`').and_then(|rest| rest.split('`').next());
        if let Some(value) = value.map(|value| format!("\"{value}\""))
            && let Some(at) = text[span.clone()].rfind(&value)
        {
            span = span.start + at..span.start + at + value.len();
        }
        Self { span, message, help }
    }

    pub(super) fn unknown_rule(name: &str, span: Range<usize>, names: &[&str]) -> Self {
        let help = closest(name, names.iter().copied()).map_or_else(
            || "`awesome-lint rules` lists them".to_owned(),
            |guess| format!("did you mean `{guess}`? `awesome-lint rules` lists them all"),
        );
        Self { span, message: format!("no rule is named `{name}`"), help: Some(help) }
    }
}

/// Returns an error message of serde or of the TOML parser in plain words, and what to do.
fn in_words(said: &str) -> (String, Option<String>) {
    let mut quoted = said.split('`').skip(1).step_by(2);
    let first = quoted.next().unwrap_or_default();
    let others: Vec<&str> = quoted.collect();
    if said.starts_with("unknown field ") {
        return (format!("there is no key `{first}` here"), Some(one_of(first, &others, "the keys here are")));
    }
    if said.starts_with("unknown variant ") {
        return (format!("`{first}` is not one of the values here"), Some(one_of(first, &others, "the values are")));
    }
    if said.starts_with("missing field ") {
        return (format!("the key `{first}` is missing here"), None);
    }
    if said.starts_with("duplicate key") || said.starts_with("duplicate field") {
        return ("this key is set twice".to_owned(), Some("remove one of them".to_owned()));
    }
    if let Some(rest) = said.strip_prefix("invalid type: ")
        && let Some((found, expected)) = rest.split_once(", expected ")
    {
        let help = (found == "map" && expected == "a sequence").then(|| "write its name in double brackets".to_owned());
        let found = match found {
            "map" => "a table".to_owned(),
            "sequence" => "a list".to_owned(),
            other => other.replace("string", "the text"),
        };
        return (format!("expected {}, found {found}", plain(expected)), help);
    }
    let said = said.trim_end_matches('.').trim_end_matches(", expected literal string");
    (said.replace('\n', " "), None)
}

/// Returns serde's name of an expected type in plain words.
fn plain(expected: &str) -> String {
    match expected {
        "a string" => "a text in quotes".to_owned(),
        "a boolean" => "`true` or `false`".to_owned(),
        "i64" => "a whole number".to_owned(),
        "a sequence" => "a list in brackets".to_owned(),
        "a map" => "a table".to_owned(),
        other => match other.strip_prefix("struct ") {
            Some(_) => "a table".to_owned(),
            None => other.to_owned(),
        },
    }
}

fn one_of(word: &str, names: &[&str], what: &str) -> String {
    let list = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    match closest(word, names.iter().copied()) {
        Some(guess) if names.len() > 1 => format!("did you mean `{guess}`? {what} {list}"),
        Some(guess) => format!("did you mean `{guess}`?"),
        None => format!("{what} {list}"),
    }
}
