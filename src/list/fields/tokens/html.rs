//! The tokens of HTML: the same as those of Markdown.

use super::{TokenKind, Tokens, marks, trimmed};
use crate::{TextRange, list::html, offset};

impl Tokens<'_, '_> {
    pub(super) fn html(&mut self, range: TextRange, own: TextRange) {
        let Some(part) = range.intersect(own) else { return };
        let mut at = usize::from(part.start());
        for tag in html::tags(self.list.text(part), at) {
            let (start, end) = (usize::from(tag.range.start()), usize::from(tag.range.end()));
            if start < at {
                continue;
            }
            self.html_text(at, start);
            at = end;
            match Tag::of(tag.name) {
                Tag::Inline => {
                    // A run goes on behind the tag: `Leaf<sup>1</sup>`.
                    match &mut self.run {
                        Some(run) => run.1 = end,
                        None if tag.is("sup") && !tag.closing => self.run = Some((start, end)),
                        None => {}
                    }
                }
                Tag::Mark(mark) => {
                    self.flush();
                    if tag.closing {
                        self.state.marks &= !mark;
                    } else {
                        self.state.marks |= mark;
                    }
                }
                Tag::Break => self.end_line(),
                Tag::Cell if tag.closing => self.end_line(),
                Tag::Cell => {
                    self.end_line();
                    self.state.line = 0;
                    self.state.cell = self.state.cell.saturating_add(1);
                }
                Tag::Image => {
                    self.flush();
                    self.image(tag.range.start());
                }
                Tag::Link if tag.closing => {}
                Tag::Link => {
                    self.flush();
                    at = at.max(self.html_link(tag.range));
                }
            }
        }
        self.html_text(at, usize::from(part.end()).max(at));
    }

    /// Reads a link in HTML, and returns the byte where its text ends.
    fn html_link(&mut self, range: TextRange) -> usize {
        let links = &self.list.links;
        while links.get(self.next_link).is_some_and(|link| link.range.start() < range.start()) {
            self.next_link += 1;
        }
        let Some(link) = links.get(self.next_link).filter(|link| link.range == range) else { return 0 };
        if link.badge.is_some() || link.label.is_empty() {
            return 0;
        }
        let mut marks = 0;
        let mut label = trimmed(self.list, link.label, char::is_whitespace);
        // The marks around the whole text of the link.
        loop {
            let text = self.list.text(label);
            let base = usize::from(label.start());
            let Some(open) = html::tags(text, base).next().filter(|open| open.range.start() == label.start()) else {
                break;
            };
            let Some(last) =
                text.rfind("</").filter(|last| text.ends_with('>') && base + last > open.range.end().into())
            else {
                break;
            };
            if let Tag::Mark(mark) = Tag::of(open.name) {
                marks |= mark;
            }
            label = trimmed(self.list, TextRange::new(open.range.end(), offset(base + last)), char::is_whitespace);
        }
        let end = usize::from(link.label.end());
        self.push_range(TokenKind::Link(link.id), label, marks);
        self.done = end;
        end
    }

    /// Adds text between tags, without comments.
    fn html_text(&mut self, from: usize, to: usize) {
        let text = &self.list.source.text[from..to];
        let mut at = from;
        let mut rest = text;
        while let Some(open) = rest.find("<!--") {
            self.html_lines(at, at + open);
            self.flush();
            let Some(close) = rest[open..].find("-->") else { return };
            at += open + close + 3;
            rest = &rest[open + close + 3..];
        }
        self.html_lines(at, to);
    }

    fn html_lines(&mut self, from: usize, to: usize) {
        let mut at = from;
        for line in self.list.source.text[from..to].split_inclusive('\n') {
            self.text(at, at + line.len());
            at += line.len();
            if line.ends_with('\n') {
                self.flush();
                self.state.soft = true;
            }
        }
    }
}

/// What a tag means for the tokens.
enum Tag {
    Inline,
    Mark(u8),
    Break,
    Cell,
    Image,
    Link,
}

impl Tag {
    fn of(name: &str) -> Self {
        const TAGS: [(&str, Tag); 31] = [
            ("b", Tag::Mark(marks::STRONG)),
            ("strong", Tag::Mark(marks::STRONG)),
            ("i", Tag::Mark(marks::EMPHASIS)),
            ("em", Tag::Mark(marks::EMPHASIS)),
            ("ins", Tag::Mark(marks::UNDERLINE)),
            ("u", Tag::Mark(marks::UNDERLINE)),
            ("s", Tag::Mark(marks::STRIKE)),
            ("del", Tag::Mark(marks::STRIKE)),
            ("kbd", Tag::Mark(marks::CODE)),
            ("code", Tag::Mark(marks::CODE)),
            ("br", Tag::Break),
            ("p", Tag::Break),
            ("div", Tag::Break),
            ("li", Tag::Break),
            ("ul", Tag::Break),
            ("ol", Tag::Break),
            ("dd", Tag::Break),
            ("dt", Tag::Break),
            ("details", Tag::Break),
            ("summary", Tag::Break),
            ("h1", Tag::Break),
            ("h2", Tag::Break),
            ("h3", Tag::Break),
            ("h4", Tag::Break),
            ("h5", Tag::Break),
            ("h6", Tag::Break),
            ("hr", Tag::Break),
            ("td", Tag::Cell),
            ("th", Tag::Cell),
            ("img", Tag::Image),
            ("a", Tag::Link),
        ];
        TAGS.into_iter().find(|(tag, _)| name.eq_ignore_ascii_case(tag)).map_or(Tag::Inline, |(_, tag)| tag)
    }
}
