//! `heading-punctuation`: a heading ends in a colon, comma, semicolon or full stop.

use std::collections::HashMap;

use crate::{
    TextRange,
    conventions::headings::is_end_mark,
    edit::{Edit, Fix, Phase},
    list::{Heading, Section, plain_text, slug},
    range,
    rule::{Check, Context, Fixes, Rule},
    text::ends_in_shortcode,
};

pub(super) static RULE: Rule =
    Rule { fixes: Fixes::Sometimes, checks: &[Check::List(check)], ..rule!("heading-punctuation") };

/// The number of headings with the same text from which the text is a label.
const LABELS: usize = 3;

fn check(cx: &mut Context) {
    let headings = cx.conventions.headings();
    // The number of headings for each text that ends in a mark: "See also:" under many sections is a label.
    let mut texts: HashMap<&str, usize> = HashMap::new();
    for heading in cx.list.sections.iter().filter_map(|section| section.heading.as_ref()) {
        let content = cx.text(heading.content);
        if content.ends_with(is_end_mark) {
            *texts.entry(content).or_default() += 1;
        }
    }
    for section in &cx.list.sections {
        let Some(heading) = &section.heading else { continue };
        let content = cx.text(heading.content);
        let is_label = texts.get(content).is_none_or(|&count| count >= LABELS);
        if !is_label && !headings.end_in_marks(section.level, content.ends_with(['.', '。'])) {
            check_section(section, cx);
        }
    }
}

fn check_section(section: &Section, cx: &mut Context) {
    let Some(heading) = section.heading.as_ref().filter(|heading| !heading.html) else { return };
    let content = cx.text(heading.content);
    let kept = content.trim_end_matches(is_end_mark);
    let marks = &content[kept.len()..];
    if marks.is_empty() || kept.is_empty() || !heading.text.ends_with(is_end_mark) {
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
    let text = heading.text.trim_end_matches(is_end_mark).to_owned();
    if !stays_a_heading(cx.text(heading.range), kept, &text) {
        return;
    }
    let same_anchor = slug(&text) == slug(&heading.text) && !kept.ends_with(char::is_whitespace);
    let finding = cx.report(place, format!("the heading `{}` ends in `{marks}`", heading.text));
    if same_anchor {
        finding.help("remove the mark: the anchor stays the same").fix(Fix::safe(
            Phase::Content,
            format!("write `{text}`"),
            vec![Edit::delete(place)],
        ));
    } else {
        finding.help("remove the mark: the anchor changes, so look for links to it");
    }
}

/// Whether the section contains only one image. Then the mark points to the image, as in "Scan this:".
fn is_caption(section: &Section, heading: &Heading, cx: &Context) -> bool {
    let (start, end) = (heading.range.end(), section.range.end());
    let under = cx.text(TextRange::new(start, end));
    let first = cx.list.badges.partition_point(|image| image.image.start() < start);
    cx.list.badges.get(first).filter(|image| image.image.end() <= end).is_some_and(|image| {
        let is_all = || image.html && plain_text(under).trim().is_empty();
        cx.text(image.range) == under.trim() || is_all()
    })
}

/// Whether a heading stays a heading with the same text when its mark is removed: `<b>:` over `---` would be HTML, and
/// `# a #:` would end in a closing sequence (<https://spec.commonmark.org/0.31.2/#atx-headings>).
fn stays_a_heading(written: &str, kept: &str, text: &str) -> bool {
    let closes = kept.ends_with('#') && kept.trim_end_matches('#').ends_with([' ', '\t'])
        || kept.bytes().all(|byte| byte == b'#');
    let plain = kept.trim_start_matches(['*', '_']).starts_with(|c: char| c.is_alphabetic() || !c.is_ascii());
    !text.trim().is_empty() && !closes && (written.starts_with('#') || plain)
}

/// Whether a full stop after this text ends a sentence rather than an abbreviation ("etc.", "Inc.", "A.").
fn is_sentence_end(text: &str) -> bool {
    let last = text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    last.chars().count() > 4 && !matches!(last.to_lowercase().as_str(), "misc" | "approx" | "dept")
}
