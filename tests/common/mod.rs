//! The laws that hold for every text, checked on texts from each test.

#![allow(dead_code)] // Each test binary uses its own part.

#[cfg(feature = "cli")]
pub(crate) mod export;
pub(crate) mod parsers;

use std::collections::HashMap;

use awesome_lint::{
    TextSize,
    diagnostic::Diagnostic,
    edit::{Applicability, Edit, splice},
    fix::{Outcome, fix},
    lint::{Findings, Options, lint},
    list::List,
    markdown::Tree,
    source::Source,
};

/// Returns all rules, on a fixed day.
pub(crate) fn options() -> Options {
    Options { today: chrono::NaiveDate::from_ymd_opt(2026, 11, 1), ..Options::default() }
}

/// Lints a text with all rules.
pub(crate) fn lint_text(text: &str) -> Findings {
    lint(&Source::new(text).expect("test texts are small"), &options())
}

/// Applies all safe fixes.
pub(crate) fn fix_text(text: &str) -> Outcome {
    fix(text, &options(), Applicability::Safe)
}

/// Formats a finding as `line:column severity[rule] message`.
pub(crate) fn line_of(source: &Source, found: &Diagnostic) -> String {
    let at = source.position(found.range.start());
    format!("{}:{} {}[{}] {}", at.line, at.column, found.severity.name(), found.rule, found.message)
}

/// Formats all findings of a text, one on each line.
pub(crate) fn lines_of(text: &str) -> Vec<String> {
    let source = Source::new(text).expect("test texts are small");
    lint(&source, &options()).diagnostics.iter().map(|found| line_of(&source, found)).collect()
}

/// Checks the laws. An error names the broken law. Returns the fixed text.
pub(crate) fn check_laws(text: &str) -> Result<String, String> {
    let findings = lint_text(text);
    nested(text)?;
    in_bounds(text, &findings)?;
    #[cfg(feature = "cli")]
    export::check(text)?;
    let outcome = fix_text(text);
    if !outcome.cycle.is_empty() {
        return Err(format!("fixing goes in a circle: {:?}", outcome.cycle));
    }
    let fixed = outcome.text.clone();
    // If the two parsers read a text differently, either may be right, so nothing is changed.
    if !outcome.refused.is_empty() && !parsers_disagree(text, &outcome) {
        return Err(format!("the guard refused: {:?}", outcome.refused));
    }
    if !outcome.refused.is_empty() {
        return keeps_words(text, &fixed, &outcome.applied).map(|()| fixed);
    }
    let left: Vec<_> = lint_text(&fixed).diagnostics;
    let left: Vec<_> = left
        .iter()
        .filter(|found| found.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe))
        .map(|found| (found.rule, &found.message))
        .collect();
    if !left.is_empty() {
        return Err(format!("what could be fixed is left: {left:?}"));
    }
    let fixable = findings.diagnostics.iter().filter_map(|found| found.fix.as_ref());
    let fixable = fixable.filter(|fix| fix.applicability == Applicability::Safe).count();
    if (fixable == 0) != (fixed == text) {
        return Err(format!("{fixable} fixes offered, and the text changed: {}", fixed != text));
    }
    let again = fix_text(&fixed);
    if again.text != fixed {
        return Err(format!("a second fix changes the text again: {:?}", again.applied));
    }
    keeps_words(text, &fixed, &outcome.applied)?;
    order_of_rules(text, &findings, &fixed)?;
    Ok(fixed)
}

/// CRLF(x) behaves like x.
pub(crate) fn check_crlf(text: &str, fixed: &str) -> Result<(), String> {
    if text.contains('\r') {
        return Ok(());
    }
    let crlf = text.replace('\n', "\r\n");
    let (plain, other) = (lines_of(text), lines_of(&crlf));
    if let Some((a, b)) = plain.iter().zip(&other).find(|(a, b)| a != b) {
        return Err(format!("with CRLF `{a}` becomes `{b}`"));
    }
    if plain.len() != other.len() {
        return Err(format!("{} findings, with CRLF {}", plain.len(), other.len()));
    }
    let expected = fixed.replace('\n', "\r\n");
    // A text with one line and no line ending has no CRLF to preserve.
    if !text.contains('\n') {
        return Ok(());
    }
    let outcome = fix_text(&crlf);
    if outcome.text != expected && !parsers_disagree(text, &fix_text(text)) && !parsers_disagree(&crlf, &outcome) {
        return Err("with CRLF the text is fixed otherwise".into());
    }
    Ok(())
}

