//! `entry-marker-space`: `-[x](u)` is no list item, so the entry vanishes in the text above.

use crate::{
    TextRange,
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    list::{GroupKind, GroupRole},
    markdown::{Kind, LinkStyle, NodeRef},
    range,
    rule::{Check, Context, Fixes, Rule},
    source::LineCursor,
};

pub(super) static RULE: Rule = Rule {
    name: "entry-marker-space",
    severity: Severity::Error,
    fixes: Fixes::Sometimes,
    page: include_str!("../../rules/entry-marker-space.md"),
    checks: &[Check::List(check)],
};

fn check(cx: &mut Context) {
    let bullets = cx.list.groups.iter().any(|group| {
        matches!(group.kind, GroupKind::Bullets { .. }) && group.role == GroupRole::Entries && !group.enclosed
    });
    if !bullets {
        return;
    }
    let text = cx.list.source.text;
    let bytes = text.as_bytes();
    let behind_marker = |node: NodeRef| {
        let start = usize::from(node.range().start());
        matches!(node.kind(), Kind::Link(_) | Kind::Strong)
            && start.checked_sub(1).is_some_and(|before| matches!(bytes[before], b'-' | b'*' | b'+'))
    };
    // Few lists have any.
    if !cx.list.tree.nodes().any(behind_marker) {
        return;
    }
    let mut found = Vec::new();
    let mut lines = LineCursor::new(text);
    // The blocks around the node that is read.
    let mut around: Vec<NodeRef> = Vec::new();
    let mut before: Option<(Kind, usize)> = None;
    let mut line_break = range(0, 0);
    for node in cx.list.tree.nodes() {
        let start = usize::from(node.range().start());
        around.truncate(around.iter().take_while(|block| node.index() < block.end()).count());
        if behind_marker(node)
            && let Some((Kind::Text, end)) = before
            && end == start
            && !around.iter().any(|block| matches!(block.kind(), Kind::Heading(_) | Kind::Table))
        {
            let line = lines.at(end - 1).start;
            let has_link = node.kind() != Kind::Strong || node.descendants().any(|node| node.link().is_some());
            if text[line..end - 1].trim().is_empty() && has_link {
                let fixable = !is_definition(text, node) && makes_only_an_item(text, line, end - 1, &around);
                // What breaks the line above: at the end of its paragraph, nothing.
                let broken = text[line_break.end().into()..end - 1].trim().is_empty();
                found.push((end, node.range(), fixable, Some(line_break).filter(|at| broken && !at.is_empty())));
            }
        }
        if node.kind().is_block() {
            around.push(node);
        }
        if node.kind() == Kind::HardBreak {
            line_break = node.range();
        }
        before = Some((node.kind(), node.range().end().into()));
    }
    for (end, link, fixable, line_break) in found {
        let (marker, shown) = (&text[end - 1..end], cx.text(link));
        let shown = shown.lines().next().unwrap_or_default();
        let shown = match shown.char_indices().nth(60) {
            Some((cut, _)) => format!("{}…", &shown[..cut]),
            None => shown.to_owned(),
        };
        let finding = cx.report(
            range(end - 1, end),
            format!("`{marker}{shown}` is not a list item: there is no space after the `{marker}`"),
        );
        finding.help("Markdown takes the line for text, and the entry runs into the one above");
        if fixable {
            let mut edits = vec![Edit::insert(crate::offset(end), " ")];
            edits.extend(line_break.map(|at| Edit::delete(written_break(text, at))));
            finding.fix(Fix::safe(Phase::Content, "add a space after the bullet", edits));
        }
    }
}

/// Whether a blank behind the marker at `marker`, on the line that starts at `line`, makes an item of the line
/// and leaves what follows as it is: the item takes in lines that are indented.
fn makes_only_an_item(text: &str, line: usize, marker: usize, around: &[NodeRef]) -> bool {
    let column = marker - line;
    if text[line..marker].contains('\t') {
        return false;
    }
    let mut content = 0;
    for block in around {
        match block.kind() {
            Kind::Quote | Kind::Footnote => return false,
            Kind::Item => match content_column(text, *block) {
                Some(inner) if inner <= column => content = inner,
                Some(_) => {}
                None => return false,
            },
            _ => {}
        }
    }
    if column >= content + 4 {
        return false;
    }
    let mut behind_blank = false;
    for line in text[marker..].split('\n').skip(1) {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let inner = line.trim_start_matches(' ');
        let indentation = line.len() - inner.len();
        if inner.starts_with('\t') || inner.contains('\r') {
            return false;
        }
        if inner.is_empty() {
            behind_blank = true;
        } else if behind_blank {
            return indentation <= column;
        } else if !goes_on(inner) {
            return indentation <= column && starts_block(inner);
        }
    }
    true
}

/// Whether a reference would define its label at the start of an item: `[label]:`.
fn is_definition(text: &str, link: NodeRef) -> bool {
    let behind = &text[link.range().end().into()..];
    behind.starts_with(':') && link.link().is_some_and(|link| link.style == LinkStyle::Reference)
}

/// The column at which the text of an item starts; none where tabs are in the way.
fn content_column(text: &str, item: NodeRef) -> Option<usize> {
    let start = usize::from(item.range().start());
    let line = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let first = text[start..].split(['\n', '\r']).next().unwrap_or_default();
    let digits = first.bytes().take_while(u8::is_ascii_digit).count();
    let behind = first.get(digits + 1..)?;
    let blanks = behind.len() - behind.trim_start_matches(' ').len();
    if text[line..start].contains('\t') || behind[blanks..].starts_with('\t') {
        return None;
    }
    // <https://spec.commonmark.org/0.31.2/#list-items>
    let blanks = if blanks == behind.len() || blanks > 4 { 1 } else { blanks };
    Some(start - line + digits + 1 + blanks)
}

/// Whether a line goes on with the text above it, however that stands.
fn goes_on(line: &str) -> bool {
    let mut chars = line.chars();
    match chars.next() {
        Some('-' | '+' | '*') => chars.next().is_some_and(|c| matches!(c, '[' | '*') || c.is_alphabetic()),
        Some(c) => c.is_alphabetic() || matches!(c, '[' | '!' | '(' | '"') || !c.is_ascii(),
        None => false,
    }
}

/// Whether a line ends the text above it and starts something else, however that text stands.
fn starts_block(line: &str) -> bool {
    let bullet =
        line.strip_prefix(['-', '+', '*']).is_some_and(|rest| rest.starts_with(' ') && !rest.trim().is_empty());
    let heading =
        line.trim_start_matches('#').starts_with(' ') && line.starts_with('#') && !line.starts_with("#######");
    bullet || heading || ["```", "~~~", ">"].iter().any(|start| line.starts_with(start))
}

/// The blanks or the backslash of a line break, without its line ending.
fn written_break(text: &str, at: TextRange) -> TextRange {
    let start = usize::from(at.start());
    range(start, start + text[at].trim_end_matches(['\n', '\r']).len())
}
