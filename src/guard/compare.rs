//! Compares two sequences of tokens in the phases `Layout` and `Order`, whose edits declare no ranges.

use crate::text::shortened;
use std::collections::HashMap;

use super::{
    limits::DEPTH,
    token::{Kind, Token},
};

/// Checks that readers see the same, including spaces and the numbers of items.
pub(super) fn layout(before: &[Token], after: &[Token]) -> Result<(), String> {
    let full = |token: &Token| (token.spaced, token.number);
    let same =
        before.len() == after.len() && before.iter().zip(after).all(|(a, b)| a.key() == b.key() && full(a) == full(b));
    if same { Ok(()) } else { Err(difference(before.iter(), after.iter())) }
}

/// Checks that only whole entries have moved, or links and images within one line of text.
pub(super) fn order(before: &[Token], after: &[Token]) -> Result<(), String> {
    let (before, after) = (canonical(before), canonical(after));
    let same = before.len() == after.len() && before.iter().zip(&after).all(|(a, b)| a.key() == b.key());
    if same { Ok(()) } else { Err(difference(before.into_iter(), after.into_iter())) }
}

/// Returns the tokens with all movable parts in a fixed order.
fn canonical(tokens: &[Token]) -> Vec<&Token> {
    let mut out = Vec::with_capacity(tokens.len());
    blocks(tokens, 0, &mut out);
    out
}

fn blocks<'t>(tokens: &'t [Token], level: u32, out: &mut Vec<&'t Token>) {
    if level as usize > DEPTH {
        out.extend(tokens);
        return;
    }
    let mut pool: Vec<Vec<&Token>> = Vec::new();
    let mut at = 0;
    while let Some(first) = tokens.get(at) {
        let rest = &tokens[at + 1..];
        let length = rest.iter().position(|token| token.kind.is_block() && token.level <= level);
        let inside = &rest[..length.unwrap_or(rest.len())];
        at += 1 + inside.len();
        let mut form = vec![first];
        match first.kind {
            Kind::Item { .. } | Kind::Quote | Kind::Footnote => blocks(inside, level + 1, &mut form),
            _ => inside.chunk_by(|_, next| next.kind != Kind::Cell).for_each(|cell| line(cell, &mut form)),
        }
        if matches!(first.kind, Kind::Item { .. } | Kind::Row { head: false } | Kind::HtmlBlock) {
            pool.push(form);
        } else {
            flush(&mut pool, out);
            out.append(&mut form);
        }
    }
    flush(&mut pool, out);
}

/// Returns the tokens of one line of text: links and images with their content are sorted and come after the rest.
fn line<'t>(tokens: &'t [Token], out: &mut Vec<&'t Token>) {
    let mut pool: Vec<Vec<&Token>> = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let rest = &tokens[at..];
        let length = match token.kind {
            Kind::Link => rest.iter().position(|token| token.kind == Kind::LinkEnd).map_or(rest.len(), |end| end + 1),
            Kind::Image => 1 + rest[1..].iter().take_while(|token| token.kind == Kind::Alt).count(),
            _ => 0,
        };
        if length == 0 {
            out.push(token);
            at += 1;
        } else {
            pool.push(rest[..length].iter().collect());
            at += length;
        }
    }
    flush(&mut pool, out);
}

fn flush<'t>(pool: &mut Vec<Vec<&'t Token>>, out: &mut Vec<&'t Token>) {
    pool.sort_by(|a, b| a.iter().map(|token| token.key()).cmp(b.iter().map(|token| token.key())));
    out.extend(pool.drain(..).flatten());
}

