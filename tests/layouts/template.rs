//! Layouts: how the parts of an entry are written. `layouts.txt` describes their syntax.

/// A layout of a list.
pub(crate) struct Layout {
    pub(crate) name: &'static str,
    /// What is before the entries: the head of a table.
    pub(crate) head: String,
    /// What is after the entries: the tag that closes their list.
    pub(crate) tail: &'static str,
    pub(crate) entry: Vec<Node>,
}

/// A stretch of an entry's text.
#[derive(Debug)]
pub(crate) enum Node {
    /// Text as it is.
    Text(String),
    /// A part by its name.
    Part(String),
    /// A link around other nodes.
    Link { html: bool, inner: Vec<Node> },
    /// What one entry in five lacks.
    Optional(Vec<Node>),
}

/// Reads all layouts.
pub(crate) fn layouts() -> Vec<Layout> {
    let lines = include_str!("layouts.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(layout).collect()
}

fn layout(line: &'static str) -> Layout {
    let (name, text) = line.split_once(" := ").unwrap_or_else(|| panic!("no ` := ` in {line}"));
    let (head, entry) = text.split_once('⇒').unwrap_or(("", text));
    let (entry, tail) = entry.split_once('⇒').unwrap_or((entry, ""));
    let lines = |text: &str| text.replace('↵', "\n");
    let head = if head.is_empty() { String::new() } else { lines(head) + "\n" };
    let mut rest = entry;
    let entry = nodes(&mut rest, "");
    assert!(rest.is_empty(), "{name}: unread: {rest}");
    Layout { name, head, tail, entry: entry.into_iter().chain([Node::Text("\n".into())]).collect() }
}

/// Reads nodes up to a closing mark, or to the end.
fn nodes(rest: &mut &str, close: &str) -> Vec<Node> {
    let mut found = Vec::new();
    while !rest.is_empty() {
        if !close.is_empty()
            && let Some(after) = rest.strip_prefix(close)
        {
            *rest = after;
            return found;
        }
        if let Some(after) = rest.strip_prefix('⟨') {
            *rest = after;
            found.push(Node::Optional(nodes(rest, "⟩")));
        } else if let Some(after) = rest.strip_prefix("{[") {
            *rest = after;
            found.push(Node::Link { html: false, inner: nodes(rest, "]}") });
        } else if let Some(after) = rest.strip_prefix("{<") {
            *rest = after;
            found.push(Node::Link { html: true, inner: nodes(rest, ">}") });
        } else if let Some(after) = rest.strip_prefix('{') {
            let (part, after) = after.split_once('}').expect("a part ends in a brace");
            *rest = after;
            found.push(Node::Part(part.into()));
        } else {
            let c = rest.chars().next().expect("the rest is not empty");
            *rest = &rest[c.len_utf8()..];
            let c = if c == '↵' { '\n' } else { c };
            match found.last_mut() {
                Some(Node::Text(text)) => text.push(c),
                _ => found.push(Node::Text(c.into())),
            }
        }
    }
    found
}

impl Layout {
    /// The number of parts that an entry can lack.
    pub(crate) fn optional(&self) -> usize {
        self.entry.iter().filter(|node| matches!(node, Node::Optional(_))).count()
    }
}