/// Returns whether the parsers read differently the text, its fixed form, or the text after a rejected fix.
fn parsers_disagree(text: &str, outcome: &Outcome) -> bool {
    let refused = outcome.findings.diagnostics.iter().filter_map(|found| found.fix.as_ref());
    let tried = refused.filter_map(|fix| splice(&outcome.text, &fix.edits).ok());
    [text.to_owned(), outcome.text.clone()].into_iter().chain(tried).any(|text| parsers::disagreement(&text).is_some())
}

/// Checks that every node is inside its parent, every block after the previous one, and every date inside its entry.
pub(crate) fn nested(text: &str) -> Result<(), String> {
    let source = Source::new(text).expect("test texts are small");
    let tree = Tree::parse(&source);
    let mut end = TextSize::default();
    for block in tree.blocks() {
        if block.range().start() < end {
            return Err(format!("{block:?} starts in the block before it"));
        }
        end = block.range().end();
    }
    for node in tree.nodes() {
        if let Some(child) = node.children().find(|child| !node.range().contains_range(child.range())) {
            return Err(format!("{child:?} reaches out of {node:?}"));
        }
    }
    let list = List::read(&source, &tree);
    for entry in &list.entries {
        let group = &list.groups[entry.group as usize];
        let inner = [entry.head, entry.marker].into_iter().chain(entry.title);
        if !group.range.contains_range(entry.range) || !inner.into_iter().all(|part| entry.range.contains_range(part)) {
            return Err(format!("a part lies outside of {entry:?}"));
        }
    }
    let strayed = list.dates.iter().find(|date| !list.entry(date.entry).range.contains_range(date.written.range));
    strayed.map_or(Ok(()), |date| Err(format!("{date:?} is outside of its entry")))
}

/// Checks that every range fits the text and every message is one line.
pub(crate) fn in_bounds(text: &str, findings: &Findings) -> Result<(), String> {
    for found in &findings.diagnostics {
        let ranges = [found.range].into_iter().chain(found.labels.iter().map(|label| label.range));
        let edits = found.fix.iter().flat_map(|fix| fix.edits.iter().map(Edit::range));
        for range in ranges.chain(edits) {
            if text.get(usize::from(range.start())..usize::from(range.end())).is_none() {
                return Err(format!("{}: {range:?} is no range of characters", found.rule));
            }
        }
        if let Some(fix) = &found.fix {
            let overlap = fix.edits.windows(2).any(|pair| pair[0].range().end() > pair[1].range().start());
            if overlap || fix.edits.is_empty() {
                return Err(format!("{}: a fix with overlapping or no edits", found.rule));
            }
        }
        if found.message.is_empty() || found.message.contains('\n') || found.message.ends_with('.') {
            return Err(format!("{}: the message {:?}", found.rule, found.message));
        }
    }
    Ok(())
}

/// Checks that no word is lost, except those that a rule rewrites: dates, parts of URLs, and generated text.
fn keeps_words(before: &str, after: &str, applied: &[(&str, usize)]) -> Result<(), String> {
    const REWRITERS: [&str; 12] = [
        "contents-stale",
        "date-format",
        "link-anchor",
        "link-canonical",
        "link-malformed",
        "link-paper-form",
        "link-scheme",
        "badge-alt",
        "badge-malformed",
        "badge-style",
        "badge-missing",
        "suppression-unused",
    ];
    if applied.iter().any(|(rule, _)| REWRITERS.contains(rule)) {
        return Ok(());
    }
    // `link-label` changes only the case.
    let (before, after) = (before.to_lowercase(), after.to_lowercase());
    let (before, after) = (words(&before), words(&after));
    for (word, count) in &before {
        if after.get(word) != Some(count) {
            return Err(format!(
                "the word {word:?} stood there {count} times, now {:?} ({applied:?})",
                after.get(word)
            ));
        }
    }
    Ok(())
}

/// Counts each word of a text.
pub(crate) fn words(text: &str) -> HashMap<&str, usize> {
    let mut words = HashMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *words.entry(word).or_default() += 1;
    }
    words
}

/// Checks that the order of rules in the registry has no effect.
fn order_of_rules(text: &str, findings: &Findings, fixed: &str) -> Result<(), String> {
    let mut reversed = options();
    reversed.rules.reverse();
    let other = lint(&Source::new(text).expect("test texts are small"), &reversed);
    if other.diagnostics != findings.diagnostics {
        return Err("the order of the rules changes the findings".into());
    }
    if fix(text, &reversed, Applicability::Safe).text != fixed {
        return Err("the order of the rules changes the fixed text".into());
    }
    Ok(())
}