/// Describes the worst loss or gain in plain words.
pub(super) fn difference<'t>(
    before: impl Iterator<Item = &'t Token> + Clone,
    after: impl Iterator<Item = &'t Token> + Clone,
) -> String {
    let (lost, gained) = (missing(before.clone(), after.clone()), missing(after.clone(), before.clone()));
    for (tokens, verb) in [(&lost, "disappear"), (&gained, "appear")] {
        for kind in [Kind::Link, Kind::Image, Kind::Definition, Kind::FootnoteReference] {
            if let Some(token) = tokens.iter().find(|token| token.kind == kind) {
                return format!("{} would {verb}", describe(token));
            }
        }
        let words = text(tokens);
        if !words.is_empty() {
            return format!("the text “{words}” would {verb}");
        }
        if let Some(token) = tokens.iter().find(|token| token.kind.is_content()) {
            return format!("{} would {verb}", describe(token));
        }
    }
    for (tokens, verb) in [(&lost, "disappear"), (&gained, "appear")] {
        if let Some(token) = tokens.first() {
            return format!("{} would {verb}", describe(token));
        }
    }
    let first = before.clone().zip(after.clone()).find(|(a, b)| a.key() != b.key());
    if let Some((a, _)) = first {
        return format!("{} would move", describe(a));
    }
    let first = before.zip(after).find(|(a, b)| a.number != b.number);
    match first {
        Some((a, b)) => format!(
            "the item numbered {} would be numbered {}",
            a.number.unwrap_or_default(),
            b.number.unwrap_or_default()
        ),
        None => "a space between two words would appear or disappear".to_owned(),
    }
}

/// Returns the tokens that `from` contains more often than `of`.
fn missing<'t>(from: impl Iterator<Item = &'t Token>, of: impl Iterator<Item = &'t Token>) -> Vec<&'t Token> {
    let mut counts: HashMap<_, usize> = HashMap::new();
    for token in of {
        *counts.entry(token.key()).or_default() += 1;
    }
    from.filter(|token| match counts.get_mut(&token.key()) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    })
    .collect()
}

/// Returns the first words among tokens.
fn text(tokens: &[&Token]) -> String {
    let words = tokens.iter().filter(|token| matches!(token.kind, Kind::Word | Kind::Alt | Kind::Html));
    clip(&words.take(6).map(|token| &*token.text).collect::<Vec<_>>().join(" "))
}

/// Describes a token in plain words.
pub(super) fn describe(token: &Token) -> String {
    let text = clip(&token.text);
    match token.kind {
        Kind::Word | Kind::Alt | Kind::Html => format!("the text “{text}”"),
        Kind::Punctuation => format!("the character {text}"),
        Kind::Code | Kind::CodeBlock => format!("the code “{}”", text.trim()),
        Kind::Link => format!("the link {text}"),
        Kind::Image => format!("the image {text}"),
        Kind::Definition => format!("the link definition {text}"),
        Kind::FootnoteReference => format!("the reference to the footnote {text}"),
        Kind::Footnote => format!("the footnote {text}"),
        Kind::LinkEnd => "the end of a link".to_owned(),
        Kind::Break => "a line break".to_owned(),
        Kind::Emphasis | Kind::Strong | Kind::Strikethrough | Kind::MarkEnd => "emphasis".to_owned(),
        Kind::Cell => "a table cell".to_owned(),
        Kind::Paragraph => "a paragraph".to_owned(),
        Kind::Heading(level) => format!("a heading of level {level}"),
        Kind::Item { checked: Some(true), .. } => "a ticked list item".to_owned(),
        Kind::Item { checked: Some(false), .. } => "an unticked list item".to_owned(),
        Kind::Item { ordered: true, .. } => "a numbered list item".to_owned(),
        Kind::Item { ordered: false, .. } => "a list item".to_owned(),
        Kind::Quote => "a block quote".to_owned(),
        Kind::Rule => "a thematic break".to_owned(),
        Kind::HtmlBlock => "a block of HTML".to_owned(),
        Kind::Row { .. } => "a table row".to_owned(),
    }
}

/// Shortens a text so that it fits in a message.
pub(super) fn clip(text: &str) -> String {
    const LONGEST: usize = 80;
    shortened(text, LONGEST).into_owned()
}
