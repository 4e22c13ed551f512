//! The pieces of an entry: its tokens joined to runs of text, and the runs cut where a date, a venue or names begin.

mod classify;
mod cut;

use std::ops::Range;

use super::{
    super::{BadgeId, LinkId, List},
    labels::label_word,
    roles::Role,
    tokens::{Bracket, Token, TokenKind, marks},
};
use crate::{
    TextRange, TextSize, dates,
    hosts::{StaticBadge, Target},
    people, range, venues,
    words::{self, WordSet},
};

/// What a piece is, judging by its own text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Words: a title, a description, a remark.
    Words,
    /// A word for a kind of page.
    Label,
    /// A text without letters.
    Number,
    /// A bare URL.
    Url,
    Date,
    Venue,
    People,
    /// A word in brackets that classifies: a language, a file format.
    Mark,
    /// A word that says what follows it.
    Key(Role),
    /// The punctuation at the end of a sentence.
    Stop,
}

/// A piece of an entry.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "they are independent of each other")]
pub(super) struct Piece {
    pub(super) token: Token,
    pub(super) class: Class,
    /// Whether its own text leaves no doubt about the class.
    pub(super) sure: bool,
    /// What the word before it says that it is.
    pub(super) key: Option<Role>,
    /// Whether it is the first with letters in its entry or cell.
    pub(super) lead: bool,
    /// Whether it is inside the text of a link or an image.
    pub(super) inside: bool,
    /// Its number of words, at most [`MANY_WORDS`].
    pub(super) words: u8,
    /// The number of its date among those of the entry.
    pub(super) date: Option<u16>,
    /// Whether it ends in a word rather than like a sentence.
    pub(super) open: bool,
    /// Whether it begins with a capital.
    pub(super) capital: bool,
}

impl Piece {
    pub(super) fn range(&self) -> TextRange {
        self.token.range
    }

    pub(super) fn has(&self, mark: u8) -> bool {
        self.token.marks & mark != 0
    }

    /// Returns whether the text of an entry can begin after it.
    fn is_before_text(&self) -> bool {
        let aside = matches!(self.class, Class::Number | Class::Date | Class::Venue | Class::Key(_) | Class::Stop);
        aside || self.token.bracket != Bracket::None || self.inside
    }

    pub(super) fn link(&self) -> Option<LinkId> {
        if let TokenKind::Link(link) = self.token.kind { Some(link) } else { None }
    }
}

/// The dates in the texts of an entry.
pub(super) type Dates = Vec<dates::Date>;

/// What a text is as a whole.
#[derive(Debug, Clone, Copy)]
struct Found {
    class: Class,
    sure: bool,
    /// The text; of a venue, its name.
    range: TextRange,
    date: Option<u16>,
}

/// The number of words from which a text is long.
pub(super) const MANY_WORDS: u8 = 12;

/// Reads the pieces of entries.
pub(super) struct Pieces<'l, 't> {
    list: &'l List<'t>,
    /// All pieces read so far.
    pub(super) found: Vec<Piece>,
    first: usize,
    key: Option<(u8, u8, Role)>,
    /// The column of the group that has only months like `23.10`.
    pub(super) short_months: Option<u8>,
}

impl<'l, 't> Pieces<'l, 't> {
    /// Prepares for reading a number of entries.
    pub(super) fn new(list: &'l List<'t>, entries: usize) -> Self {
        Self { list, found: Vec::with_capacity(entries * 4), first: 0, key: None, short_months: None }
    }

