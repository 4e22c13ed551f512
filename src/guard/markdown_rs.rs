//! Reads a stretch of text with the `markdown` crate.
//!
//! Text on which the crate panics or takes too long is refused here. The caller then uses the first parser only.

use std::{
    cell::Cell,
    collections::HashMap,
    ops::Range,
    panic::{AssertUnwindSafe, catch_unwind},
};

use ::markdown::{ParseOptions, mdast::Node, to_mdast, unist::Position};

use super::{
    limits::{Unreadable, check},
    token::{Kind, Token, Writer, target},
    units::{Side, Stretch, Unit},
};
use crate::markdown;

/// The number of bytes after which the next unit is read on its own. The crate reads headings and other blocks in more
/// than linear time.
const LONG: usize = 32 * 1024;
/// The limit of table rows that are read at once. The crate reads tables in quadratic time
/// (<https://github.com/wooorm/markdown-rs/issues/218>).
const ROWS: usize = 64;
/// The limit of bytes of a table that are read at once.
const TABLE: usize = 16 * 1024;

thread_local! {
    static READING: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is inside `markdown`. Its panics are caught, so a panic hook can stay silent.
#[must_use]
pub fn reading() -> bool {
    READING.get()
}

/// The labels that a text defines. Labels of footnotes begin with `^`.
pub(super) type Labels = HashMap<String, String>;

/// Returns the labels of a tree, each as it is compared and as it is written.
pub(super) fn labels(side: Side) -> Labels {
    let mut labels = Labels::new();
    for definition in &side.tree.definitions {
        labels.entry(normalized(&definition.label)).or_insert_with(|| definition.label.to_string());
    }
    for node in side.tree.nodes_of([markdown::Kind::Footnote]) {
        if let Some((label, _)) = node.text().strip_prefix('[').and_then(|text| text.split_once(']')) {
            labels.entry(normalized(label)).or_insert_with(|| label.to_owned());
        }
    }
    labels
}

/// Returns a label as it is compared: <https://spec.commonmark.org/0.31.2/#matches>.
fn normalized(label: &str) -> String {
    let mut folded = String::with_capacity(label.len());
    for word in label.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    // `markdown` does the same: in lowercase, ẞ and ß would still differ.
    folded.to_lowercase().to_uppercase()
}

/// Returns the tokens of a stretch.
pub(super) fn read(side: Side, stretch: &Stretch, labels: &Labels) -> Result<Vec<Token>, Unreadable> {
    let mut tokens = Vec::new();
    for piece in pieces(&side.units[stretch.units.clone()], stretch.text.clone()) {
        let body = &side.text[piece.body.clone()];
        let mut text = definitions(body, labels);
        text.push_str(&side.text[piece.header.clone()]);
        let prefix = text.len();
        text.push_str(body);
        if !text.ends_with('\n') {
            text.push('\n');
        }
        check(&text)?;
        let mut found = tokenize(&text)?;
        found.retain_mut(|token| {
            let kept = token.at.start >= prefix;
            if kept {
                for at in [&mut token.at, &mut token.whole] {
                    *at = at.start.saturating_sub(prefix) + piece.body.start
                        ..at.end.saturating_sub(prefix) + piece.body.start;
                }
            }
            kept
        });
        tokens.append(&mut found);
    }
    Ok(tokens)
}

/// Whether a text is the header of a table and nothing else.
pub(super) fn is_header(text: &str) -> bool {
    let tokens = check(text).and_then(|()| tokenize(text)).unwrap_or_default();
    let mut blocks = tokens.iter().map(|token| token.kind).filter(|kind| kind.is_block());
    blocks.next() == Some(Kind::Row { head: true }) && blocks.next().is_none()
}

/// Returns the tokens of each of some table cells, given without their pipes. None if they are not read as cells.
pub(super) fn cells(text: &str, cells: &[Range<usize>], labels: &Labels) -> Option<Vec<Vec<Token>>> {
    let mut rows = String::new();
    for cell in cells {
        rows.extend(["|", &text[cell.clone()], "|\n"]);
    }
    let mut table = definitions(&rows, labels);
    table.push_str("|a|\n|-|\n");
    let body = table.len();
    table.push_str(&rows);
    check(&table).ok()?;
    let mut tokens = tokenize(&table).ok()?.into_iter().skip_while(|token| token.at.start < body).peekable();
    // The start of the next row.
    let mut row = body;
    let mut read = Vec::with_capacity(cells.len());
    for cell in cells {
        tokens.next_if(|token| token.kind == Kind::Row { head: false } && token.at.start == row)?;
        tokens.next_if(|token| token.kind == Kind::Cell)?;
        let (start, end) = (row + 1, row + cell.len() + "||\n".len());
        let mut inside = Vec::new();
        while let Some(mut token) = tokens.next_if(|token| token.at.start < end) {
            if token.kind.is_block() || token.kind == Kind::Cell {
                return None;
            }
            for at in [&mut token.at, &mut token.whole] {
                *at = at.start.saturating_sub(start) + cell.start..at.end.saturating_sub(start) + cell.start;
            }
            inside.push(token);
        }
        read.push(inside);
        row = end;
    }
    tokens.next().is_none().then_some(read)
}

/// A part of a stretch that is read at once.
struct Piece {
    /// The lines of the table that must come before a row.
    header: Range<usize>,
    body: Range<usize>,
}

fn pieces(units: &[Unit], text: Range<usize>) -> Vec<Piece> {
    let is_row = |unit: &Unit| unit.kind() == Some(markdown::Kind::TableRow);
    let mut pieces = Vec::new();
    let mut rows = 0;
    let mut piece = Piece { header: 0..0, body: text.clone() };
    for (index, unit) in units.iter().enumerate() {
        rows = if is_row(unit) { rows + 1 } else { 0 };
        let length = unit.end.saturating_sub(piece.body.start);
        let cut = match unit.kind() {
            Some(markdown::Kind::TableRow) => index == 0 || rows > ROWS || length > TABLE && rows > 1,
            // The number of a numbered item depends on the items before it.
            _ => length > LONG && !unit.is_numbered(),
        };
        if cut {
            let header = unit.header.clone();
            let next = Piece { header, body: unit.start..text.end };
            let mut done = std::mem::replace(&mut piece, next);
            done.body.end = unit.start.max(done.body.start);
            if index > 0 {
                pieces.push(done);
            }
            rows = usize::from(is_row(unit));
        }
    }
    pieces.push(piece);
    pieces
}

/// Returns definitions for the labels in brackets, without which `markdown` reads no links. Their targets do not matter
/// here: a link by reference is compared by its label, and definitions are compared separately.
fn definitions(body: &str, labels: &Labels) -> String {
    let mut text = String::new();
    if labels.is_empty() {
        return text;
    }
    let mut start = None;
    let mut seen = Vec::new();
    for at in memchr::memchr2_iter(b'[', b']', body.as_bytes()) {
        if body.as_bytes()[at] == b'[' {
            start = Some(at + 1);
            continue;
        }
        let Some(label) = start.take().map(|start| normalized(&body[start..at])) else { continue };
        let Some((label, written)) = labels.get_key_value(&label) else { continue };
        if !seen.contains(&label) {
            text.extend(["[", written, "]: x\n\n"]);
            seen.push(label);
        }
    }
    // Indented text would be part of a footnote above it.
    if !text.is_empty() {
        text.push_str("***\n\n");
    }
    text
}

fn tokenize(text: &str) -> Result<Vec<Token>, Unreadable> {
    struct Outside;
    impl Drop for Outside {
        fn drop(&mut self) {
            READING.set(false);
        }
    }
    // The options contain trait objects, so they are made here. Front matter stays disabled: it would begin in the
    // middle of a text, and the crate panics on that.
    let options = ParseOptions::gfm();
    READING.set(true);
    let outside = Outside;
    let root = catch_unwind(AssertUnwindSafe(|| to_mdast(text, &options)));
    drop(outside);
    match root {
        Ok(Ok(root)) => Ok(walk(text, &root)),
        _ => Err(Unreadable::Panic),
    }
}

enum Step<'n> {
    Enter(&'n Node),
    Item(&'n Node, Option<u32>),
    Row(&'n Node, bool),
    HtmlBlock(&'n str, Range<usize>),
    End(Kind, usize),
    Leave,
}

/// Returns the tokens of a tree. It uses an explicit stack, because a tree can be deep.
fn walk(text: &str, root: &Node) -> Vec<Token> {
    let mut writer = Writer::default();
    let mut steps: Vec<Step> = vec![Step::Enter(root)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Enter(node) => enter(text, node, &mut writer, &mut steps),
            Step::Item(node, number) => {
                let checked = if let Node::ListItem(item) = node { item.checked } else { None };
                writer.block(Kind::Item { ordered: number.is_some(), checked }, "", place(node.position()));
                writer.number(number);
                container(node, &mut writer, &mut steps);
            }
            Step::Row(node, head) => {
                writer.block(Kind::Row { head }, "", place(node.position()));
                children(node, &mut steps);
            }
            Step::HtmlBlock(value, at) => {
                writer.block(Kind::HtmlBlock, "", at.start..at.start);
                let source = text.get(at.clone()).unwrap_or_default();
                writer.words(Kind::Html, value, source, at.start);
            }
            Step::End(kind, at) => writer.inline(kind, "".into(), at..at),
            Step::Leave => writer.level -= 1,
        }
    }
    writer.tokens
}

fn place(position: Option<&Position>) -> Range<usize> {
    position.map_or(0..0, |position| position.start.offset..position.end.offset)
}

fn children<'n>(node: &'n Node, steps: &mut Vec<Step<'n>>) {
    let flow = matches!(node, Node::Root(_) | Node::Blockquote(_) | Node::ListItem(_) | Node::FootnoteDefinition(_));
    for child in node.children().into_iter().flatten().rev() {
        steps.push(match child {
            Node::Html(html) if flow => Step::HtmlBlock(&html.value, place(html.position.as_ref())),
            _ => Step::Enter(child),
        });
    }
}

fn container<'n>(node: &'n Node, writer: &mut Writer, steps: &mut Vec<Step<'n>>) {
    writer.level += 1;
    steps.push(Step::Leave);
    children(node, steps);
}

fn enter<'n>(text: &str, node: &'n Node, writer: &mut Writer, steps: &mut Vec<Step<'n>>) {
    let at = place(node.position());
    let source = text.get(at.clone()).unwrap_or_default();
    match node {
        Node::Root(_) => children(node, steps),
        Node::Table(table) => {
            let rows = table.children.iter().enumerate().rev();
            steps.extend(rows.map(|(index, row)| Step::Row(row, index == 0)));
        }
        Node::Paragraph(_) => {
            writer.block(Kind::Paragraph, "", at);
            children(node, steps);
        }
        Node::Heading(heading) => {
            writer.block(Kind::Heading(heading.depth), "", at);
            children(node, steps);
        }
        Node::Blockquote(_) => {
            writer.block(Kind::Quote, "", at);
            container(node, writer, steps);
        }
        Node::FootnoteDefinition(footnote) => {
            writer.block(Kind::Footnote, &footnote.identifier, at);
            container(node, writer, steps);
        }
        Node::List(list) => {
            let first = list.ordered.then(|| list.start.unwrap_or(1));
            for (index, item) in list.children.iter().enumerate().rev() {
                steps.push(Step::Item(item, first.map(|first| first.saturating_add(index as u32))));
            }
        }
        // Only lists contain items, and those are handled above.
        Node::ListItem(_) => steps.push(Step::Item(node, None)),
        Node::ThematicBreak(_) => writer.block(Kind::Rule, "", at),
        Node::Code(code) => {
            let info = [&code.lang, &code.meta].into_iter().flatten();
            let info = info.map(String::as_str).collect::<Vec<_>>().join(" ");
            let mut value = code.value.replace("\r\n", "\n");
            // Blank lines after code without a closing fence are hardly ever part of it, and the crate does not always
            // return them.
            if !markdown::is_fenced(source.trim_start()) {
                let last = value.trim_end_matches([' ', '\t', '\n']).len();
                value.truncate(value[last..].find('\n').map_or(value.len(), |newline| last + newline));
            }
            writer.block(Kind::CodeBlock, &format!("{info}\n{value}"), at);
        }
        Node::Definition(definition) => {
            let to = target(&definition.url, definition.title.as_deref());
            writer.block(Kind::Definition, &format!("[{}]: {to}", definition.identifier), at);
        }
        // Only tables contain rows, and those are handled above.
        Node::TableRow(_) => steps.push(Step::Row(node, false)),
        Node::TableCell(_) => {
            writer.inline(Kind::Cell, "".into(), at);
            children(node, steps);
        }
        Node::Text(plain) => writer.words(Kind::Word, &plain.value, source, at.start),
        Node::Html(html) => writer.words(Kind::Html, &html.value, source, at.start),
        // A line ending in code counts as a space.
        Node::InlineCode(code) => {
            writer.inline(Kind::Code, code.value.replace("\r\n", "\n").replace('\n', " ").into(), at);
        }
        Node::Break(_) => writer.inline(Kind::Break, "".into(), at),
        Node::Emphasis(_) => marked(Kind::Emphasis, node, at, writer, steps),
        Node::Strong(_) => marked(Kind::Strong, node, at, writer, steps),
        Node::Delete(_) => marked(Kind::Strikethrough, node, at, writer, steps),
        Node::Link(link) => {
            let to = target(&link.url, link.title.as_deref());
            writer.target(Kind::Link, to, after_text(node, source, &at), at.clone());
            steps.push(Step::End(Kind::LinkEnd, at.end));
            children(node, steps);
        }
        Node::LinkReference(link) => {
            let to = format!("[{}]", link.identifier).into();
            writer.target(Kind::Link, to, after_text(node, source, &at), at.clone());
            steps.push(Step::End(Kind::LinkEnd, at.end));
            children(node, steps);
        }
        Node::Image(image) => {
            let to = target(&image.url, image.title.as_deref());
            image_tokens(&to, &image.alt, source, &at, writer);
        }
        Node::ImageReference(image) => {
            image_tokens(&format!("[{}]", image.identifier), &image.alt, source, &at, writer);
        }
        Node::FootnoteReference(footnote) => {
            writer.inline(Kind::FootnoteReference, footnote.identifier.as_str().into(), at);
        }
        // These constructs are not enabled. They are compared as code, so that nothing is lost.
        Node::Yaml(_)
        | Node::Toml(_)
        | Node::Math(_)
        | Node::InlineMath(_)
        | Node::MdxjsEsm(_)
        | Node::MdxFlowExpression(_)
        | Node::MdxTextExpression(_)
        | Node::MdxJsxFlowElement(_)
        | Node::MdxJsxTextElement(_) => writer.inline(Kind::Code, source.into(), at),
    }
}

fn marked<'n>(kind: Kind, node: &'n Node, at: Range<usize>, writer: &mut Writer, steps: &mut Vec<Step<'n>>) {
    let end = at.end;
    writer.inline(kind, "".into(), at);
    steps.push(Step::End(Kind::MarkEnd, end));
    children(node, steps);
}

/// Returns the range of the target of a link: the part after its text, or the whole link if the text is the target.
fn after_text(link: &Node, source: &str, at: &Range<usize>) -> Range<usize> {
    let text_end =
        link.children().and_then(|children| children.last()).map_or(at.start, |last| place(last.position()).end);
    let rest = source.get(text_end.saturating_sub(at.start)..).unwrap_or_default();
    if rest.starts_with(']') { text_end..at.end } else { at.clone() }
}

fn image_tokens(to: &str, alt: &str, source: &str, at: &Range<usize>, writer: &mut Writer) {
    let split = source.rfind("](").or_else(|| source.rfind("][")).unwrap_or(source.len());
    writer.target(Kind::Image, to.into(), at.start + split..at.end.max(at.start + split), at.clone());
    let start = 2.min(split);
    writer.words(Kind::Alt, alt, source.get(start..split).unwrap_or_default(), at.start + start);
}
