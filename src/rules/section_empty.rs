//! `section-empty`: a section has no entries, no text and no sections in it.

use crate::{
    diagnostic::Severity,
    rule::{Check, Context, Rule},
};

pub(super) static RULE: Rule = Rule { checks: &[Check::List(check)], ..rule!("section-empty") };

fn check(cx: &mut Context) {
    let sections = cx.conventions.sections();
    let is_form = sections.is_form();
    for empty in &sections.empty {
        let Some(heading) = &cx.list.section(empty.id).heading else { continue };
        let finding = cx.report(heading.content, format!("the section `{}` is empty", heading.text));
        if is_form || empty.is_mixed {
            finding.severity(Severity::Info);
        }
        finding.help("add entries to it or remove it: readers come here for nothing");
    }
}
