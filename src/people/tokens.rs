//! The words and marks of a text that may be a list of names.

use std::ops::Range;

use memchr::{memchr, memmem};

use super::{
    lexicon::{self, Class},
    shape::{Shape, is_part_of_word},
};

/// One step through the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
}

/// The kinds of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word.
    Word(Shape),
    /// `,`, `;` or a sign that lists use in their place.
    Comma,
    /// "and" or `&`.
    And,
    /// "with".
    With,
    /// "y", between two names or in one.
    Either,
    /// A mark of affiliation: `<sup>1</sup>`, `[1]`, `†`.
    Mark,
    /// A remark in round brackets.
    Note,
    /// `<br>`.
    Break,
    /// "et al."
    EtAl,
    /// "others", "etc."
    Others,
    /// "by", "Authors" and the like, where it may come before names.
    Start,
    /// A full stop.
    Stop,
    /// A colon.
    Colon,
    /// A quote.
    Quote,
    /// An opening bracket of something that is no link alone.
    Bracket,
    /// Anything that no list of names has.
    Other,
}

/// Reads tokens one by one. Emphasis, tags, link targets and backslashes are skipped.
pub(super) struct Tokens<'t> {
    text: &'t str,
    at: usize,
    /// The last token that is neither a mark nor a note.
    last: Option<Kind>,
    /// Whether a link's text has begun.
    in_link: bool,
    /// Whether the last token is a word.
    after_word: bool,
}

