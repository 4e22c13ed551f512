//! `entry-marker-space`: a bullet has no space after it, or is not a bullet to Markdown, so its line is not a list
//! item.

use memchr::memrchr;

use crate::{
    TextRange,
    characters::{self, is_odd},
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    list::{GroupKind, GroupRole},
    markdown::{Kind, LinkStyle, NodeRef},
    range,
    rule::{Check, Context, Fixes, Rule},
    text::{line_start, shortened},
};

pub(super) static RULE: Rule = Rule {
    severity: Severity::Error,
    fixes: Fixes::Sometimes,
    checks: &[Check::List(check)],
    ..rule!("entry-marker-space")
};

fn check(cx: &mut Context) {
    if !has_bullets(cx) {
        return;
    }
    let text = cx.list.source.text;
    let opens_line = |node: NodeRef| {
        matches!(node.kind(), Kind::Link(_) | Kind::Strong)
            .then(|| Opening::before(text, node.range().start().into()))?
    };
    // Few lists have any suspects.
    if !cx.list.tree.nodes_of([Kind::Link(0), Kind::Strong]).any(|node| opens_line(node).is_some()) {
        return;
    }
    let mut found = Vec::new();
    // The blocks that contain the node.
    let mut around: Vec<NodeRef> = Vec::new();
    let mut before: Option<(Kind, usize)> = None;
    let mut line_break = range(0, 0);
    for node in cx.list.tree.nodes() {
        let start = usize::from(node.range().start());
        around.truncate(around.iter().take_while(|block| node.index() < block.end()).count());
        if let Some(opening) = opens_line(node)
            && let Some((Kind::Text, end)) = before
            && end == start
            && !around.iter().any(|block| matches!(block.kind(), Kind::Heading(_) | Kind::Table))
            && (node.kind() != Kind::Strong || node.descendants().any(|node| node.link().is_some()))
            && let Some(edit) = opening.edit(text, start, &around)
        {
            let fixable = !is_definition(text, node) && makes_only_an_item(text, &opening, &around);
            // The line break above, if any. At the end of a paragraph there is none.
            let broken = text[line_break.end().into()..opening.marker].trim().is_empty();
            let line_break = Some(line_break).filter(|at| broken && !at.is_empty());
            found.push((opening, node.range(), edit, fixable, line_break));
        }
        if node.kind().is_block() {
            around.push(node);
        }
        if node.kind() == Kind::HardBreak {
            line_break = node.range();
        }
        before = Some((node.kind(), node.range().end().into()));
    }
    for (opening, link, edit, fixable, line_break) in found {
        let shown = cx.text(link).lines().next().unwrap_or_default();
        let shown = shortened(shown, 60);
        let marker = opening.mark;
        let space = if opening.flaw == Flaw::NoSpace { "" } else { " " };
        let place = opening.place(text, link.start().into());
        let (why, title) = match opening.flaw {
            Flaw::NoSpace => (format!("no space after the `{marker}`"), "add a space after the bullet"),
            Flaw::After(odd) => (format!("{} after the `{marker}`", in_words(odd)), "write a plain space"),
            Flaw::Before(odd) => (format!("{} before the `{marker}`", in_words(odd)), "remove it"),
            Flaw::Mark => (format!("`{marker}` is not a bullet in Markdown"), "write the bullet of the item above"),
        };
        let certain = opening.flaw != Flaw::Mark || is_between_items(text, &opening);
        let finding = cx.report(place, format!("`{marker}{space}{shown}` is not a list item: {why}"));
        finding.help("Markdown reads the line as text and joins it to the line above");
        if !certain {
            finding.severity(Severity::Info);
        }
        if fixable {
            let mut edits = vec![edit];
            edits.extend(line_break.map(|at| Edit::delete(written_break(text, at))));
            finding.fix(Fix::safe_if(certain, Phase::Content, title, edits));
        }
    }
}

/// Whether the list has entries with bullets. In other lists, a dash at the start of a line may be a dash.
fn has_bullets(cx: &Context) -> bool {
    cx.list.groups.iter().any(|group| {
        matches!(group.kind, GroupKind::Bullets { .. }) && group.role == GroupRole::Entries && !group.enclosed
    })
}

