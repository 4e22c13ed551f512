//! `heading-style`: a heading written in another way than the list's others.

use crate::{
    conventions::votes::{Quorum, Votes},
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    list::Heading,
    range,
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule = Rule {
    name: "heading-style",
    severity: Severity::Warning,
    fixes: Fixes::Sometimes,
    page: include_str!("../../rules/heading-style.md"),
    checks: &[Check::List(check)],
    ..Rule::DEFAULT
};

/// What headings of one level must share before the others are reported.
const QUORUM: Quorum = Quorum { votes: 5, percent: 80 };

/// How a heading is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// `## Title`
    Open,
    /// `## Title ##`
    Closed,
    /// `Title` over a line of dashes or equals signs.
    Underlined,
}

impl Style {
    fn name(self) -> &'static str {
        match self {
            Self::Open => "begins with hashes",
            Self::Closed => "has hashes on both sides",
            Self::Underlined => "is underlined",
        }
    }

    fn plural(self) -> &'static str {
        match self {
            Self::Open => "only begin with hashes",
            Self::Closed => "have hashes on both sides",
            Self::Underlined => "are underlined",
        }
    }
}

fn check(cx: &mut Context) {
    let mut votes: [Votes<Style>; 7] = Default::default();
    let mut found = Vec::new();
    for section in &cx.list.sections {
        let Some(heading) = section.heading.as_ref().filter(|heading| !heading.html) else { continue };
        let style = style(cx.text(heading.range));
        votes[usize::from(section.level)].add(style);
        found.push((section.level, style, heading));
    }
    for (level, style, heading) in found {
        let votes = &votes[usize::from(level)];
        let Some(&own) = votes.convention(QUORUM).filter(|own| **own != style) else { continue };
        let message = format!(
            "the heading {}, {} of {} of level {level} {}",
            style.name(),
            votes.count(&own),
            votes.total(),
            own.plural()
        );
        let fix = rewrite(heading, level, style, own, cx);
        cx.report(heading.range, message).help("one way of writing headings is easier to search and edit").fix = fix;
    }
}

fn style(heading: &str) -> Style {
    if !heading.starts_with('#') {
        return Style::Underlined;
    }
    let kept = heading.trim_end_matches('#');
    // `# C#` is not closed, and `##` alone is empty.
    if kept.len() < heading.len() && kept.ends_with([' ', '\t']) && !kept.trim_end_matches(['#', ' ', '\t']).is_empty()
    {
        Style::Closed
    } else {
        Style::Open
    }
}

fn rewrite(heading: &Heading, level: u8, style: Style, own: Style, cx: &Context) -> Option<Fix> {
    let content = cx.text(heading.content);
    if content.is_empty() || content.contains(['\n', '\r']) || content.ends_with(['#', '\\']) {
        return None;
    }
    let hashes = "#".repeat(usize::from(level));
    let (start, end) = (usize::from(heading.range.start()), usize::from(heading.range.end()));
    let behind = range(heading.content.end().into(), end);
    let (title, edits) = match (style, own) {
        (Style::Closed, Style::Open) => ("take the closing hashes out", vec![Edit::delete(behind)]),
        (Style::Open, Style::Closed) => ("close it with hashes", vec![Edit::replace(behind, format!(" {hashes}"))]),
        (Style::Underlined, Style::Open) => {
            let before = range(start, heading.content.start().into());
            ("begin it with hashes", vec![Edit::replace(before, format!("{hashes} ")), Edit::delete(behind)])
        }
        // The other ways would have to look at what a line may begin with.
        _ => return None,
    };
    Some(Fix::safe(Phase::Layout, title, edits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles() {
        for (text, expected) in [
            ("## A", Style::Open),
            ("## A ##", Style::Closed),
            ("# A #", Style::Closed),
            ("# C#", Style::Open),
            ("# ##", Style::Open),
            ("#", Style::Open),
            ("A\n---", Style::Underlined),
        ] {
            assert_eq!(style(text), expected, "{text}");
        }
    }
}