impl<'t> Tokens<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0, last: None, in_link: false, after_word: false }
    }

    /// Returns the next token; none at the end of the text.
    pub(super) fn next(&mut self) -> Option<Token> {
        let (start, kind) = loop {
            let start = self.at;
            let c = self.text[start..].chars().next()?;
            if let Some(kind) = self.step(c) {
                break (start, kind);
            }
        };
        if !matches!(kind, Kind::Mark | Kind::Note) {
            self.last = Some(kind);
        }
        self.after_word = matches!(kind, Kind::Word(_));
        Some(Token { kind, range: start..self.at })
    }

    /// Reads one sign. Returns none if it is skipped.
    fn step(&mut self, c: char) -> Option<Kind> {
        let rest = &self.text[self.at..];
        if is_part_of_word(c) || c == '{' && letter(rest).is_some() {
            return Some(self.word());
        }
        let after = |len: usize| rest[len..].chars().next();
        let (kind, len) = match c {
            '*' | '\\' | '~' | '_' => (None, 1),
            '#' if matches!(self.last, Some(Kind::Word(_))) => (Some(Kind::Mark), 1),
            '·' | '•' if !self.text[..self.at].ends_with(' ') => (Some(Kind::Other), c.len_utf8()),
            ',' | ';' | '·' | '•' | '，' | '、' | '；' => (Some(Kind::Comma), c.len_utf8()),
            '&' => return self.ampersand(),
            '<' => return self.tag(),
            '(' | '（' => self.note().map_or((Some(Kind::Other), 1), |len| (Some(Kind::Note), len)),
            '[' => return self.bracket(),
            ']' if self.in_link => {
                self.in_link = false;
                (self.after_word.then_some(Kind::Mark), 1 + target(&rest[1..]))
            }
            '^' => {
                let is_mark = |c: char| c.is_ascii_digit() || matches!(c, '{' | '}' | ',' | '*' | '†' | '‡' | '^');
                (Some(Kind::Mark), rest.find(|c| !is_mark(c)).unwrap_or(rest.len()))
            }
            '$' if rest.starts_with("$^") => (Some(Kind::Mark), memchr(b'$', &rest.as_bytes()[1..])? + 2),
            '@' if after(1).is_some_and(|c| c.is_ascii_alphanumeric()) => {
                let is_handle = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
                let len = rest[1..].find(|c| !is_handle(c)).map_or(rest.len(), |len| len + 1);
                (Some(Kind::Word(Shape::Handle)), len)
            }
            '…' => (Some(Kind::Others), c.len_utf8()),
            '.' if rest.starts_with("...") => (Some(Kind::Others), 3),
            '.' | '。' => (Some(Kind::Stop), c.len_utf8()),
            ':' | '：' => (Some(Kind::Colon), c.len_utf8()),
            '"' | '“' | '”' | '「' | '『' | '«' | '„' | '《' => (Some(Kind::Quote), c.len_utf8()),
            c if c.is_whitespace() || crate::characters::is_invisible(c) || matches!(c, '\u{fe0f}' | '´') => {
                (None, c.len_utf8())
            }
            c if is_affiliation_mark(c) => (Some(Kind::Mark), c.len_utf8()),
            c => (Some(Kind::Other), c.len_utf8()),
        };
        self.at += len;
        kind
    }

    /// Reads a word with the signs and digits that belong to it.
    fn word(&mut self) -> Kind {
        let (start, text) = (self.at, self.text);
        let mut end = start + text.as_bytes()[start..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        // Most words are only letters of ASCII.
        if end > start && matches!(text.as_bytes().get(end), None | Some(b' ' | b',' | b';' | b':')) {
            self.at = end;
            return self.named(&text[start..end], Shape::of(&text[start..end]));
        }
        end = start;
        let mut digits = None;
        let mut is_odd = false;
        // The letters since the last full stop.
        let mut letters = 0;
        let mut chars = text[start..].char_indices().peekable();
        while let Some((offset, c)) = chars.next() {
            let next = chars.peek().map(|(_, c)| *c);
            let is_inner = next.is_some_and(|c| is_part_of_word(c) && !c.is_ascii_digit());
            match c {
                c if is_part_of_word(c) && !c.is_numeric() => {
                    is_odd |= digits.is_some();
                    letters += 1;
                }
                c if c.is_ascii_digit() => {
                    digits = digits.or(Some(start + offset));
                }
                '\'' | '’' | 'ʼ' | '-' | '‐' | '‑' | '・' if is_inner && digits.is_none() => {}
                // `et.al.`
                '.' if &text[start..end] == "et" => break,
                '.' if is_inner && digits.is_none() => {
                    is_odd |= letters > 2;
                    letters = 0;
                }
                '.' if letters == 1 && next == Some('-') => letters = 0,
                '_' if is_inner && digits.is_none() && offset > 0 => is_odd = true,
                '&' | '{' => match letter(&text[start + offset..]) {
                    Some(len) => {
                        letters += 1;
                        while chars.next_if(|(at, _)| *at < offset + len).is_some() {}
                        end = start + offset + len;
                        continue;
                    }
                    None => break,
                },
                _ => break,
            }
            end = start + offset + c.len_utf8();
        }
        self.at = end;
        let word = &text[start..digits.unwrap_or(end)];
        let rest = &text[end..];
        if is_odd || word.is_empty() || rest.starts_with('_') && rest[1..].starts_with(char::is_alphanumeric) {
            return Kind::Other;
        }
        if digits.is_some() {
            // Digits right after a name are marks of affiliation: `Ann Leaf1`.
            self.at = start + word.len();
            return match self.named(word, Shape::of(word)) {
                Kind::Word(Shape::Name | Shape::Caps | Shape::Inner) if matches!(self.last, Some(Kind::Word(_))) => {
                    self.at = end;
                    Kind::Word(Shape::Marked { len: word.len() as u32 })
                }
                _ => Kind::Other,
            };
        }
        self.named(word, Shape::of(word))
    }

    /// Returns the kind of a word, with the full stop of an abbreviation.
    fn named(&mut self, word: &str, shape: Shape) -> Kind {
        let has_stop = self.text.as_bytes().get(self.at) == Some(&b'.') && !self.text[self.at..].starts_with("..");
        let is_first = !matches!(self.last, Some(Kind::Word(_)));
        let class = match shape {
            Shape::Initial { .. } => {
                self.at += usize::from(has_stop);
                return match lexicon::class(word) {
                    Some(Class::Topic) if word.len() > 1 => Kind::Other,
                    Some(Class::Rank) => Kind::Word(Shape::Rank),
                    _ => Kind::Word(Shape::Initial { stop: has_stop || word.contains('.') }),
                };
            }
            Shape::Lower => lexicon::lower(word),
            Shape::Eastern(_) | Shape::Name | Shape::Caps => lexicon::class(word),
            _ => None,
        };
        let kind = match (class, shape) {
            (Some(Class::And), Shape::Lower | Shape::Eastern(_)) => return self.et_al(word).unwrap_or(Kind::And),
            (Some(Class::With), Shape::Lower) => Kind::With,
            (Some(Class::Either), Shape::Lower) => Kind::Either,
            (Some(Class::Others), _) => Kind::Others,
            (Some(Class::EtAl), _) => Kind::EtAl,
            (Some(Class::Start | Class::Label), _) if self.last.is_none() => Kind::Start,
            (Some(Class::Rank), _) => Kind::Word(Shape::Rank),
            (Some(Class::Suffix), _) => Kind::Word(Shape::Suffix),
            (Some(Class::Particle | Class::Glue), Shape::Lower) => return Kind::Word(Shape::Lower),
            // `Yu. Listov`
            (None, Shape::Name) if is_first && has_stop && word.chars().count() == 2 => {
                self.at += 1;
                return Kind::Word(Shape::Initial { stop: true });
            }
            (_, Shape::Lower | Shape::Odd) => return Kind::Other,
            (_, shape) => return Kind::Word(shape),
        };
        if has_stop && kind != Kind::Start {
            self.at += 1;
        }
        kind
    }

    /// Reads the rest of "et al." after "et".
    fn et_al(&mut self, word: &str) -> Option<Kind> {
        let rest = &self.text[self.at..];
        let tail = rest.trim_start_matches(['.', ' ', '\u{a0}', '*', '_']);
        let tail = tail.strip_prefix("al").filter(|_| word.eq_ignore_ascii_case("et"))?;
        if tail.starts_with(char::is_alphanumeric) {
            return None;
        }
        self.at = self.text.len() - tail.strip_prefix('.').unwrap_or(tail).len();
        Some(Kind::EtAl)
    }

    fn ampersand(&mut self) -> Option<Kind> {
        let rest = &self.text[self.at..];
        let entity = rest.get(..rest.len().min(10)).and_then(|head| head.split_once(';')).map(|(name, _)| &name[1..]);
        match entity {
            Some("nbsp" | "ensp" | "emsp" | "thinsp") => {
                self.at += entity?.len() + 2;
                None
            }
            Some("amp") => {
                self.at += 5;
                Some(Kind::And)
            }
            _ if letter(rest).is_some() => Some(self.word()),
            _ => {
                self.at += 1;
                Some(Kind::And)
            }
        }
    }

    fn tag(&mut self) -> Option<Kind> {
        let rest = &self.text[self.at..];
        let is = |name: &str| crate::text::starts_with_ignore_case(&rest[1..], name);
        let end_after = |end: &str| memmem::find(rest.as_bytes(), end.as_bytes()).map(|at| at + end.len());
        let (kind, end) = if rest.starts_with("<!--") {
            (None, end_after("-->"))
        } else if is("sup>") || is("sub>") {
            (Some(Kind::Mark), end_after(if is("sup>") { "</sup>" } else { "</sub>" }))
        } else if is("br") || is("/br") {
            (Some(Kind::Break), end_after(">"))
        } else {
            (None, end_after(">"))
        };
        self.at += end.unwrap_or(1);
        if end.is_none() { Some(Kind::Other) } else { kind }
    }

    /// Returns the length of a remark in round brackets.
    fn note(&self) -> Option<usize> {
        let mut depth = 0;
        for (at, c) in self.text[self.at..].char_indices().take(200) {
            match c {
                '(' | '（' => depth += 1,
                ')' | '）' => depth -= 1,
                _ => continue,
            }
            if depth == 0 {
                return Some(at + c.len_utf8());
            }
        }
        None
    }

    /// Reads `[1]` as a mark, and `[` of a link as nothing.
    fn bracket(&mut self) -> Option<Kind> {
        let rest = &self.text[self.at..];
        let Some(end) = memchr(b']', rest.as_bytes()) else {
            self.at += 1;
            return Some(Kind::Other);
        };
        let is_mark =
            |c: char| c.is_ascii_digit() || is_affiliation_mark(c) || matches!(c, ',' | '*' | ' ' | '\\' | '^');
        let has_target = target(&rest[end + 1..]) > 0;
        if !has_target && rest[1..end].chars().all(is_mark) {
            self.at += end + 1;
            return Some(Kind::Mark);
        }
        self.at += 1;
        // A name is in a link as a whole.
        let begins = has_target && !self.in_link && !self.after_word;
        self.in_link |= begins;
        if begins { None } else { Some(Kind::Bracket) }
    }
}

