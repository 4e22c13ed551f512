//! `heading-punctuation`: a colon, comma or full stop at the end of a heading.

use std::collections::HashMap;

use crate::{
    TextRange,
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    list::{Heading, Section, plain_text, slug},
    range,
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule = Rule {
    name: "heading-punctuation",
    severity: Severity::Warning,
    fixes: Fixes::Sometimes,
    page: include_str!("../../rules/heading-punctuation.md"),
    checks: &[Check::List(check)],
    ..Rule::DEFAULT
};

/// Headings of a level, and how many of a hundred end in a mark, before the mark is how this list writes them.
const HEADINGS: usize = 5;
const PERCENT: usize = 80;
/// The same for a full stop.
const STOP_PERCENT: usize = 20;
/// Headings of one text that make it a label.
const LABELS: usize = 3;

fn check(cx: &mut Context) {
    // Of each level, the headings and those that end in a mark.
    let mut levels = [(0, 0); 7];
    // How often a heading that ends in one comes: "See also:" under many sections is a label.
    let mut texts: HashMap<&str, usize> = HashMap::new();
    for section in &cx.list.sections {
        let Some(heading) = &section.heading else { continue };
        let content = cx.text(heading.content);
        let (total, marked) = &mut levels[usize::from(section.level)];
        *total += 1;
        // A title may end in a full stop with a link behind it.
        let title = content.split(" [").next().unwrap_or_default().trim_end();
        *marked += usize::from(title.ends_with(is_mark));
        if content.ends_with(is_mark) {
            *texts.entry(content).or_default() += 1;
        }
    }
    for section in &cx.list.sections {
        let Some(heading) = &section.heading else { continue };
        let content = cx.text(heading.content);
        let (total, marked) = levels[usize::from(section.level)];
        // Titles of papers have a full stop in many lists, where their links stand behind it.
        let percent = if content.ends_with(['.', '。']) { STOP_PERCENT } else { PERCENT };
        let habit = marked >= HEADINGS && marked * 100 >= total * percent;
        if !habit && texts.get(content).is_some_and(|&count| count < LABELS) {
            check_section(section, cx);
        }
    }
}

fn check_section(section: &Section, cx: &mut Context) {
    let Some(heading) = section.heading.as_ref().filter(|heading| !heading.html) else { return };
    let content = cx.text(heading.content);
    let kept = content.trim_end_matches(is_mark);
    let marks = &content[kept.len()..];
    if marks.is_empty() || kept.is_empty() || !heading.text.ends_with(is_mark) {
        return;
    }
    if marks.ends_with(['.', '。']) && (marks.chars().count() > 1 || !is_sentence_end(kept) || kept.contains(". ")) {
        return;
    }
    if marks == ":" && ends_in_shortcode(content) || is_caption(section, heading, cx) {
        return;
    }
    let start = usize::from(heading.content.start());
    let place = range(start + kept.len(), start + content.len());
    let text = heading.text.trim_end_matches(is_mark).to_owned();
    if !stays_a_heading(cx.text(heading.range), kept, &text) {
        return;
    }
    let same_anchor = slug(&text) == slug(&heading.text) && !kept.ends_with(char::is_whitespace);
    let finding = cx.report(place, format!("the heading `{}` ends in `{marks}`", heading.text));
    if same_anchor {
        finding.help("the mark leads to nothing; without it the anchor stays the same").fix(Fix::safe(
            Phase::Content,
            format!("write `{text}`"),
            vec![Edit::delete(place)],
        ));
    } else {
        finding.help("the mark leads to nothing; without it the anchor changes, so look for links to it");
    }
}

/// Whether all that stands under a heading is one image: what the mark leads to, as in "Scan this:".
fn is_caption(section: &Section, heading: &Heading, cx: &Context) -> bool {
    let (start, end) = (heading.range.end(), section.range.end());
    let under = cx.text(TextRange::new(start, end));
    let first = cx.list.badges.partition_point(|image| image.image.start() < start);
    cx.list.badges.get(first).filter(|image| image.image.end() <= end).is_some_and(|image| {
        let is_all = || image.html && plain_text(under).trim().is_empty();
        cx.text(image.range) == under.trim() || is_all()
    })
}

/// Whether a heading is one without its mark, and keeps its text: `<b>:` over `---` would be HTML, and `# a #:`
/// would end in a closing sequence (<https://spec.commonmark.org/0.31.2/#atx-headings>).
fn stays_a_heading(written: &str, kept: &str, text: &str) -> bool {
    let closes = kept.ends_with('#') && kept.trim_end_matches('#').ends_with([' ', '\t'])
        || kept.bytes().all(|byte| byte == b'#');
    let plain = kept.trim_start_matches(['*', '_']).starts_with(|c: char| c.is_alphabetic() || !c.is_ascii());
    !text.trim().is_empty() && !closes && (written.starts_with('#') || plain)
}

/// Whether a text ends in `:name:`, which GitHub shows as an emoji.
fn ends_in_shortcode(text: &str) -> bool {
    let Some(inner) = text.strip_suffix(':') else { return false };
    let Some(open) = inner.rfind(':') else { return false };
    let name = &inner[open + 1..];
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+'))
}

fn is_mark(c: char) -> bool {
    matches!(c, ':' | ';' | ',' | '.' | '：' | '；' | '，' | '、' | '。')
}

/// Whether a full stop behind this text ends a sentence rather than an abbreviation ("etc.", "Inc.", "A.").
fn is_sentence_end(text: &str) -> bool {
    let last = text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    last.chars().count() > 4 && !matches!(last.to_lowercase().as_str(), "misc" | "approx" | "dept")
}
