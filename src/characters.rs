//! Classes of characters. Each has one definition for the whole project, with the file of the Unicode Character
//! Database that lists its members.

use memchr::{memchr, memrchr};

/// Returns whether a character is a space within a line: `White_Space`, without the line endings of Markdown.
/// <https://www.unicode.org/Public/UCD/latest/ucd/PropList.txt>
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\n' | '\r')
}

/// Returns whether a character ends a line in Unicode but is a space in Markdown: the general categories `Zl` and `Zp`.
/// <https://www.unicode.org/Public/UCD/latest/ucd/UnicodeData.txt>
pub(crate) fn is_separator(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}')
}

/// Returns whether a character has neither a shape nor a width of its own: `Default_Ignorable_Code_Point`, without
/// those that change or replace a letter (variation selectors, tags, fillers).
/// <https://www.unicode.org/Public/UCD/latest/ucd/DerivedCoreProperties.txt>
pub(crate) fn is_invisible(c: char) -> bool {
    is_joiner(c)
        || is_directional(c)
        || matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{feff}')
}

/// Returns whether a character joins or separates its neighbours, as emoji and some scripts need: `Join_Control`.
/// <https://www.unicode.org/Public/UCD/latest/ucd/PropList.txt>
pub(crate) fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// Returns whether a character changes the direction of the text: `Bidi_Control`.
/// <https://www.unicode.org/Public/UCD/latest/ucd/PropList.txt>
pub(crate) fn is_directional(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Returns whether a character is a space or invisible, other than the plain space and tab of Markdown.
pub(crate) fn is_odd(c: char) -> bool {
    !c.is_ascii() && (is_space(c) || is_invisible(c))
}

/// Names an unusual character: its Unicode name if a reader may know it, otherwise the name of its class.
/// <https://www.unicode.org/Public/UCD/latest/ucd/NamesList.txt>
pub(crate) fn name(c: char) -> &'static str {
    match c {
        '\u{a0}' => "no-break space",
        '\u{ad}' => "soft hyphen",
        '\u{200b}' => "zero-width space",
        '\u{200c}' => "zero-width non-joiner",
        '\u{200d}' => "zero-width joiner",
        '\u{2028}' => "line separator",
        '\u{2029}' => "paragraph separator",
        '\u{2060}' => "word joiner",
        '\u{3000}' => "full-width space",
        '\u{feff}' => "byte-order mark",
        c if is_directional(c) => "directional mark",
        c if is_space(c) => "space of another kind",
        _ => "zero-width character",
    }
}

/// Names a run of plain spaces and tabs.
pub(crate) fn spaces_in_words(run: &str) -> String {
    match run {
        " " => "one space".to_owned(),
        "\t" => "a tab".to_owned(),
        run if run.contains('\t') => "tabs and spaces".to_owned(),
        run => format!("{} spaces", run.len()),
    }
}

/// Returns whether a character belongs to a right-to-left script, or to an unassigned part of its block: the
/// bidirectional classes `R` and `AL`.
/// <https://www.unicode.org/Public/UCD/latest/ucd/extracted/DerivedBidiClass.txt>
pub(crate) fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}')
}

/// Checks whether lines contain right-to-left characters. Lines are asked about in document order and the last answer
/// is cached, because one line can have many directional marks.
#[derive(Debug, Default)]
pub(crate) struct LineDirection {
    end: usize,
    right_to_left: bool,
}

impl LineDirection {
    /// Returns whether the line at `place` has right-to-left text. `place` must be on the last line asked about or
    /// below it.
    pub(crate) fn is_right_to_left(&mut self, text: &str, place: usize) -> bool {
        if place >= self.end {
            let bytes = text.as_bytes();
            let start = memrchr(b'\n', &bytes[..place]).map_or(0, |at| at + 1);
            self.end = memchr(b'\n', &bytes[place..]).map_or(text.len(), |at| place + at + 1);
            self.right_to_left = text[start..self.end].contains(is_right_to_left);
        }
        self.right_to_left
    }
}

#[cfg(test)]
mod tests {
    use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

    use super::*;

    #[test]
    fn classes_agree_with_the_general_category() {
        for c in '\0'..=char::MAX {
            let category = c.general_category();
            let separates = matches!(category, GeneralCategory::LineSeparator | GeneralCategory::ParagraphSeparator);
            assert_eq!(is_separator(c), separates, "{c:?}");
            let is_format = matches!(category, GeneralCategory::Format | GeneralCategory::Unassigned);
            assert!(!is_invisible(c) || is_format, "{c:?}");
            assert!(!is_space(c) || !is_invisible(c), "{c:?}");
            assert!(category != GeneralCategory::SpaceSeparator || is_space(c), "{c:?}");
        }
    }

    #[test]
    fn only_odd_characters_have_names() {
        for c in ('\u{80}'..=char::MAX).filter(|c| !is_odd(*c)) {
            assert_eq!(name(c), "zero-width character", "{c:?}");
        }
    }
}