const BULLETS: [char; 3] = ['-', '*', '+'];
/// Characters that look like a bullet, and the dashes that word processors turn a bullet into.
const LOOKALIKES: [char; 9] = ['•', '·', '‣', '◦', '●', '▪', '∙', '–', '—'];
/// The longest opening of a line that is checked, in bytes.
const LONGEST: usize = 48;

fn in_words(odd: char) -> String {
    format!("a {} (U+{:04X})", characters::name(odd), u32::from(odd))
}

/// Why a line is not an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flaw {
    /// `-[x](u)`.
    NoSpace,
    /// A character after the bullet that is not a space to Markdown.
    After(char),
    /// Such a character before the bullet.
    Before(char),
    /// `• [x](u)`.
    Mark,
}

/// The opening of a line that is meant as an item.
#[derive(Debug, Clone, Copy)]
struct Opening {
    line: usize,
    /// The offset of the bullet.
    marker: usize,
    mark: char,
    flaw: Flaw,
}

impl Opening {
    /// Returns the opening between the start of the line and a link at `start`.
    fn before(text: &str, start: usize) -> Option<Self> {
        let bytes = text.as_bytes();
        // In nearly all items, a plain space comes directly before the link.
        let last = *bytes.get(start.checked_sub(1)?)?;
        if last.is_ascii() && last != b' ' && !b"-*+".contains(&last) {
            return None;
        }
        let from = start.saturating_sub(LONGEST);
        let line = match memrchr(b'\n', &bytes[from..start]) {
            Some(at) => from + at + 1,
            None if from == 0 => 0,
            None => return None,
        };
        let opening = &text[line..start];
        let ahead = opening.trim_start_matches(|c| c == ' ' || c == '\t' || is_odd(c));
        let mark = ahead.chars().next()?;
        let marker = start - ahead.len();
        let after = &ahead[mark.len_utf8()..];
        let indent = &text[line..marker];
        if !after.chars().all(|c| c == ' ' || is_odd(c)) {
            return None;
        }
        let odd_ahead = indent.chars().find(|c| is_odd(*c));
        let flaw = if BULLETS.contains(&mark) {
            match (after.chars().next(), odd_ahead) {
                (None, _) => Flaw::NoSpace,
                (Some(odd), None) if odd != ' ' => Flaw::After(odd),
                (Some(' '), Some(odd)) if after.chars().all(|c| c == ' ') => Flaw::Before(odd),
                _ => return None,
            }
        } else if LOOKALIKES.contains(&mark) && odd_ahead.is_none() {
            Flaw::Mark
        } else {
            return None;
        };
        Some(Self { line, marker, mark, flaw })
    }

    /// Returns the range of the bullet and of the odd characters beside it.
    fn place(&self, text: &str, link: usize) -> TextRange {
        let start = text[self.line..self.marker].find(is_odd).map_or(self.marker, |at| self.line + at);
        range(start, self.line + text[self.line..link].trim_end_matches(' ').len())
    }

    /// Returns the column of the bullet after the fix.
    fn column(&self, text: &str) -> usize {
        text[self.line..self.marker].bytes().filter(u8::is_ascii).count()
    }

    /// Returns the edit that makes the line an item. None where a mark that only looks like a bullet may belong to the
    /// text.
    fn edit(&self, text: &str, link: usize, around: &[NodeRef]) -> Option<Edit> {
        let after = self.marker + self.mark.len_utf8();
        Some(match self.flaw {
            Flaw::NoSpace => Edit::insert(crate::offset(after), " "),
            Flaw::After(_) => Edit::replace(range(after, link), " "),
            Flaw::Before(_) => {
                let indent: String = text[self.line..self.marker].chars().filter(char::is_ascii).collect();
                Edit::replace(range(self.line, self.marker), indent)
            }
            Flaw::Mark => {
                // With more indentation, the line is inside the item above.
                let item = around.iter().rev().find(|block| block.kind() == Kind::Item)?;
                let start = usize::from(item.range().start());
                let line = line_start(text, start);
                let bullet = text[start..].chars().next().filter(|mark| BULLETS.contains(mark))?;
                let beside = start < self.line && self.marker - self.line <= start - line;
                beside.then(|| Edit::replace(range(self.marker, link), format!("{bullet} ")))?
            }
        })
    }
}