    /// Reads the pieces of an entry from its tokens and the dates in its texts, to which it adds those that only show
    /// in their piece.
    pub(super) fn read(&mut self, tokens: &[Token], dates: &mut Dates) -> Range<u32> {
        self.first = self.found.len();
        self.key = None;
        let mut at = 0;
        while at < tokens.len() {
            let token = tokens[at];
            match token.kind {
                TokenKind::Link(link) => self.link(token, link, dates),
                TokenKind::Image(badge) => self.image(token, badge, dates),
                TokenKind::Code | TokenKind::Text => {
                    let mut end = at + 1;
                    while end < tokens.len() && self.joins(tokens, at, end) {
                        end += 1;
                    }
                    let last = if end > at + 1 { self.end_of(&token, &tokens[end - 1]) } else { token.range.end() };
                    let whole = Token { range: TextRange::new(token.range.start(), last), ..token };
                    self.run(whole, dates);
                    at = end;
                    continue;
                }
            }
            at += 1;
        }
        self.first as u32..self.found.len() as u32
    }

    fn text(&self, range: TextRange) -> &'t str {
        self.list.text(range)
    }

    /// Returns the end of a text that ends with another token than it begins with: with the marks or the bracket that
    /// close the last one.
    fn end_of(&self, first: &Token, last: &Token) -> TextSize {
        let source = self.list.source.text;
        let rest = &source[last.range.end().into()..];
        let marked = last.marks != first.marks || last.kind == TokenKind::Code;
        let is_mark = |c: &char| matches!(c, '*' | '_' | '`' | '~');
        let opened = source[..last.range.start().into()].chars().rev().take_while(is_mark).count();
        let quoted = last.marks & !first.marks & marks::QUOTED != 0;
        let length = if quoted {
            rest.chars().next().filter(|c| matches!(c, '"' | '”' | '»' | '」' | '』' | '》')).map_or(0, char::len_utf8)
        } else if last.bracket != first.bracket {
            rest.chars().next().filter(|c| matches!(c, ')' | '）' | ']' | '】')).map_or(0, char::len_utf8)
        } else if marked {
            rest.chars().take(opened).take_while(is_mark).count()
        } else {
            0
        };
        last.range.end() + TextSize::from(length as u32)
    }

    /// Returns whether a token continues the text that begins with another one.
    fn joins(&self, tokens: &[Token], first: usize, at: usize) -> bool {
        let (start, last, next) = (&tokens[first], &tokens[at - 1], &tokens[at]);
        if next.line != last.line
            || next.cell != last.cell
            || !matches!(next.kind, TokenKind::Text | TokenKind::Code)
            || next.range.start() < last.range.end()
        {
            return false;
        }
        let gap = self.text(TextRange::new(last.range.end(), next.range.start()));
        let (before, after) = (self.text(last.range), self.text(next.range));
        // A number in front of a title.
        if at == first + 1 && next.marks != 0 && !before.contains(char::is_alphabetic) {
            return false;
        }
        let glued = gap.len() <= 4 && !gap.contains(|c: char| c.is_whitespace() || c.is_alphanumeric() || c == '<');
        if glued
            && gap.bytes().all(|byte| matches!(byte, b'*' | b'_' | b'~'))
            && before.ends_with(char::is_alphanumeric)
            && after.starts_with(char::is_alphanumeric)
        {
            return true;
        }
        if start.marks != 0 || start.group != 0 || start.kind == TokenKind::Code {
            let code = start.kind == TokenKind::Code && start.marks == 0;
            // Within the same marks; the brackets inside them do not end the text.
            let inside = start.group == 0 && !gap.contains(['*', '_', '<']);
            let same = next.marks & start.marks == start.marks && (next.group == start.group || inside);
            return !code && same && next.separator == b' ';
        }
        let plain = |token: &Token| token.marks == 0 && token.group == 0 && token.kind == TokenKind::Text;
        if plain(next) {
            // A line of its own that is only names, a venue or a date.
            let both = [TextRange::new(start.range.start(), last.range.end()), next.range];
            return !(next.soft && both.into_iter().any(|line| self.is_part(line)));
        }
        if !before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | '\'' | '’' | '"' | '+' | '%' | '(')) {
            return false;
        }
        let mut after = at + 1;
        while tokens.get(after).is_some_and(|token| next.group != 0 && token.group == next.group) {
            if !matches!(tokens[after].kind, TokenKind::Text | TokenKind::Code) {
                return false;
            }
            after += 1;
        }
        let continues = tokens.get(after).is_some_and(|token| {
            plain(token)
                && token.line == next.line
                && token.cell == next.cell
                && matches!(token.separator, b' ' | b',' | b'-')
        });
        (continues || next.group == 0 && goes_on(before)) && !self.is_part(next.range)
    }

    /// Returns whether a text can only be a part of its own.
    fn is_part(&self, range: TextRange) -> bool {
        let text = self.text(range);
        label_word(text).is_some()
            || venues::whole(text).is_some_and(|venue| venue.known || venue.when.is_some())
            || dates::find(text, range.start()).any(|date| date.range.len() + TextSize::from(2) >= range.len())
            || people::whole(text).is_some_and(|people| people.sure)
    }

    fn add(&mut self, token: Token, found: Found) {
        let Found { class, sure, range, date } = found;
        let is_text = class == Class::Words || class == Class::People && !sure;
        let range = if is_text { self.without_end(range) } else { range };
        let own = &self.found[self.first..];
        // What a dash divides from the words after "by" is something else: `by A. Leaf - A drink`.
        let divided = matches!(token.separator, b'-' | b'|' | 0xe2);
        let names = own.last().is_some_and(|last| last.key == Some(Role::Authors));
        if divided && names && class == Class::Words {
            self.key = None;
        }
        let key = self.key.filter(|(line, cell, _)| (*line, *cell) == (token.line, token.cell));
        // Numbers, venues, dates and brackets in front of a title are no text.
        let own = own.iter().rev().take_while(|piece| piece.token.cell == token.cell);
        let lead = own.clone().all(Piece::is_before_text);
        let key = key.map(|(_, _, role)| role);
        let words = words_in(self.text(range));
        let open = self.text(range).ends_with(char::is_alphanumeric);
        let capital = self.text(range).starts_with(char::is_uppercase);
        let token = Token { range, ..token };
        self.found.push(Piece { token, class, sure, key, lead, inside: false, words, date, open, capital });
        if let Class::Key(role) = class {
            self.key = Some((token.line, token.cell, role));
        }
    }

    /// Returns a text without the separator at its end.
    fn without_end(&self, range: TextRange) -> TextRange {
        let text = self.text(range);
        let marks =
            |c: char| matches!(c, ',' | ';' | '|' | '/' | '-' | '–' | '—' | '·' | '•' | '，' | '、' | '：' | ':');
        let rest = text.trim_end_matches(|c: char| marks(c) || c.is_whitespace());
        // `C++ -` ends in a separator, `e-` does not.
        if rest.is_empty() { range } else { TextRange::at(range.start(), TextSize::from(rest.len() as u32)) }
    }

    fn add_as(&mut self, token: Token, range: TextRange, class: Class, sure: bool) {
        self.add(token, Found { class, sure, range, date: None });
    }

    fn link(&mut self, token: Token, link: LinkId, dates: &mut Dates) {
        let text = self.text(token.range);
        let link = &self.list.links[link as usize];
        let is_url = link.label.is_empty() || text.starts_with("http://") || text.starts_with("https://");
        if is_url {
            return self.add_as(token, token.range, Class::Url, true);
        }
        // The year of a conference leads to its page.
        let is_number = !text.contains(char::is_alphabetic);
        if is_number && (text.len() < 5 || self.date(token.range, dates).is_none()) {
            return self.add_as(token, token.range, Class::Number, true);
        }
        if matches!(link.target, Target::Anchor(_)) || label_word(text).is_some() {
            return self.add_as(token, token.range, Class::Label, true);
        }
        match self.classify_link(token.range, dates) {
            // A doubtful name can have a venue in brackets: `Green Tea (ICCV'24)`.
            Some(found) if found.class == Class::People && venues::trailing(text).is_some() => {
                self.titled(token, dates);
            }
            Some(found) => self.add(token, found),
            None => self.titled(token, dates),
        }
    }

    fn image(&mut self, token: Token, badge: BadgeId, dates: &mut Dates) {
        let badge = &self.list.badges[badge as usize];
        self.add_as(token, token.range, Class::Words, !token.range.is_empty());
        // The halves of a badge, if its URL stands in the text as it is.
        let Some(at) = badge.destination.filter(|at| self.text(*at) == badge.url) else { return };
        let Some(shown) = StaticBadge::of_url(badge.url) else { return };
        let image = self.found.len();
        let base = badge.url.as_ptr() as usize;
        let place = |half: &str| {
            if half.is_empty() {
                return TextRange::empty(at.start());
            }
            let from = usize::from(at.start()) + (half.as_ptr() as usize - base);
            range(from, from + half.len())
        };
        let (label, message) = (place(shown.label), place(shown.message));
        let halves = [label, message].map(|half| if half.is_empty() { None } else { self.classify(half, dates) });
        let dated = |half: &Option<Found>| half.is_some_and(|half| half.date.is_some());
        for (half, other) in [(halves[0], halves[1]), (halves[1], halves[0])] {
            // A badge that says `arXiv` leads to the paper.
            let is_venue = |found: &Found| found.class == Class::Venue && (dated(&half) || dated(&other));
            if let Some(found) = half.filter(|found| found.class == Class::Date || is_venue(found)) {
                self.add(token, found);
            }
        }
        // `SCALR@COLM-2025`
        if self.found.len() == image + 1 && self.found[image].class == Class::Date {
            let both = TextRange::new(label.start(), message.end());
            if let Some(venue) = venues::whole(self.text(both)).filter(|venue| venue.when.is_some()) {
                let start = usize::from(both.start());
                self.add_as(token, range(start + venue.name.start, start + venue.name.end), Class::Venue, true);
            }
        }
        for piece in &mut self.found[image..] {
            piece.inside = true;
        }
    }
}

