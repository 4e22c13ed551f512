//! Changes to a text: an [`Edit`] replaces bytes, a [`Fix`] is the edits that mend one finding.

use std::borrow::Cow;

use crate::TextRange;

/// Replaces the bytes of `range` by `content`; an empty range inserts, an empty content deletes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    range: (u32, u32),
    /// Its turn among the edits of other fixes at the same offset; none where they get in each other's way.
    pub turn: Option<Turn>,
    /// What stands there afterwards.
    pub content: String,
}

/// Lets fixes that move things of one group be made together: what they insert at one offset stands there in the order
/// of their places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Turn {
    /// What distinguishes the group from all others of the text.
    pub group: u32,
    /// The place of what is moved.
    pub place: u32,
}

impl Edit {
    /// Replaces the bytes of `range` by `content`.
    pub fn replace(range: TextRange, content: impl Into<String>) -> Self {
        Self { range: (range.start().into(), range.end().into()), turn: None, content: content.into() }
    }

    /// The same edit with a turn.
    #[must_use]
    pub fn in_turn(self, turn: Turn) -> Self {
        Self { turn: Some(turn), ..self }
    }

    /// Inserts `content` at a byte offset.
    pub fn insert(at: crate::TextSize, content: impl Into<String>) -> Self {
        Self::replace(TextRange::empty(at), content)
    }

    /// Deletes the bytes of `range`.
    #[must_use]
    pub fn delete(range: TextRange) -> Self {
        Self::replace(range, "")
    }

    /// The bytes that are replaced.
    #[must_use]
    pub fn range(&self) -> TextRange {
        TextRange::new(self.range.0.into(), self.range.1.into())
    }
}

/// How much judgement a fix needs; ordered, so that "at least this safe" is one comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Applicability {
    /// Likely right, but a person should look: applied with `--unsafe-fixes`.
    Unsafe,
    /// No reader loses anything and no judgement is needed: applied with `--fix`.
    Safe,
}

/// When a fix is applied, and what it may change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// Words, links and dates inside the ranges that the edits name; nothing else.
    Content,
    /// The sequence of whole entries or badges; nothing else.
    Order,
    /// Nothing that a reader of the rendered list sees.
    Layout,
}

/// The edits that mend one finding, taken whole or not at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What the fix does, as an order: "write `Jun. 6, 2024`".
    pub title: Cow<'static, str>,
    /// Sorted by range, none overlapping another.
    pub edits: Vec<Edit>,
    /// Whether it may be applied unseen.
    pub applicability: Applicability,
    /// When it is applied.
    pub phase: Phase,
}

impl Fix {
    /// A fix that `--fix` applies.
    pub fn safe(phase: Phase, title: impl Into<Cow<'static, str>>, edits: Vec<Edit>) -> Self {
        Self::new(Applicability::Safe, phase, title.into(), edits)
    }

    /// A fix that only `--unsafe-fixes` applies.
    pub fn needs_review(phase: Phase, title: impl Into<Cow<'static, str>>, edits: Vec<Edit>) -> Self {
        Self::new(Applicability::Unsafe, phase, title.into(), edits)
    }

    fn new(applicability: Applicability, phase: Phase, title: Cow<'static, str>, mut edits: Vec<Edit>) -> Self {
        edits.sort();
        debug_assert!(
            edits.windows(2).all(|pair| pair[0].range().end() <= pair[1].range().start()),
            "the edits of a fix overlap: {edits:?}"
        );
        Self { title, edits, applicability, phase }
    }
}

/// Whether edits can be made: they are sorted, do not overlap, and name characters of the text.
pub(crate) fn fits(text: &str, edits: &[Edit]) -> Result<(), String> {
    let mut at = 0;
    for edit in edits {
        let (start, end) = (edit.range.0 as usize, edit.range.1 as usize);
        if start < at {
            return Err("its edits overlap".to_owned());
        }
        if text.get(start..end).is_none() {
            return Err(format!("an edit of the bytes {start} to {end} does not fit the text"));
        }
        at = end;
    }
    Ok(())
}

/// The text with edits made, which are sorted and do not overlap.
///
/// # Errors
/// Where an edit reaches beyond the text, into a character, or into the edit before it.
pub fn splice(text: &str, edits: &[Edit]) -> Result<String, String> {
    fits(text, edits)?;
    let added: usize = edits.iter().map(|edit| edit.content.len()).sum();
    let mut out = String::with_capacity(text.len() + added);
    let mut at = 0;
    for edit in edits {
        let (start, end) = (edit.range.0 as usize, edit.range.1 as usize);
        out.push_str(&text[at..start]);
        out.push_str(&edit.content);
        at = end;
    }
    out.push_str(&text[at..]);
    Ok(out)
}
