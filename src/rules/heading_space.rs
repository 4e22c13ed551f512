//! `heading-space`: hashes have no space after them and so make no heading, or other spaces than the list's headings
//! have.

use crate::{
    characters::spaces_in_words,
    conventions::headings::spaces_after_hashes,
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    markdown::Kind,
    range,
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule = Rule {
    severity: Severity::Error,
    fixes: Fixes::Sometimes,
    checks: &[Check::List(check), Check::List(check_spaces)],
    ..rule!("heading-space")
};

fn check(cx: &mut Context) {
    let mut found = Vec::new();
    for block in cx.list.tree.blocks().filter(|block| block.kind() == Kind::Paragraph && block.text().contains('#')) {
        let text = block.text();
        let base = usize::from(block.range().start());
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let start = base + at;
            at += line.len();
            let alone = text.trim_end().len() == line.trim_end().len();
            if let Some(hashes) = hashes(line, alone) {
                let indent = line.len() - line.trim_start_matches(' ').len();
                let next = text[at..].split('\n').next().filter(|_| at < text.len());
                found.push((
                    start + indent,
                    hashes,
                    line.trim_end().len() - indent,
                    next.map(|next| (base + at, next)),
                ));
            }
        }
    }
    for (start, hashes, length, next) in found {
        let text = cx.list.source.text;
        let line = &text[start..start + length];
        let shown: String = line.chars().take(60).collect();
        // Code and HTML of several lines contain no headings.
        let place = range(start, start + length);
        let near = cx.list.opaque.partition_point(|opaque| opaque.end() <= place.start());
        if cx.list.opaque.get(near).is_some_and(|opaque| opaque.start() < place.end()) {
            continue;
        }
        let after = range(start + hashes, start + hashes);
        let space = line[hashes..].chars().next().filter(|c| c.is_whitespace());
        let place = range(start, start + length);
        let (message, edit) = match space {
            Some(space) => (
                format!("`{shown}` is not a heading: the character after the hashes only looks like a space"),
                Edit::replace(range(start + hashes, start + hashes + space.len_utf8()), " "),
            ),
            None => (format!("`{shown}` is not a heading: no space after the hashes"), Edit::replace(after, " ")),
        };
        let newline = cx.list.source.line_ending.as_str();
        let finding = cx.report(place, message);
        finding.help("put a space after the hashes: GitHub shows them as text");
        let mut edits = vec![edit];
        match next {
            // The next line would change its meaning if it no longer continued this line.
            Some((_, next)) if !next.starts_with(|c: char| c.is_alphabetic() || !c.is_ascii() || c == '#') => continue,
            Some((at, _)) => edits.push(Edit::insert(crate::offset(at), newline)),
            None => {}
        }
        edits.extend(closing_hashes(line).map(|at| Edit::replace(range(start + at, start + length), &line[at..])));
        finding.fix(Fix::safe(Phase::Content, "put a space after the hashes", edits));
    }
}

/// Reports spaces after the hashes that differ from the usual ones: `##   Title` among headings with one space.
fn check_spaces(cx: &mut Context) {
    let Some(habit) = cx.conventions.headings().spaces.habit() else { return };
    let headings = cx.list.sections.iter().filter_map(|section| section.heading.as_ref());
    let gaps = headings.filter_map(|heading| spaces_after_hashes(cx.list, heading));
    let odd: Vec<_> = gaps.filter(|(_, gap)| *gap != habit.value).collect();
    for (start, gap) in odd {
        let place = range(start, start + gap.len());
        let (found, expected) = (spaces_in_words(gap), spaces_in_words(habit.value));
        let why = habit.evidence.say(&format!("headings here have {expected}"), &expected);
        cx.report(place, format!("{found} after the hashes: {why}")).severity(Severity::Warning).fix(Fix::safe(
            Phase::Layout,
            format!("write {expected}"),
            vec![Edit::replace(place, habit.value)],
        ));
    }
}

/// Returns the offset of hashes at the end of the line. They are text now, and would close the heading after the fix.
fn closing_hashes(line: &str) -> Option<usize> {
    let kept = line.trim_end_matches('#');
    (kept.len() < line.len() && kept.ends_with([' ', '\t'])).then_some(kept.len())
}

/// Returns the number of hashes at the start of a line that is meant as a heading.
fn hashes(line: &str, alone: bool) -> Option<usize> {
    let line = line.trim_start_matches(' ').trim_end_matches(['\r', '\n']);
    let rest = line.trim_start_matches('#');
    let hashes = line.len() - rest.len();
    let next = rest.chars().next()?;
    let space = next.is_whitespace() && next != ' ' && next != '\t';
    let titled =
        next.is_alphabetic() || next.is_ascii_digit() && hashes > 1 || matches!(next, '*' | '[' | '`') && hashes > 1;
    // `#word` is a tag, `#1` a number. A title is alone in its paragraph and has several words.
    let meant = match hashes {
        1 => alone && (space || next.is_uppercase() && rest.contains(' ') && !rest.contains('#')),
        2..=6 => titled || space || !next.is_ascii() && next != '\u{fe0f}' && next != '\u{20e3}',
        _ => false,
    };
    // Hashes at the end would close an empty heading.
    (meant && !rest.trim_end_matches('#').trim().is_empty()).then_some(hashes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_meant_as_a_heading() {
        for (line, expected) in [
            ("##Title", Some(2)),
            ("  ###1. Title", Some(3)),
            ("#Awesome Tea", Some(1)),
            ("##\u{a0}Title", Some(2)),
            ("##茶", Some(2)),
            ("#tea", None),
            ("#Tea", None),
            ("#Tea #Green", None),
            ("#1 of all", None),
            ("#######Title", None),
            ("##", None),
            ("##!", None),
        ] {
            assert_eq!(hashes(line, true), expected, "{line}");
        }
        assert_eq!(hashes("#Awesome Tea", false), None);
    }
}
