//! The commands `rules` and `explain`, and the rules that `--select` and `--ignore` name.

use std::fmt::Write as _;

use super::{
    Failure, Status,
    args::{TableFormat, When},
    console, page, pager,
};
use crate::{
    rule::{Fixes, Rule},
    rules::{self, RULES},
    suggest,
};

/// Returns a table of all rules.
pub(super) fn table(format: TableFormat) -> String {
    match format {
        TableFormat::Text => text(),
        TableFormat::Json => json(),
    }
}

/// Prints a rule's page, formatted if standard output is a terminal, and otherwise as Markdown.
pub(super) fn explain(name: &str, colour: When) -> Result<Status, Failure> {
    let page = find(name)?.page;
    match console::width() {
        Some(columns) => pager::print(&page::render(page, columns, console::colours(colour, &std::io::stdout()))),
        None => console::print(page),
    }
}

/// Returns the rules to run.
pub(super) fn choose(select: &[String], ignore: &[String]) -> Result<Vec<&'static Rule>, Failure> {
    let find_all = |names: &[String]| names.iter().map(|name| find(name)).collect::<Result<Vec<_>, _>>();
    let (selected, ignored) = (find_all(select)?, find_all(ignore)?);
    let has = |rules: &[&Rule], rule: &Rule| rules.iter().any(|other| other.name == rule.name);
    let chosen: Vec<_> = RULES
        .iter()
        .copied()
        .filter(|rule| selected.is_empty() || has(&selected, rule))
        .filter(|rule| !has(&ignored, rule))
        .collect();
    if chosen.is_empty() {
        return Err(Failure("no rule is left to run: `--ignore` names all selected rules".to_owned()));
    }
    Ok(chosen)
}

fn find(name: &str) -> Result<&'static Rule, Failure> {
    let name = name.trim();
    rules::find(name).ok_or_else(|| {
        let guess = suggest::closest(name, RULES.iter().map(|rule| rule.name));
        let guess = guess.map_or_else(String::new, |guess| format!("did you mean `{guess}`? "));
        Failure(format!("no rule is named `{name}`; {guess}`awesome-lint rules` lists them"))
    })
}

fn fixes(rule: &Rule) -> &'static str {
    match rule.fixes {
        Fixes::Never => "never",
        Fixes::Sometimes => "sometimes",
        Fixes::Always => "always",
    }
}

fn text() -> String {
    let width = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut out = format!("{:width$}  severity  fix        summary\n", "rule");
    for rule in RULES {
        let severity = rule.severity.name();
        let _ = writeln!(out, "{:width$}  {severity:8}  {:9}  {}", rule.name, fixes(rule), rule.summary());
    }
    out
}

#[derive(serde::Serialize)]
struct Row {
    name: &'static str,
    severity: &'static str,
    fix: &'static str,
    summary: &'static str,
}

fn json() -> String {
    let row = |rule: &&Rule| Row {
        name: rule.name,
        severity: rule.severity.name(),
        fix: fixes(rule),
        summary: rule.summary(),
    };
    let rows: Vec<Row> = RULES.iter().map(row).collect();
    serde_json::to_string(&rows).expect("structs of strings are always JSON") + "\n"
}
