//! `suppression-unused`: a suppression comment disables a rule that finds nothing there.

use crate::{
    TextRange,
    edit::{Edit, Fix, Phase},
    range,
    rule::{Check, Context, Fixes, Rule},
    suppress::{Comment, Named, Verb},
};

pub(super) static RULE: Rule =
    Rule { fixes: Fixes::Sometimes, checks: &[Check::Comment(check)], ..rule!("suppression-unused") };

fn check(comment: &Comment, cx: &mut Context) {
    if matches!(comment.verb, Verb::Unknown(..)) {
        return;
    }
    // A comment has no effect only if all rules that it disables were run.
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
        format!("this comment enables {what}, which {} not disabled here", if several { "are" } else { "is" })
    } else {
        format!("this comment disables {what}, which {} nothing here", if several { "find" } else { "finds" })
    };
    let whole = unused.len() == comment.names.len();
    let fix = if whole { removal(comment, cx) } else { Some(without(comment, &unused)) };
    let finding = cx.report(comment.range, message);
    finding.help("remove it: a comment without effect hides later mistakes");
    if let Some((title, edit)) = fix {
        // The reason may be worth keeping.
        let fix = if comment.reason { Fix::needs_review } else { Fix::safe };
        finding.fix(fix(Phase::Content, title, vec![edit]));
    }
}

type Titled = (String, Edit);

/// Returns the edit that removes names from a comment.
fn without(comment: &Comment, unused: &[&Named]) -> Titled {
    let kept: Vec<&str> = comment.names.iter().filter(|name| !unused.contains(name)).map(|name| name.text).collect();
    let place = comment.names.iter().map(|name| name.range).reduce(TextRange::cover);
    let names = unused.iter().map(|name| format!("`{}`", name.text)).collect::<Vec<_>>().join(", ");
    (format!("remove {names} from it"), Edit::replace(place.unwrap_or(comment.range), kept.join(", ")))
}

/// Returns the edit that removes the comment, with its line if that has no other text. None where the text above and
/// below would be joined.
fn removal(comment: &Comment, cx: &Context) -> Option<Titled> {
    let text = cx.list.source.text;
    let (start, end) = (usize::from(comment.range.start()), usize::from(comment.range.end()));
    // The index of lines is used because thousands of comments can be on one line.
    let line_start = cx.list.source.line_at(comment.range.start()).start;
    let line_end = cx.list.source.line_at(comment.range.end()).end;
    let (before, after) = (&text[line_start..start], &text[end..line_end]);
    let title = "remove the comment".to_owned();
    if before.trim().is_empty() && after.trim().is_empty() {
        let is_free = is_free(&text[..line_start], &text[line_end..]) && before.is_empty();
        return is_free.then(|| (title, Edit::delete(range(line_start, line_end))));
    }
    let spaces = |text: &str| text.len() - text.trim_end_matches([' ', '\t']).len();
    if after.trim().is_empty() {
        return Some((title, Edit::delete(range(start - spaces(before), end))));
    }
    let follow = after.len() - after.trim_start_matches([' ', '\t']).len();
    Some((title, Edit::delete(range(start, end + follow))))
}

/// Whether the text above and below a line stays separate without it: the line is below a heading, or has a blank line
/// above it and no list below.
fn is_free(above: &str, below: &str) -> bool {
    // The text below would come to the start of the file, where it can be read as front matter.
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
