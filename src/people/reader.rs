//! The names of a whole text.

use std::ops::Range;

use super::{
    People,
    item::{Before, Item, Name, Nature},
    lexicon::{self, Class},
    shape::Shape,
    tokens::{Kind, Token, Tokens},
};

struct Reader<'t> {
    text: &'t str,
    names: Vec<Name>,
    item: Item,
    before: Before,
    /// "et al." or the like, if it came.
    others: Option<Kind>,
}

/// Reads a text that is nothing but names.
pub(super) fn whole(text: &str) -> Option<People> {
    if begins_as_prose(text) {
        return None;
    }
    let mut tokens = Tokens::new(text);
    let mut reader = Reader::new(text);
    while let Some(token) = tokens.next() {
        if token.kind != Kind::Stop {
            reader.take(token)?;
            continue;
        }
        while let Some(token) = tokens.next() {
            matches!(token.kind, Kind::Break | Kind::Mark).then_some(())?;
        }
    }
    reader.finish()
}

/// Returns whether something before the first bracket is in no list of names: a word in small letters, a number, a sign.
/// This rejects most prose and titles at a fraction of the cost of reading them.
fn begins_as_prose(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match SIGNS[usize::from(byte)] {
            Sign::Plain => {}
            Sign::Bracket => return false,
            Sign::Odd => return true,
            Sign::Colon => return begins_with_name(text),
            Sign::Space => {
                if bytes.get(at).is_some_and(|next| next.is_ascii_digit() || *next == b'-') {
                    return true;
                }
                let len = bytes[at..].iter().take_while(|byte| byte.is_ascii_lowercase()).count();
                let is_word = matches!(bytes.get(at + len), None | Some(b' ' | b',' | b'.' | b';'));
                if len > 0 && is_word && lexicon::lower(&text[at..at + len]).is_none() {
                    return true;
                }
                at += len;
            }
        }
    }
    false
}

/// What a byte tells of a text before its first bracket.
#[derive(Clone, Copy)]
enum Sign {
    Plain,
    Space,
    Colon,
    /// What is in brackets, tags and formulas can be anything.
    Bracket,
    /// A sign that no list of names has.
    Odd,
}

const SIGNS: [Sign; 256] = {
    let mut signs = [Sign::Plain; 256];
    let (odd, brackets) = (b"!?/=+|%\"`>", b"(<[{&$");
    let mut at = 0;
    while at < odd.len() {
        signs[odd[at] as usize] = Sign::Odd;
        at += 1;
    }
    at = 0;
    while at < brackets.len() {
        signs[brackets[at] as usize] = Sign::Bracket;
        at += 1;
    }
    signs[b' ' as usize] = Sign::Space;
    signs[b':' as usize] = Sign::Colon;
    signs
};

/// Returns whether the first word is certainly no word such as "by", after which a colon could be.
fn begins_with_name(text: &str) -> bool {
    let end = text.bytes().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(text.len());
    let is_word = end > 0 && text[end..].starts_with([' ', ',', ':']);
    is_word && !matches!(lexicon::class(&text[..end]), Some(Class::Start | Class::Label | Class::Rank))
}

