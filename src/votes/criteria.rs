//! All criteria that distinguish a habit from chance, in one table. ARCHITECTURE.md contains the table and explains the
//! numbers.

use super::{Quorum, Share};

/// The numbers that an answer to one question needs to be a habit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Criterion {
    /// The question.
    pub convention: &'static str,
    /// The voters.
    pub voters: &'static str,
    /// The quorums; meeting one of them is enough.
    pub quorums: &'static [Quorum],
    /// The scope of voters that are counted together.
    pub compared_with: &'static str,
}

impl Criterion {
    /// Returns whether `with` of `all` votes are enough.
    #[must_use]
    pub fn is_met(&self, with: usize, all: usize) -> bool {
        self.quorums.iter().any(|quorum| quorum.is_reached(with, all))
    }
}

/// Declares the criteria, and [`ALL`] of them in the same order.
macro_rules! criteria {
    ($($name:ident: $convention:literal, $voters:literal, $quorums:expr, $compared_with:literal;)*) => {
        $(
            #[doc = concat!("The criterion for: ", $convention, ".")]
            pub static $name: Criterion = Criterion {
                convention: $convention,
                voters: $voters,
                quorums: $quorums,
                compared_with: $compared_with,
            };
        )*

        /// Every criterion.
        pub static ALL: &[&Criterion] = &[$(&$name),*];
    };
}

/// Four against one: the smallest number of voters with a clear exception.
const USUAL: &[Quorum] = &[Quorum::new(5, 80)];
/// Nearly all of many, for things that lists often do both ways.
const STRICT: &[Quorum] = &[Quorum::new(10, 90)];

