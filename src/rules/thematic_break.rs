//! `thematic-break`: a thematic break is written differently from the list's others.

use crate::{
    TextRange, TextSize,
    conventions::marks::BreakStyle,
    edit::{Edit, Fix, Phase},
    markdown::Kind,
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule =
    Rule { fixes: Fixes::Sometimes, checks: &[Check::List(check)], ..rule!("thematic-break") };

fn check(cx: &mut Context) {
    let text = cx.list.source.text;
    let breaks = cx.list.tree.blocks().filter(|block| block.kind() == Kind::Rule);
    let breaks: Vec<TextRange> =
        breaks.map(|node| TextRange::at(node.range().start(), TextSize::of(node.text().trim_end()))).collect();
    let Some(habit) = cx.conventions.marks().thematic_break.habit() else { return };
    let is_usual = |written: &str| BreakStyle::of(written) == habit.value;
    let Some(usual) = breaks.iter().map(|&place| cx.text(place)).find(|written| is_usual(written)) else { return };
    for &place in &breaks {
        if is_usual(cx.text(place)) {
            continue;
        }
        let why = habit.evidence.say(&format!("here are `{usual}`"), &format!("`{usual}`"));
        let message = format!("the thematic break is `{}`: {why}", cx.text(place));
        let finding = cx.report(place, message);
        let before = text[..place.start().into()].trim_end_matches([' ', '\t']);
        let above = before.strip_suffix('\n').unwrap_or(before).rsplit('\n').next().unwrap_or_default();
        // Directly below a line of text, dashes would turn that line into a heading.
        if above.trim().is_empty() {
            finding.fix(Fix::safe(Phase::Layout, format!("write `{usual}`"), vec![Edit::replace(place, usual)]));
        }
    }
}