/// The number of lines that are searched for these items.
const NEAR: usize = 20;

/// Whether the lines above and below are items that begin with a link. Then a line between them is meant as one too.
fn is_between_items(text: &str, opening: &Opening) -> bool {
    let is_item = |line: Option<&str>| {
        line.and_then(|line| line.trim_start().strip_prefix(BULLETS)).is_some_and(|item| {
            let item = item.trim_start_matches(' ');
            item.starts_with('[') && !item.starts_with("[ ]")
        })
    };
    let is_like = |line: &str| line.trim_start().starts_with(opening.mark);
    // Lines with the same mark may come between.
    let above = text[..opening.line].lines().rev().take(NEAR).find(|line| !is_like(line));
    let mut below = text[opening.marker..].lines().skip(1).take(NEAR).skip_while(|line| is_like(line));
    is_item(above) && (is_item(below.next()) || !matches!(opening.mark, '–' | '—'))
}

/// Whether the fix makes an item of the line without changing the lines below: an item includes the indented lines
/// below it.
fn makes_only_an_item(text: &str, opening: &Opening, around: &[NodeRef]) -> bool {
    let (column, marker) = (opening.column(text), opening.marker);
    if text[opening.line..marker].contains('\t') {
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
    let mut after_blank = false;
    for line in text[marker..].split('\n').skip(1) {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let inner = line.trim_start_matches(' ');
        let indentation = line.len() - inner.len();
        if inner.starts_with('\t') || inner.contains('\r') {
            return false;
        }
        if inner.is_empty() {
            after_blank = true;
        } else if after_blank {
            return indentation <= column;
        } else if !goes_on(inner) {
            return indentation <= column && starts_block(inner);
        }
    }
    true
}

/// Whether a reference would define its label at the start of an item: `[label]:`.
fn is_definition(text: &str, link: NodeRef) -> bool {
    let after = &text[link.range().end().into()..];
    after.starts_with(':') && link.link().is_some_and(|link| link.style == LinkStyle::Reference)
}

/// Returns the column at which the text of an item starts. None where the line contains tabs before it.
fn content_column(text: &str, item: NodeRef) -> Option<usize> {
    let start = usize::from(item.range().start());
    let line = line_start(text, start);
    let first = text[start..].split(['\n', '\r']).next().unwrap_or_default();
    let digits = first.bytes().take_while(u8::is_ascii_digit).count();
    let after = first.get(digits + 1..)?;
    let spaces = after.len() - after.trim_start_matches(' ').len();
    if text[line..start].contains('\t') || after[spaces..].starts_with('\t') {
        return None;
    }
    // <https://spec.commonmark.org/0.31.2/#list-items>
    let spaces = if spaces == after.len() || spaces > 4 { 1 } else { spaces };
    Some(start - line + digits + 1 + spaces)
}

/// Whether a line continues the text above it, in whatever block that is.
fn goes_on(line: &str) -> bool {
    let mut chars = line.chars();
    match chars.next() {
        Some('-' | '+' | '*') => chars.next().is_some_and(|c| matches!(c, '[' | '*') || c.is_alphabetic()),
        Some(c) => c.is_alphabetic() || matches!(c, '[' | '!' | '(' | '"') || !c.is_ascii(),
        None => false,
    }
}

/// Whether a line ends the text above it and starts another block, in whatever block that text is.
fn starts_block(line: &str) -> bool {
    let bullet =
        line.strip_prefix(['-', '+', '*']).is_some_and(|rest| rest.starts_with(' ') && !rest.trim().is_empty());
    let heading =
        line.trim_start_matches('#').starts_with(' ') && line.starts_with('#') && !line.starts_with("#######");
    bullet || heading || ["```", "~~~", ">"].iter().any(|start| line.starts_with(start))
}

/// Returns the range of the spaces or the backslash of a line break, without its line ending.
fn written_break(text: &str, at: TextRange) -> TextRange {
    let start = usize::from(at.start());
    range(start, start + text[at].trim_end_matches(['\n', '\r']).len())
}
