//! `suppression-unused`: a comment that switches off what finds nothing.

use crate::{
    TextRange,
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    range,
    rule::{Check, Context, Fixes, Rule},
    suppress::{Comment, Named, Verb},
};

pub(super) static RULE: Rule = Rule {
    name: "suppression-unused",
    severity: Severity::Warning,
    fixes: Fixes::Sometimes,
    page: include_str!("../../rules/suppression-unused.md"),
    checks: &[Check::Comment(check)],
    ..Rule::DEFAULT
};

fn check(comment: &Comment, cx: &mut Context) {
    if matches!(comment.verb, Verb::Unknown(..)) {
        return;
    }
    // That something has no effect is only known if all that it could switch off was run.
    let ran = |names: &[&str]| names.iter().all(|name| cx.rules.iter().any(|rule| rule.name == *name));
    let is_unused = |name: &&Named| !name.used && !name.rules.is_empty() && ran(name.rules);
    let unused: Vec<&Named> = comment.names.iter().filter(is_unused).collect();
    let names: Vec<String> = unused.iter().map(|name| format!("`{}`", name.text)).collect();
    let what = match names.as_slice() {
        [] if !comment.names.is_empty() || comment.used || !ran(cx.names) => return,
        [] => "all rules".to_owned(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    };
    let several = names.len() != 1;
    let message = if comment.verb == Verb::Enable {
        format!("this comment switches on {what}, which {} not off here", if several { "are" } else { "is" })
    } else {
        format!("this comment switches off {what}, which {} nothing here", if several { "find" } else { "finds" })
    };
    let whole = unused.len() == comment.names.len();
    let fix = if whole { removal(comment, cx) } else { Some(without(comment, &unused)) };
    let finding = cx.report(comment.range, message);
    finding.help("a comment without effect hides what goes wrong here later");
    if let Some((title, edit)) = fix {
        // The reason can be worth keeping.
        let fix = if comment.reason { Fix::needs_review } else { Fix::safe };
        finding.fix(fix(Phase::Content, title, vec![edit]));
    }
}

type Titled = (String, Edit);

/// Takes names out of a comment.
fn without(comment: &Comment, unused: &[&Named]) -> Titled {
    let kept: Vec<&str> = comment.names.iter().filter(|name| !unused.contains(name)).map(|name| name.text).collect();
    let place = comment.names.iter().map(|name| name.range).reduce(TextRange::cover);
    let names = unused.iter().map(|name| format!("`{}`", name.text)).collect::<Vec<_>>().join(", ");
    (format!("take {names} out of it"), Edit::replace(place.unwrap_or(comment.range), kept.join(", ")))
}

/// Takes the whole comment away, with its line where it has one to itself. None where what it stands between would
/// then become one.
fn removal(comment: &Comment, cx: &Context) -> Option<Titled> {
    let text = cx.list.source.text;
    let (start, end) = (usize::from(comment.range.start()), usize::from(comment.range.end()));
    // By the index of lines: thousands of comments can be on one.
    let line_start = cx.list.source.line_at(comment.range.start()).start;
    let line_end = cx.list.source.line_at(comment.range.end()).end;
    let (before, behind) = (&text[line_start..start], &text[end..line_end]);
    let title = "take the comment away".to_owned();
    if before.trim().is_empty() && behind.trim().is_empty() {
        let is_free = is_free(&text[..line_start], &text[line_end..]) && before.is_empty();
        return is_free.then(|| (title, Edit::delete(range(line_start, line_end))));
    }
    let blanks = |text: &str| text.len() - text.trim_end_matches([' ', '\t']).len();
    if behind.trim().is_empty() {
        return Some((title, Edit::delete(range(start - blanks(before), end))));
    }
    let follow = behind.len() - behind.trim_start_matches([' ', '\t']).len();
    Some((title, Edit::delete(range(start, end + follow))))
}

/// Whether what stands above and below a line stays apart without it: below a heading, or with a blank line above
/// and no list below.
fn is_free(above: &str, below: &str) -> bool {
    // What would come to stand at the start of the file can be taken for front matter.
    if above.trim_start_matches('\u{feff}').is_empty() && (below.starts_with("---") || below.starts_with("+++")) {
        return false;
    }
    let last = above.trim_end().rsplit('\n').next().unwrap_or_default();
    if above.trim().is_empty() || last.starts_with('#') || below.trim().is_empty() {
        return true;
    }
    let is_blank = above.trim_end_matches([' ', '\t', '\r']).ends_with("\n\n") || above.ends_with("\r\n\r\n");
    let next = below.trim_start_matches(['\r', '\n']);
    is_blank && next.starts_with(|c: char| c.is_alphabetic() || matches!(c, '#' | '[' | '<' | '!'))
}
