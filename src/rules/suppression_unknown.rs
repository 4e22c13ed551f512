//! `suppression-unknown`: a comment for this program that names what it does not know.

use crate::{
    diagnostic::Severity,
    rule::{Check, Context, Fixes, Rule},
    rules::RULES,
    suggest::closest,
    suppress::{Comment, Verb},
};

pub(super) static RULE: Rule = Rule {
    name: "suppression-unknown",
    severity: Severity::Warning,
    fixes: Fixes::Never,
    page: include_str!("../../rules/suppression-unknown.md"),
    checks: &[Check::Comment(check)],
    ..Rule::DEFAULT
};

fn check(comment: &Comment, cx: &mut Context) {
    if let Verb::Unknown(word, meant) = comment.verb {
        cx.report(comment.range, format!("`{word}` is no instruction: expected `{meant}`"))
            .help("this comment has no effect");
        return;
    }
    for name in comment.names.iter().filter(|name| name.rules.is_empty()) {
        let guess = closest(name.text, RULES.iter().map(|rule| rule.name));
        let guess = guess.map_or_else(String::new, |guess| format!(": did you mean `{guess}`?"));
        cx.report(name.range, format!("no rule is named `{}`{guess}", name.text))
            .help("a reason for the comment stands behind two hyphens, a dash or a colon");
    }
}
