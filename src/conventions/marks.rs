//! The marks that Markdown offers a choice of: emphasis, code fences and thematic breaks.

use super::convention::{Convention, Topic};
use crate::{
    list::List,
    markdown::Kind,
    votes::{Poll, Question, criteria},
};

/// The marks of a list.
#[derive(Debug)]
pub struct Marks {
    /// The marks of emphasis and of strong text; the scope is whether the text is strong.
    pub emphasis: Poll<bool, u8>,
    /// The character of code fences.
    pub fence: Question<char>,
    /// The style of thematic breaks.
    pub thematic_break: Question<BreakStyle>,
}

/// The mark of a thematic break, and whether it contains spaces; their number is ignored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BreakStyle {
    mark: u8,
    spaced: bool,
}

impl BreakStyle {
    /// Returns the style of a thematic break as written.
    #[must_use]
    pub fn of(written: &str) -> Self {
        let written = written.trim();
        Self { mark: written.bytes().next().unwrap_or(b'-'), spaced: written.contains([' ', '\t']) }
    }
}

/// Returns the mark of emphasis as written.
#[must_use]
pub fn emphasis_mark(written: &str) -> u8 {
    written.bytes().next().unwrap_or(b'*')
}

/// Returns the fence character of a code block.
#[must_use]
pub fn fence_mark(block: &str) -> Option<char> {
    ['`', '~'].into_iter().find(|&mark| fence_length(block, mark) >= 3)
}

/// Returns how many times a character is repeated at the start of a block or line.
#[must_use]
pub fn fence_length(block: &str, mark: char) -> usize {
    block.len() - block.trim_start_matches(mark).len()
}

/// Returns the name of a fence character.
#[must_use]
pub fn fence_name(mark: char) -> &'static str {
    if mark == '`' { "backticks" } else { "tildes" }
}

impl Marks {
    pub(super) fn learn(list: &List) -> Self {
        let mut marks = Self {
            emphasis: Poll::new(&criteria::EMPHASIS),
            fence: Question::new(&criteria::CODE_FENCE),
            thematic_break: Question::new(&criteria::THEMATIC_BREAK),
        };
        for node in list.tree.nodes_of([Kind::Emphasis, Kind::Strong, Kind::CodeBlock]) {
            match node.kind() {
                Kind::CodeBlock => fence_mark(node.text()).into_iter().for_each(|mark| marks.fence.vote(mark)),
                kind => marks.emphasis.vote(kind == Kind::Strong, emphasis_mark(node.text())),
            }
        }
        for block in list.tree.blocks().filter(|block| block.kind() == Kind::Rule) {
            marks.thematic_break.vote(BreakStyle::of(block.text()));
        }
        marks
    }

    pub(super) fn describe(&self, out: &mut Vec<Convention>) {
        for (strong, question) in self.emphasis.iter() {
            let (scope, length) = if strong { ("strong text", 2) } else { ("emphasis", 1) };
            let marker = |mark: u8| char::from(mark).to_string().repeat(length);
            out.push(Convention::new(Topic::Emphasis, scope, "places", question.outcome(marker)));
        }
        if self.fence.total() > 0 {
            let outcome = self.fence.outcome(|mark| fence_name(mark).to_owned());
            out.push(Convention::new(Topic::CodeFences, "code", "fences", outcome));
        }
        if self.thematic_break.total() > 0 {
            let style = |style: BreakStyle| {
                let mark = char::from(style.mark).to_string();
                [&*mark; 3].join(if style.spaced { " " } else { "" })
            };
            let outcome = self.thematic_break.outcome(style);
            out.push(Convention::new(Topic::ThematicBreaks, "thematic breaks", "breaks", outcome));
        }
    }
}
