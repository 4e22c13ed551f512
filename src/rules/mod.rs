//! The rules. One is a file here, a page of the same name in `rules/`, a `mod` line and a row in [`RULES`].

use crate::rule::Rule;

mod final_newline;

/// Every rule, in the order of `rules/README.md`. The order changes nothing in what is found.
pub static RULES: &[&Rule] = &[&final_newline::RULE];

/// The rule of a name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name).copied()
}
