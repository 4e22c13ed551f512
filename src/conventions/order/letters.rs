//! The places of letters with marks in the alphabet.

/// The way to sort letters with marks, if not by code point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marked {
    /// Like the letters without marks, as in French and German dictionaries.
    Alike,
    /// As separate letters after those without marks, as in Polish, Spanish, Turkish and Ukrainian.
    After,
}

impl Marked {
    pub(super) const ALL: [Self; 2] = [Self::Alike, Self::After];

    /// Returns a text spelled so that its code points sort in this way.
    pub(super) fn spell(self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + 8);
        for c in text.chars() {
            match base(c) {
                Some(base) => {
                    out.push(if c.is_uppercase() { base.to_uppercase().next().unwrap_or(base) } else { base });
                    if self == Self::After {
                        out.push(char::MAX);
                    }
                }
                // A combining mark belongs to the letter before it.
                None if matches!(c, '\u{300}'..='\u{36f}') => {
                    if self == Self::After {
                        out.push(char::MAX);
                    }
                }
                None => out.push(c),
            }
        }
        out
    }
}

/// Returns whether a text contains a letter with marks.
pub(super) fn has_marks(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(|c| base(c).is_some() || matches!(c, '\u{300}'..='\u{36f}'))
}

/// Returns the lowercase letter without marks for a letter with marks, in the Latin, Greek and Cyrillic alphabets
/// (<https://www.unicode.org/charts/>).
fn base(c: char) -> Option<char> {
    if c.is_ascii() {
        return None;
    }
    Some(match c.to_lowercase().next()? {
        'à'..='æ' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ạ'..='ặ' => 'a',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ẹ'..='ệ' => 'e',
        'ĝ' | 'ğ' | 'ġ' | 'ģ' | 'ǧ' => 'g',
        'ĥ' | 'ħ' => 'h',
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ǐ' | 'ỉ' | 'ị' => 'i',
        'ĵ' => 'j',
        'ķ' => 'k',
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'œ' | 'ơ' | 'ǒ' | 'ọ'..='ợ' => 'o',
        'ŕ' | 'ŗ' | 'ř' => 'r',
        'ß' | 'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ŧ' | 'ț' | 'þ' => 't',
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ư' | 'ǔ' | 'ụ'..='ự' => 'u',
        'ŵ' => 'w',
        'ý' | 'ÿ' | 'ŷ' | 'ỳ'..='ỹ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' => 'υ',
        'ώ' => 'ω',
        'ё' | 'є' => 'е',
        'ґ' => 'г',
        'і' | 'ї' => 'и',
        'ў' => 'у',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marked_letters_stand_with_those_without() {
        for (way, sorted) in [
            (Marked::Alike, ["dew", "earl", "éclair", "eel", "fog"]),
            (Marked::Alike, ["дом", "ёлка", "ель", "жар", "яма"]),
            (Marked::After, ["luz", "łama", "mas", "nube", "ñu"]),
            (Marked::After, ["е", "єнот", "жук", "и", "їжак"]),
            (Marked::After, ["ca", "cz", "c\u{327}a", "çb", "da"]),
        ] {
            assert!(sorted.map(|word| way.spell(word)).is_sorted(), "{way:?} {sorted:?}");
            assert!(!sorted.is_sorted(), "code points put {sorted:?} in order");
        }
    }

    #[test]
    fn a_base_has_no_marks() {
        for c in ('\u{80}'..'\u{2000}').filter_map(base) {
            assert_eq!(base(c), None, "{c}");
            assert!(c.is_lowercase(), "{c}");
        }
    }
}