/// Returns whether the sentence of a text goes on after its last word: `A client for`.
fn goes_on(text: &str) -> bool {
    const FILE: &str = include_str!("pieces/open_words.txt");
    static WORDS: WordSet<{ words::slots(FILE) }> = WordSet::read(FILE);
    text.rsplit(' ').next().is_some_and(|last| last.len() < text.len() && WORDS.contains(last))
}

/// Returns the number of words in a text, at most [`MANY_WORDS`]; three Chinese or Japanese characters count as a word.
fn words_in(text: &str) -> u8 {
    if text.is_ascii() {
        return words_in_ascii(text.as_bytes());
    }
    let (mut words, mut wide) = (0, 0);
    for word in text.split_ascii_whitespace() {
        words += 1;
        if !word.is_ascii() {
            wide += word.chars().filter(|c| ('\u{3040}'..='\u{9fff}').contains(c)).count();
        }
        if words + wide / 3 >= usize::from(MANY_WORDS) {
            return MANY_WORDS;
        }
    }
    (words + wide / 3) as u8
}

/// Returns the number of words in a text of ASCII, at most [`MANY_WORDS`].
fn words_in_ascii(text: &[u8]) -> u8 {
    /// The number of bytes that are looked at in one go: twelve words are in few of them.
    const STEP: usize = 64;
    let is_start = |[before, byte]: [u8; 2]| u8::from(before.is_ascii_whitespace() & !byte.is_ascii_whitespace());
    let (mut words, mut before) = (0, b' ');
    for bytes in text.chunks(STEP) {
        words += is_start([before, bytes[0]]);
        words += bytes.iter().zip(&bytes[1..]).map(|(before, byte)| is_start([*before, *byte])).sum::<u8>();
        if words >= MANY_WORDS {
            return MANY_WORDS;
        }
        before = bytes[bytes.len() - 1];
    }
    words
}
