//! `trailing-whitespace`: a line ends in spaces or tabs that have no effect.

use crate::{
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule = Rule {
    fixes: Fixes::Always,
    yields_to: &["final-newline"],
    checks: &[Check::List(check)],
    ..rule!("trailing-whitespace")
};

fn check(cx: &mut Context) {
    let ends = cx.conventions.line_ends();
    let is_habit = ends.are_habit();
    for end in &ends.found {
        let what = if end.is_all { "spaces on a blank line" } else { "spaces at the end of the line" };
        let finding = cx
            .report(end.place, what)
            .help("remove them: they change nothing that readers see")
            .fix(Fix::safe(Phase::Layout, "remove them", vec![Edit::delete(end.place)]));
        if is_habit {
            finding.severity(Severity::Info);
        }
    }
}
