//! The closing lines: what was seen, found and fixed. The first line is printed for clean lists too, because a list that
//! is misread has no findings either.

use std::{
    fmt::Write as _,
    io::{self, Write},
};

use super::{Style, Totals, wrap::wrap};
use crate::{diagnostic::Severity, list::Coverage};

/// Writes the findings of all files and, unless the style is quiet, the closing lines.
pub(super) fn write_closed(out: &mut dyn Write, files: &[&str], totals: &Totals, style: &Style) -> io::Result<()> {
    let closing = if style.quiet { String::new() } else { closing(totals, style) };
    files.iter().chain([&&*closing]).try_for_each(|part| out.write_all(part.as_bytes()))
}

/// Returns the lines after the findings of a run.
#[must_use]
pub fn closing(totals: &Totals, style: &Style) -> String {
    let mut out = seen(&totals.coverage) + " checked";
    if totals.files != 1 {
        let _ = write!(out, " in {}", count(totals.files, "file", "files"));
    }
    out.push('\n');
    if totals.fixed() > 0 {
        let _ = writeln!(out, "{} fixed: {}", totals.fixed(), fixes(totals));
    }
    out.push_str(&found(totals, style));
    out.push('\n');
    match style.width {
        Some(width) => out.lines().map(|line| wrap(line, width, "  ") + "\n").collect(),
        None => out,
    }
}

/// Returns `5 sections, 21 entries, 21 dates (2 more in prose), 32 badges`.
pub(super) fn seen(coverage: &Coverage) -> String {
    [
        count(coverage.sections, "section", "sections"),
        count(coverage.entries, "entry", "entries"),
        dates(coverage),
        count(coverage.badges, "badge", "badges"),
    ]
    .join(", ")
}

/// Returns the number of dates that were judged, and of those in prose, which can be the dates of other things.
fn dates(coverage: &Coverage) -> String {
    let judged = count(coverage.dates, "date", "dates");
    match coverage.dates_in_prose {
        0 => judged,
        more => format!("{judged} ({more} more in prose)"),
    }
}

/// Returns the number of fixes of each rule: `date-format 8, list-marker 4`.
#[must_use]
pub fn fixes(totals: &Totals) -> String {
    let fixed = totals.rules.iter().filter(|(_, rule)| rule.fixed > 0);
    fixed.map(|(name, rule)| format!("{name} {}", rule.fixed)).collect::<Vec<_>>().join(", ")
}

fn found(totals: &Totals, style: &Style) -> String {
    let mut found = Vec::new();
    for (number, one, many) in [(totals.errors, "error", "errors"), (totals.warnings, "warning", "warnings")] {
        if number > 0 {
            found.push(count(number, one, many));
        }
    }
    if totals.infos > 0 {
        let hidden = if style.shown > Severity::Info { " (-v shows them)" } else { "" };
        found.push(format!("{}{hidden}", count(totals.infos, "info", "infos")));
    }
    let all = totals.at_least(Severity::Info);
    if all == 0 {
        return if totals.fixed() > 0 { "nothing left" } else { "nothing found" }.to_owned();
    }
    let left = if totals.fixed() > 0 { " left" } else { "" };
    let mut out = format!("{}{left}", found.join(", "));
    if totals.fixable > 0 {
        let _ = write!(out, "; {} of {all} can be fixed with `--fix`", totals.fixable);
    }
    if totals.fixable_unsafely > 0 {
        let more = if totals.fixable > 0 { "more " } else { "" };
        let _ = write!(out, "; {} {more}with `--fix --unsafe-fixes`", totals.fixable_unsafely);
    }
    out
}

/// Returns a number with its noun.
#[must_use]
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_say_what_was_seen_found_and_fixed() {
        let seen = Coverage { sections: 5, entries: 21, links: 60, dates: 1, dates_in_prose: 2, badges: 32 };
        let clean = Totals { files: 1, coverage: seen, ..Totals::default() };
        let found = Totals { errors: 2, warnings: 11, infos: 1, fixable: 12, fixable_unsafely: 1, ..clean.clone() };
        let unsafely = Totals { warnings: 1, fixable_unsafely: 1, files: 2, ..clean.clone() };
        let mut fixed = clean.clone();
        fixed.rules.entry("list-marker").or_default().fixed = 4;
        let mut left = Totals { infos: 2, ..fixed.clone() };
        left.rules.entry("date-format").or_default().fixed = 8;
        let style = Style { shown: Severity::Warning, quiet: false, colour: false, width: None };
        let first = "5 sections, 21 entries, 1 date (2 more in prose), 32 badges checked";
        for (totals, expected) in [
            (clean, "\nnothing found\n"),
            (
                found,
                "\n2 errors, 11 warnings, 1 info (-v shows them); 12 of 14 can be fixed with `--fix`; \
                 1 more with `--fix --unsafe-fixes`\n",
            ),
            (unsafely, " in 2 files\n1 warning; 1 with `--fix --unsafe-fixes`\n"),
            (fixed, "\n4 fixed: list-marker 4\nnothing left\n"),
            (left, "\n12 fixed: date-format 8, list-marker 4\n2 infos (-v shows them) left\n"),
        ] {
            assert_eq!(closing(&totals, &style), format!("{first}{expected}"));
        }
    }
}
