//! `suppression-unknown`: a suppression comment names a rule or an instruction that does not exist.

use crate::{
    rule::{Check, Context, Rule},
    suggest::closest,
    suppress::{Comment, Verb},
};

pub(super) static RULE: Rule = Rule { checks: &[Check::Comment(check)], ..rule!("suppression-unknown") };

fn check(comment: &Comment, cx: &mut Context) {
    if let Verb::Unknown(word, meant) = comment.verb {
        cx.report(comment.range, format!("`{word}` is not an instruction: expected `{meant}`"))
            .help("correct it: until then, the comment has no effect");
        return;
    }
    for name in comment.names.iter().filter(|name| name.rules.is_empty()) {
        let guess = closest(name.text, cx.names.iter().copied());
        let guess = guess.map_or_else(String::new, |guess| format!(": did you mean `{guess}`?"));
        cx.report(name.range, format!("no rule is named `{}`{guess}", name.text))
            .help("put a reason for the comment after two hyphens, a dash or a colon");
    }
}