criteria! {
    BULLET: "bullet", "each item", USUAL, "items at the same depth, contents lists apart";
    INDENT: "indentation", "each item", USUAL,
        "nested items under markers of the same width; those at the margin; contents lists apart";
    OFF_MARGIN: "indentation other than none at the margin", "each item", STRICT, "the same";
    BULLET_SPACES: "spaces after a bullet", "each item", STRICT, "all items, contents lists apart";
    ORDER_ALONE: "order of a group, on its own evidence", "each entry", &[Quorum::new(7, 80)], "the group";
    ORDER_SUPPORTED: "order of a group that other groups share", "each entry", &[Quorum::new(4, 60)], "the group";
    ORDER_SUPPORT: "order that groups share", "each group that could be sorted so", &[Quorum::new(2, 70)],
        "all groups; at least two others are perfectly sorted";
    DATE_FORM: "form of dates", "each date, on each question that it can answer",
        &[Quorum { votes: 5, for_it: false, share: Share::TWO_THIRDS }], "dates of the same precision in the same place";
    SEPTEMBER: "`Sep` or `Sept`", "each abbreviated September", &[Quorum { votes: 3, for_it: false, share: Share::TWO_THIRDS }],
        "the same";
    DATE_PRESENCE: "an entry's date", "each entry", STRICT, "the group";
    DATE_PAST: "dates that are not in the future", "each date", &[Quorum::new(2, 95)], "all dates outside of prose";
    TEMPLATE: "what is between two parts of an entry", "each entry with both", &[Quorum::new(10, 80)], "all of them";
    SEPARATOR: "separator after the link", "each list entry with a description", STRICT, "all of them";
    FULL_STOP: "full stop at the end", "each description that ends in a full stop or a word", STRICT,
        "those with Chinese or Japanese in them, the others";
    CAPITAL: "capital at the start", "each description whose first letter has two forms", STRICT, "all of them";
    PARTS: "sequence of two parts", "each list entry with both", STRICT, "all of them";
    LABEL: "spelling of a label", "each link with that label", STRICT, "links with the same label, ignoring case";
    LINK_TEXT: "links with a text", "each link of an entry", USUAL, "all of them";
    TITLE_LINK: "links of titles", "each entry", USUAL, "the group";
    LINK_BRACKETS: "brackets around a link", "each link of an entry with a bracket beside it", &[Quorum::for_it(5, 80)],
        "all of them";
    NO_LINK_BRACKETS: "no brackets around a link", "each link of an entry", &[Quorum::for_it(10, 95)], "all of them";
    TEXT_BRACKETS: "brackets in a link's text", "each link", &[Quorum::for_it(5, 50)], "all of them";
    SHARED_PAGE: "one page for two labels", "each entry with both labels", &[Quorum::for_it(3, 50)],
        "entries with the same two labels";
    PAPER_FORM: "page of an arXiv paper", "each link of an entry to one", &[Quorum::new(10, 95)], "all of them";
    BADGE_SPELLING: "badge spelling", "each badge of an entry", USUAL, "badges of its kind";
    BADGE_ORDER: "badge order", "each entry with both kinds", USUAL, "other entries with both";
    BADGE_PRESENCE: "badge presence", "each entry that could have the badge", &[Quorum::new(5, 85)],
        "entries whose links name one paper, or one repository";
    BADGE_TEXT: "a badge's alternative text", "each badge of an entry", USUAL, "badges of its kind";
    CONTENTS_NAMES: "sections in the contents", "each section with entries, or named", &[Quorum::new(4, 80)],
        "sections beside it";
    CONTENTS_NAMES_AT_LEVEL: "sections in the contents, few siblings", "each section with entries, or named", STRICT,
        "sections of the level, or of it and those above";
    CONTENTS_TEXT: "texts of contents items", "each item that leads to a section", USUAL, "all of them";
    CONTENTS_OTHER_TEXT: "texts of contents items, against that of another section",
        "each item that leads to a section", &[Quorum::new(5, 60)], "all of them";
    CONTENTS_ORDER: "order of contents items, fewer than ten", "each item that leads to a section",
        &[Quorum::new(5, 75)], "items beside it";
    CONTENTS_ORDER_MANY: "order of contents items", "each item that leads to a section", &[Quorum::new(10, 85)],
        "items beside it";
    CONTENTS_ORDER_PAIRS: "order of contents items in short lists", "each two neighbours", STRICT, "all of them";
    BACK_LINK: "link back to the contents", "each section with entries", &[Quorum::for_it(5, 80)], "sections of its level";
    SECTION_FILLED: "sections that are not empty", "each section without sections in it", &[Quorum::new(1, 75)],
        "all of them";
    HEADING_STYLE: "way of writing headings", "each heading", USUAL, "headings of its level";
    HEADING_SPACES: "spaces after a heading's hashes", "each heading", &[Quorum::new(5, 90)], "all headings";
    HEADING_MARK: "punctuation at a heading's end", "each heading", &[Quorum::for_it(5, 80)], "headings of its level";
    HEADING_STOP: "full stop at a heading's end", "each heading", &[Quorum::for_it(5, 20)],
        "headings of its level";
    EMPHASIS: "mark of emphasis", "each emphasis, each strong text", STRICT, "all of its strength";
    CODE_FENCE: "code fences", "each fence", USUAL, "all of them";
    THEMATIC_BREAK: "thematic breaks", "each thematic break", USUAL, "all of them";
    BLANK_ABOVE_HEADING: "blank line above headings", "each heading", USUAL, "all headings";
    BLANK_LINES_ABOVE_HEADING: "number of blank lines above headings", "each heading with a blank line above", USUAL,
        "all of them";
    BLANK_BETWEEN_ENTRIES: "blank line between entries", "each gap of a group", USUAL, "the group";
    BLANK_LINES: "blank lines in a row", "each place with blank lines", &[Quorum::new(4, 100), Quorum::new(8, 60)],
        "the same level of heading after, or none; a heading above or none";
    LINE_END: "spaces at the end of lines", "each line with text",
        &[Quorum::for_it(20, 25)],
        "all lines";
    ENTRY_LINE_END: "spaces at the end of entries", "each entry",
        &[Quorum::for_it(20, 50)], "all entries";
}