/// Reads names at the start of a text. Returns them with the offset of the first byte after them.
pub(super) fn leading(text: &str) -> Option<(People, usize)> {
    let mut tokens = Tokens::new(text);
    let mut reader = Reader::new(text);
    loop {
        let token = tokens.next()?;
        let start = token.range.start;
        if reader.is_ended_by(&token) {
            let title = reader.take_title();
            return Some((reader.finish()?, title.unwrap_or(start)));
        }
        if reader.take(token).is_none() {
            let title = reader.take_title()?;
            return Some((reader.finish()?, title));
        }
    }
}

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, names: Vec::new(), item: Item::default(), before: Before::Start, others: None }
    }

    /// Returns whether a list of names ends before a token.
    fn is_ended_by(&self, token: &Token) -> bool {
        match token.kind {
            Kind::Stop | Kind::Quote | Kind::Bracket => true,
            Kind::Colon => !self.is_start(),
            Kind::Note => begins_with_year(&self.text[token.range.clone()]),
            // The first word after "et al." begins something else.
            Kind::Word(shape) => self.has_others() || self.has_family_name_first(shape),
            Kind::Other => self.has_others(),
            _ => false,
        }
    }

    /// Drops the words after the last comma if they are the start of a title: `A. Leaf, B. Cup, Learning to Pour`.
    /// Returns where they begin.
    fn take_title(&mut self) -> Option<usize> {
        if self.before != Before::Comma || self.names.is_empty() {
            return None;
        }
        let start = self.item.start_of_title()?;
        self.item = Item::default();
        Some(start)
    }

    fn take(&mut self, Token { kind, range }: Token) -> Option<()> {
        match kind {
            // `by:`.
            Kind::Colon => return (self.is_start() && range.start > 0).then_some(()),
            Kind::Start | Kind::Word(Shape::Rank) => return Some(()),
            Kind::Word(Shape::Suffix) => return self.suffix(range.end),
            Kind::Word(shape) => return self.word(range, shape),
            Kind::Comma => self.close(Before::Comma)?,
            // `Tea and Learning Lab`.
            Kind::And if !self.names.iter().any(|name| name.nature.is_person()) && self.item.can_go_on() => {}
            Kind::And => self.close(Before::And)?,
            Kind::With => self.close(Before::With)?,
            Kind::Either => self.close(Before::Either)?,
            Kind::Break => {
                if !self.item.is_empty() {
                    self.close(Before::Comma)?;
                }
            }
            Kind::Mark | Kind::Note => {
                // Affiliations begin with marks.
                if self.is_start() {
                    return None;
                }
                if self.item.is_empty() && self.others.is_none() {
                    self.before = Before::MarkAlone;
                }
                self.item.marked = true;
            }
            Kind::EtAl | Kind::Others => {
                if !self.item.is_empty() {
                    self.close(Before::Comma)?;
                }
                if self.names.is_empty() {
                    return None;
                }
                self.before = Before::Comma;
                self.others = Some(kind);
            }
            Kind::Stop | Kind::Quote | Kind::Bracket | Kind::Other => return None,
        }
        Some(())
    }

    fn is_start(&self) -> bool {
        self.item.is_empty() && self.names.is_empty()
    }

    fn word(&mut self, range: Range<usize>, shape: Shape) -> Option<()> {
        if self.item.is_empty() && (self.others.is_some() || self.before == Before::MarkAlone) {
            return None;
        }
        let is_eastern = matches!(shape, Shape::Eastern(_));
        if !self.item.is_empty() && (self.item.marked || is_eastern && self.item.is_complete()) {
            self.close(Before::Mark)?;
        }
        self.item.marked = false;
        self.item.push(self.text, range, shape).then_some(())
    }

    fn suffix(&mut self, end: usize) -> Option<()> {
        if self.item.is_empty() {
            self.names.last_mut()?.range.end = end;
        } else {
            self.item.extend(end);
        }
        Some(())
    }

    /// Ends an item before a separator.
    fn close(&mut self, next: Before) -> Option<()> {
        if self.item.is_empty() {
            // `, and`; a comma after a mark, or after "et al."
            let follows = self.before == Before::Comma && next != Before::Comma;
            if !follows && self.before != Before::MarkAlone && self.others.is_none() {
                return None;
            }
        } else {
            self.add()?;
        }
        self.before = next;
        Some(())
    }

    /// Adds the name of an item, or adds the item to the name that it is part of.
    fn add(&mut self) -> Option<()> {
        let mut name = self.item.name(self.text)?;
        self.item = Item::default();
        name.before = self.before;
        let last = self.names.last_mut().filter(|last| matches!(last.nature, Nature::Person { .. } | Nature::Single));
        match (name.nature, last) {
            // `Leaf, A. B.`
            (Nature::Initials, Some(last)) if self.before == Before::Comma && last.words < 4 => {
                last.range.end = name.range.end;
                last.nature = Nature::Person { regular: true, initial: true };
                last.words += name.words;
            }
            (Nature::Initials, _) => return None,
            // `José Leaf y Cup`.
            (Nature::Single, Some(last)) if self.before == Before::Either && last.words > 1 => {
                last.range.end = name.range.end;
            }
            _ => self.names.push(name),
        }
        Some(())
    }

    /// Returns whether all names have come, with "et al." after them.
    fn has_others(&self) -> bool {
        self.others.is_some() && self.item.is_empty()
    }

    /// Returns whether the names are written as `Leaf, A. B.`, and the next word is none of the initials.
    fn has_family_name_first(&self, next: Shape) -> bool {
        let is_family_name = self.names.last().is_some_and(|last| last.nature == Nature::Single);
        let is_complete = self.item.is_initials() && !matches!(next, Shape::Initial { .. } | Shape::Suffix);
        is_complete && self.before == Before::Comma && is_family_name && self.names.len() > 1
    }

    /// Returns whether the names are written as in `BibTeX`: `Leaf, Ann and Cup, Bob`.
    fn are_pairs(&self) -> bool {
        self.names.len() > 3
            && self.names.len().is_multiple_of(2)
            && self.names.chunks(2).enumerate().all(|(at, pair)| {
                (at == 0 || pair[0].before == Before::And)
                    && pair[1].before == Before::Comma
                    && pair[0].words == 1
                    && pair.iter().all(|name| matches!(name.nature, Nature::Single | Nature::Person { .. }))
            })
    }

    fn finish(mut self) -> Option<People> {
        if !self.item.is_empty() {
            self.add()?;
        } else if matches!(self.before, Before::And | Before::With | Before::Either) {
            return None;
        }
        let first = self.names.first()?.nature;
        let of = |wanted: fn(Nature) -> bool| self.names.iter().filter(|name| wanted(name.nature)).count();
        let persons = of(Nature::is_person);
        let regular = of(|nature| matches!(nature, Nature::Person { regular: true, .. }));
        let initials = of(|nature| matches!(nature, Nature::Person { initial: true, .. }));
        let singles = of(|nature| nature == Nature::Single);
        let doubtful = of(|nature| nature == Nature::Doubtful);
        if doubtful > 0 && (regular < 2 * doubtful || first == Nature::Doubtful) {
            return None;
        }
        // `Brewing Leaves with Green Cups` is a title as often.
        let is_doubtful = self.names.len() == 2 && self.names[1].before == Before::With;
        let are_people = initials > 0
            || regular > 0 && (persons > 1 && !is_doubtful || self.others.is_some()) && regular * 3 >= persons * 2;
        let are_people = are_people || self.are_pairs();
        let sure = self.others == Some(Kind::EtAl) && first != Nature::Group
            || are_people && (singles <= persons || self.are_pairs());
        if self.are_pairs() {
            self.names = self
                .names
                .chunks(2)
                .map(|pair| Name { range: pair[0].range.start..pair[1].range.end, ..pair[0] })
                .collect();
        }
        if persons == 1 && singles == 0 && first != Nature::Group {
            // The others are the groups that this person belongs to.
            self.names.truncate(1);
        }
        let others = self.others.is_some();
        Some(People { names: self.names.into_iter().map(|name| name.range).collect(), sure, others })
    }
}

/// Returns whether a remark in brackets begins with a year.
fn begins_with_year(note: &str) -> bool {
    let inner = note.trim_start_matches(['(', '（', ' ']).as_bytes();
    matches!(inner, [b'1' | b'2', b'0' | b'9', b'0'..=b'9', b'0'..=b'9', ..])
}
