//! How headings are written.

use super::convention::{Convention, Topic};
use crate::{
    characters::spaces_in_words,
    list::{Heading, List},
    votes::{Criterion, Habit, Poll, Question, criteria},
};

/// How a list writes its headings.
#[derive(Debug)]
pub struct Headings<'t> {
    /// The style of the headings of each level.
    pub style: Poll<u8, HeadingStyle>,
    /// The spaces between hashes and text.
    pub spaces: Question<&'t str>,
    marks: Marked,
    stops: Marked,
}

/// Whether the headings of each level end in a mark, by a criterion of its own.
#[derive(Debug)]
struct Marked(Poll<u8, bool>);

/// How a heading is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeadingStyle {
    /// `## Title`
    Open,
    /// `## Title ##`
    Closed,
    /// `Title` over a line of dashes or equals signs.
    Underlined,
}

impl HeadingStyle {
    /// The style of a heading as it is written.
    #[must_use]
    pub fn of(heading: &str) -> Self {
        if !heading.starts_with('#') {
            return Self::Underlined;
        }
        let kept = heading.trim_end_matches('#');
        let is_empty = || kept.trim_end_matches(['#', ' ', '\t']).is_empty();
        // `# C#` is not closed, and `##` alone is empty.
        let is_closed = kept.len() < heading.len() && kept.ends_with([' ', '\t']) && !is_empty();
        if is_closed { Self::Closed } else { Self::Open }
    }

    /// What one heading does.
    #[must_use]
    pub fn does(self) -> &'static str {
        match self {
            Self::Open => "begins with hashes",
            Self::Closed => "has hashes on both sides",
            Self::Underlined => "is underlined",
        }
    }

    /// What several headings do.
    #[must_use]
    pub fn do_(self) -> &'static str {
        match self {
            Self::Open => "only begin with hashes",
            Self::Closed => "have hashes on both sides",
            Self::Underlined => "are underlined",
        }
    }
}

/// The spaces between the hashes of a heading and its text, with the byte at which they begin.
#[must_use]
pub fn spaces_after_hashes<'t>(list: &List<'t>, heading: &Heading) -> Option<(usize, &'t str)> {
    let text = list.text(heading.range);
    let after = text.trim_start_matches('#');
    let gap = &after[..after.len() - after.trim_start_matches([' ', '\t']).len()];
    let hashes = text.len() - after.len();
    let titled = !after[gap.len()..].starts_with(['#', '\n', '\r']) && gap.len() < after.len();
    (hashes > 0 && titled && !gap.is_empty()).then(|| (usize::from(heading.range.start()) + hashes, gap))
}

/// Whether a character at the end of a heading is punctuation that leads to nothing.
#[must_use]
pub fn is_end_mark(c: char) -> bool {
    matches!(c, ':' | ';' | ',' | '.' | '：' | '；' | '，' | '、' | '。')
}

impl Marked {
    fn new(criterion: &'static Criterion) -> Self {
        Self(Poll::new(criterion))
    }

    fn holds(&self, level: u8) -> bool {
        // Marks are fewer than half of the votes where few suffice, so the leader says nothing.
        self.0.of(level).is_some_and(|question| question.holds_for(true))
    }
}

impl<'t> Headings<'t> {
    pub(super) fn learn(list: &List<'t>) -> Self {
        let mut headings = Self {
            style: Poll::new(&criteria::HEADING_STYLE),
            spaces: Question::new(&criteria::HEADING_SPACES),
            marks: Marked::new(&criteria::HEADING_MARK),
            stops: Marked::new(&criteria::HEADING_STOP),
        };
        for section in &list.sections {
            let Some(heading) = &section.heading else { continue };
            if !heading.html {
                headings.style.vote(section.level, HeadingStyle::of(list.text(heading.range)));
            }
            if let Some((_, gap)) = spaces_after_hashes(list, heading) {
                headings.spaces.vote(gap);
            }
            // A title may end in a full stop with a link after it.
            let title = list.text(heading.content).split(" [").next().unwrap_or_default().trim_end();
            for marked in [&mut headings.marks, &mut headings.stops] {
                marked.0.vote(section.level, title.ends_with(is_end_mark));
            }
        }
        headings
    }

    /// The style of a level.
    #[must_use]
    pub fn style(&self, level: u8) -> Option<Habit<HeadingStyle>> {
        self.style.habit(level)
    }

    /// Whether headings of a level are written with a mark at their end. Titles of papers have a full stop in many
    /// lists, where their links come after it.
    #[must_use]
    pub fn end_in_marks(&self, level: u8, is_stop: bool) -> bool {
        if is_stop { &self.stops } else { &self.marks }.holds(level)
    }

    pub(super) fn describe(&self, out: &mut Vec<Convention>) {
        let name = |level: u8| format!("level {level}");
        for (level, question) in self.style.iter() {
            let outcome = question.outcome(|style| style.do_().to_owned());
            out.push(Convention::new(Topic::Headings, name(level), "headings", outcome).question("style"));
        }
        if self.spaces.total() > 0 {
            let outcome = self.spaces.outcome(|gap| format!("have {} after the hashes", spaces_in_words(gap)));
            out.push(Convention::new(Topic::Headings, "headings", "headings", outcome).question("spaces"));
        }
        for (level, question) in self.marks.0.iter().filter(|(_, question)| question.count(true) > 0) {
            let marked = "end in a mark";
            let outcome = question.outcome(|mark| if mark { marked } else { "end in no mark" }.to_owned());
            let row = Convention::new(Topic::Headings, name(level), "headings", outcome).question("mark at the end");
            out.push(row.only(marked));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles() {
        for (text, expected) in [
            ("## A", HeadingStyle::Open),
            ("## A ##", HeadingStyle::Closed),
            ("# A #", HeadingStyle::Closed),
            ("# C#", HeadingStyle::Open),
            ("# ##", HeadingStyle::Open),
            ("#", HeadingStyle::Open),
            ("A\n---", HeadingStyle::Underlined),
        ] {
            assert_eq!(HeadingStyle::of(text), expected, "{text}");
        }
    }
}
