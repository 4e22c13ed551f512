//! Changes to a text: an [`Edit`] replaces bytes, a [`Fix`] groups the edits for one finding.

use std::borrow::Cow;

use crate::TextRange;

/// Replaces the bytes of `range` by `content`; an empty range inserts, an empty content deletes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    range: (u32, u32),
    /// Its turn among the edits of other fixes at the same offset. Edits without a turn conflict there.
    pub turn: Option<Turn>,
    /// The new text.
    pub content: String,
}

/// Lets fixes that move things within one group be applied together: the texts that they insert at one offset are
/// sorted by their places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Turn {
    /// A number that identifies the group within the text.
    pub group: u32,
    /// The position of the moved thing in the new order.
    pub place: u32,
}

impl Edit {
    /// Replaces the bytes of `range` by `content`.
    pub fn replace(range: TextRange, content: impl Into<String>) -> Self {
        Self { range: (range.start().into(), range.end().into()), turn: None, content: content.into() }
    }

    /// Returns the same edit with a turn.
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

    /// Returns the bytes that are replaced.
    #[must_use]
    pub fn range(&self) -> TextRange {
        TextRange::new(self.range.0.into(), self.range.1.into())
    }
}

/// How much judgement a fix needs. The variants are ordered, so that "at least this safe" is one comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Applicability {
    /// Likely right but needs review: applied with `--unsafe-fixes`.
    Unsafe,
    /// Readers lose nothing and no judgement is needed: applied with `--fix`.
    Safe,
}

/// When a fix is applied, and what it may change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// Changes words, links and dates inside the ranges of the edits, and nothing else.
    Content,
    /// Changes the sequence of whole entries or badges, and nothing else.
    Order,
    /// Changes nothing that readers of the rendered list see.
    Layout,
}

/// The edits that correct one finding. All or none of them are applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What the fix does, as an instruction: "write `Jun. 6, 2024`".
    pub title: Cow<'static, str>,
    /// The edits, sorted by range and without overlaps.
    pub edits: Vec<Edit>,
    /// How safe it is to apply the fix without review.
    pub applicability: Applicability,
    /// The phase in which it is applied.
    pub phase: Phase,
}

impl Fix {
    /// Returns a fix that `--fix` applies.
    pub fn safe(phase: Phase, title: impl Into<Cow<'static, str>>, edits: Vec<Edit>) -> Self {
        Self::new(Applicability::Safe, phase, title.into(), edits)
    }

    /// Returns a fix that only `--unsafe-fixes` applies.
    pub fn needs_review(phase: Phase, title: impl Into<Cow<'static, str>>, edits: Vec<Edit>) -> Self {
        Self::new(Applicability::Unsafe, phase, title.into(), edits)
    }

    /// Makes a fix that is safe under a condition, and otherwise needs review.
    pub fn safe_if(is_safe: bool, phase: Phase, title: impl Into<Cow<'static, str>>, edits: Vec<Edit>) -> Self {
        Self::new(if is_safe { Applicability::Safe } else { Applicability::Unsafe }, phase, title.into(), edits)
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

/// Checks that edits can be applied: they are sorted, do not overlap, and do not split characters of the text.
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

/// Returns the text with the edits applied. They are sorted and do not overlap.
///
/// # Errors
/// Fails if an edit is outside the text, splits a character, or overlaps the edit before it.
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
