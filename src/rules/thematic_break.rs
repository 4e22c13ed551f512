//! `thematic-break`: a rule between blocks written in another way than the list's others.

use crate::{
    TextRange, TextSize,
    conventions::votes::{Quorum, Votes},
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    markdown::Kind,
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule = Rule {
    name: "thematic-break",
    severity: Severity::Warning,
    fixes: Fixes::Sometimes,
    page: include_str!("../../rules/thematic-break.md"),
    checks: &[Check::List(check)],
    ..Rule::DEFAULT
};

/// What the rules of a list must share before the others are reported.
const QUORUM: Quorum = Quorum { votes: 5, percent: 80 };

fn check(cx: &mut Context) {
    let text = cx.list.source.text;
    let breaks = cx.list.tree.blocks().filter(|block| block.kind() == Kind::Rule);
    let breaks: Vec<TextRange> =
        breaks.map(|node| TextRange::at(node.range().start(), TextSize::of(node.text().trim_end()))).collect();
    let mut votes = Votes::default();
    for &place in &breaks {
        votes.add(style(cx.text(place)));
    }
    let Some(convention) = votes.convention(QUORUM) else { return };
    let Some(own) = breaks.iter().map(|&place| cx.text(place)).find(|text| style(text) == *convention) else { return };
    let (count, total) = (votes.count(convention), votes.total());
    for &place in &breaks {
        if style(cx.text(place)) == *convention {
            continue;
        }
        let message = format!("the rule is written `{}`, {count} of {total} here are `{own}`", cx.text(place));
        let finding = cx.report(place, message);
        let before = text[..place.start().into()].trim_end_matches([' ', '\t']);
        let above = before.strip_suffix('\n').unwrap_or(before).rsplit('\n').next().unwrap_or_default();
        // Directly under a line of text, dashes would make a heading of it.
        if above.trim().is_empty() {
            finding.fix(Fix::safe(Phase::Layout, format!("write `{own}`"), vec![Edit::replace(place, own)]));
        }
    }
}

/// The mark, and whether blanks stand between: how many there are is no matter.
fn style(written: &str) -> (u8, bool) {
    let written = written.trim();
    (written.bytes().next().unwrap_or(b'-'), written.contains([' ', '\t']))
}