/// Returns the length of a link's target at the start of a text; 0 if there is none.
fn target(text: &str) -> usize {
    let close = match text.as_bytes().first() {
        Some(b'(') => b')',
        Some(b'[') => b']',
        _ => return 0,
    };
    memchr(close, text.as_bytes()).map_or(0, |end| end + 1)
}

/// Returns the length of the signs at the start of a text that stand for a letter: `&eacute;`, or `{\'e}` of LaTeX.
fn letter(text: &str) -> Option<usize> {
    if text.starts_with("{\\") {
        return text.as_bytes().iter().take(8).position(|byte| *byte == b'}').map(|end| end + 1);
    }
    let name = text.strip_prefix('&')?;
    let end = name.as_bytes().iter().take(8).position(|byte| !byte.is_ascii_alphabetic())?;
    let accents = ["acute", "grave", "circ", "uml", "tilde", "ring", "cedil", "caron", "slash", "lig"];
    let is_letter = accents.iter().any(|accent| name[..end].len() > accent.len() && name[..end].ends_with(accent));
    (is_letter && name[end..].starts_with(';')).then_some(end + 2)
}

/// Returns whether a sign marks affiliations, the same contribution or the corresponding author.
fn is_affiliation_mark(c: char) -> bool {
    matches!(
        c,
        '†' | '‡' | '§' | '¶' | '¹' | '²' | '³' | '⁰' | '⁴'
            ..='⁹'
                | '⁺'
                | '∗'
                | '⋆'
                | '★'
                | '☆'
                | '✉'
                | '♦'
                | '♣'
                | '♠'
                | '♥'
                | '♢'
                | '♡'
                | '◊'
                | '🖂'
                | '📧'
                | '✝'
                | '＊'
    )
}
