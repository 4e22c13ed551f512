//! The grammar of a mention: a name with years and remarks around it, in any order.

use std::ops::Range;

use memchr::memchr;

use super::{
    Venue, When,
    phrases::{self, Edges, FIRST, LAST, Phrase, Phrases},
    tokens::{self, Gap, Token, Tokens},
    unknown,
    years::{self, Number},
};
use crate::text::ceil;

/// The names of venues.
static NAMES: Phrases<{ phrases::slots(TABLES[0].0) }> = Phrases::read(TABLES[0].0, TABLES[0].1);

/// Starts of names that any capitalised words can follow: `Journal of`.
static HEADS: Phrases<{ phrases::slots(TABLES[1].0) }> = Phrases::read(TABLES[1].0, TABLES[1].1);

/// Words beside a name that are not part of it.
static REMARKS: Phrases<{ phrases::slots(TABLES[2].0) }> = Phrases::read(TABLES[2].0, TABLES[2].1);

/// The files of names, heads and remarks, with the marks before their phrases.
pub(super) const TABLES: [(&str, &[u8]); 3] = [
    (include_str!("names.txt"), &[EXACT, COMMON, KNOWN, DOUBTFUL, PUBLISHER, PREPRINTS]),
    (include_str!("heads.txt"), &[COMMON]),
    (include_str!("remarks.txt"), &[LEAD, TRACK, WORKSHOP, COUNTED]),
];

/// The first words of all phrases, and the last words of names and remarks.
static EDGES: Edges<EDGE_SLOTS> = {
    let edges = phrases::with_edges(Edges::new(0), TABLES[0], FIRST | LAST);
    let edges = phrases::with_edges(edges, TABLES[1], FIRST);
    phrases::with_edges(edges, TABLES[2], FIRST | LAST)
};
/// Not half of the words are different ones at an edge.
const EDGE_SLOTS: usize = (phrases::slots(TABLES[0].0) + phrases::slots(TABLES[1].0) + phrases::slots(TABLES[2].0)) / 2;

/// Returns whether a word is at an edge of a phrase.
fn is_edge(word: &str, kind: u8) -> bool {
    EDGES.get(word).is_some_and(|known| known & kind != 0)
}

/// The mark of names that are found in this spelling only.
const EXACT: u8 = b'=';
/// The mark of names that are also common words: certain only beside a year.
const COMMON: u8 = b'~';
/// The mark of short names that need no year.
const KNOWN: u8 = b'!';
/// The mark of names that are more often something else: read only beside a year, and not certain then.
const DOUBTFUL: u8 = b'?';
/// The mark of publishers, which other names can follow.
const PUBLISHER: u8 = b'+';
/// The mark of preprint servers that number papers by month.
const PREPRINTS: u8 = b'%';

/// The mark of remarks that can stand before a name: `In Proc. of ICML`.
const LEAD: u8 = b'<';
/// The mark of remarks that belong to the name if they are directly beside it: `Findings of ACL`.
const TRACK: u8 = b'+';
/// The mark of such remarks that have words of their own: `ICML 2022 AI4ABC Workshop`.
const WORKSHOP: u8 = b'*';
/// The mark of remarks that numbers follow: `vol. 3`.
const COUNTED: u8 = b'%';

/// The most words after a head.
const MOST_WORDS: usize = 9;
/// The most words of a workshop's own name.
const MOST_OWN_WORDS: usize = 5;

/// A mention of a venue, and what is around its name.
pub(super) struct Mention {
    pub(super) venue: Venue,
    /// Whether nothing is before the name but remarks that lead to one, years aside.
    pub(super) is_led: bool,
    /// Whether the name alone, without a year, is enough to recognise a venue at the end of a sentence.
    pub(super) is_distinct: bool,
}

/// Reads a text that is nothing but a mention.
pub(super) fn read(text: &str) -> Option<Mention> {
    let (start, end) = tokens::next(text, 0)?;
    let is_number = text.as_bytes()[start].is_ascii_digit();
    let may_start = if is_number {
        years::may_start(text, start, end)
    } else {
        is_edge(&text[start..end], FIRST) || unknown::may_start(&text[start..])
    };
    if !may_start || !(may_end(text, is_number) || has_own_words(text, &text[start..end])) {
        return None;
    }
    let mut tokens = Tokens::default();
    tokens.refill(text).filter(|()| !tokens.is_open)?;
    let mut reader =
        Reader { text, tokens: &tokens, at: 0, name: None, when: None, track: None, workshop: 0, is_led: true };
    while reader.at < tokens.len() {
        reader.at += reader.step()?;
    }
    reader.finish()
}

/// Returns whether words that are in no table can be at the end of a text: those after a head, and those of a workshop.
fn has_own_words(text: &str, first: &str) -> bool {
    HEADS.may_start(first) || memchr(b'k', text.as_bytes()).is_some() && text.contains("orkshop")
}

/// Returns whether a text ends in a number, or in the last word of a name or remark, or in an acronym if there can be a
/// year before it. A cheap look that rejects prose.
pub(super) fn may_end(text: &str, after_year: bool) -> bool {
    let Some(last) = tokens::last(&text[ceil(text, text.len().saturating_sub(64))..]) else { return false };
    if last.as_bytes()[0].is_ascii_digit() {
        return last.len() <= 5;
    }
    let is_end = |word: &str| is_edge(word, LAST);
    is_end(last) || last.strip_suffix('W').is_some_and(is_end) || after_year && unknown::may_start(last)
}

/// A name in the tokens.
#[derive(Clone, Copy)]
struct Name {
    /// The index of its first token, and the index after its last one.
    start: usize,
    end: usize,
    /// What it is in the tables; none for a word that only looks like a name.
    phrase: Option<Phrase>,
}

impl Name {
    fn has_mark(&self, mark: u8) -> bool {
        self.phrase.is_some_and(|phrase| phrase.mark == Some(mark))
    }
}

struct Reader<'t> {
    text: &'t str,
    tokens: &'t [Token],
    /// The index of the next token.
    at: usize,
    name: Option<Name>,
    when: Option<When>,
    /// A remark that belongs to the name.
    track: Option<(usize, usize)>,
    /// The number of words that a workshop's own name can still have.
    workshop: usize,
    is_led: bool,
}

impl Reader<'_> {
    /// Reads the next part and returns the number of its tokens.
    fn step(&mut self) -> Option<usize> {
        if let Some(name) = self.name {
            if let Some(end) = self.continued(name) {
                return Some(end);
            }
        } else if let Some(name) = self.name_at(self.at) {
            self.name = Some(name);
            return Some(name.end - self.at);
        }
        self.number().or_else(|| self.remark()).or_else(|| self.word_of_workshop())
    }

    fn rest(&self) -> &[Token] {
        &self.tokens[self.at..]
    }

    fn text_of(&self, start: usize, end: usize) -> &str {
        &self.text[self.tokens[start].start..self.tokens[end - 1].end]
    }

    /// Reads a name that starts at a token.
    fn name_at(&self, at: usize) -> Option<Name> {
        let tokens = &self.tokens[at..];
        // `SCALR@COLM`
        let host = tokens
            .iter()
            .position(|token| token.gap == Gap::At)
            .filter(|host| *host > 0 && !years::is_year(self.text, &tokens[0]));
        let is_run = |token: &Token| matches!(token.gap, Gap::Glued | Gap::Hyphen);
        let host = host.filter(|host| tokens[1..*host].iter().all(is_run));
        if let Some(name) = host.and_then(|host| self.in_table(at + host)) {
            return Some(Name { start: at, ..name });
        }
        let named = self.in_table(at);
        if let Some(publisher) = named.filter(|name| name.has_mark(PUBLISHER)) {
            let gap = self.tokens.get(publisher.end).map(|next| next.gap);
            if gap.is_some_and(|gap| matches!(gap, Gap::Space | Gap::Joint | Gap::Hyphen)) {
                let inner =
                    NAMES.longest(&self.tokens[publisher.end..], |_, _| true).map(|(count, _)| publisher.end + count);
                if let Some(end) = inner.or_else(|| self.name_at(publisher.end).map(|name| name.end)) {
                    return Some(Name { end, ..publisher });
                }
            }
        }
        let headed =
            self.headed(at).filter(|headed| named.is_none_or(|named| named.end - at < 3 && headed.end > named.end));
        headed.or(named).or_else(|| self.acronym(at))
    }

    /// Reads a name of the table.
    fn in_table(&self, at: usize) -> Option<Name> {
        let tokens = &self.tokens[at..];
        let fits = |phrase: &Phrase, count: usize| {
            let is_exact = matches!(phrase.mark, Some(EXACT | COMMON | KNOWN | DOUBTFUL)) || phrase.spelling.len() <= 3;
            !is_exact || capitals(self.text_of(at, at + count)) == capitals(phrase.spelling)
        };
        if let Some((count, phrase)) = NAMES.longest(tokens, fits) {
            return Some(Name { start: at, end: at + count, phrase: Some(phrase) });
        }
        // `CVPRW`: the workshops of a conference.
        let word = self.text_of(at, at + 1).strip_suffix('W').filter(|word| word.len() >= 3)?;
        let (_, phrase) = NAMES.longest(&[Token::alone(word)], |_, _| true)?;
        Some(Name { start: at, end: at + 1, phrase: Some(phrase) })
    }

    /// Reads a word that only looks like a name.
    fn acronym(&self, at: usize) -> Option<Name> {
        let after_year = at > 0 && self.when.as_ref().is_some_and(|when| when.range.end == self.tokens[at - 1].end);
        let count = unknown::acronym(self.text, &self.tokens[at..], after_year)?;
        Some(Name { start: at, end: at + count, phrase: None })
    }

    /// Reads a name that starts with a head, up to a year or punctuation.
    fn headed(&self, at: usize) -> Option<Name> {
        let (count, phrase) = HEADS.longest(&self.tokens[at..], |_, _| true)?;
        let rest = &self.tokens[at + count..];
        if phrase.is_open && !rest.first()?.after_small {
            return None;
        }
        let is_word = |(index, token): (usize, &&Token)| {
            !token.is_number && (index == 0 || matches!(token.gap, Gap::Space | Gap::Joint | Gap::Hyphen))
        };
        let mut words = rest.iter().enumerate().take_while(|(index, token)| is_word((*index, token))).count();
        // `Journal of Heuristics Oral`
        while words > 0 && REMARKS.longest(&rest[words - 1..words], |phrase, _| phrase.mark != Some(LEAD)).is_some() {
            words -= 1;
        }
        let is_capital = |token: &Token| self.text[token.start..].starts_with(char::is_uppercase);
        // A title in lower case is as usual before a year as one with capitals.
        let has_year = rest.get(words).is_some_and(|token| years::is_year(self.text, token));
        let is_title = rest[..words].iter().all(is_capital);
        let fits = if phrase.mark == Some(COMMON) { has_year && is_title } else { has_year || is_title };
        let fits = fits && (1..=MOST_WORDS).contains(&words);
        fits.then_some(Name { start: at, end: at + count + words, phrase: Some(phrase) })
    }

    /// Reads what continues a name: another one that is joined to it (`ACL-IJCNLP`), its acronym in brackets, or the same
    /// one again.
    fn continued(&mut self, name: Name) -> Option<usize> {
        let next = self.in_table(self.at)?;
        let is_same = next.phrase.map(|phrase| phrase.spelling) == name.phrase.map(|phrase| phrase.spelling);
        let is_next = self.at == name.end;
        let is_in_brackets = is_next
            && self.text[..self.tokens[self.at].start].ends_with(['(', '['])
            && self.text[self.tokens[next.end - 1].end..].starts_with([')', ']']);
        let is_sure = !next.has_mark(COMMON) && !next.has_mark(DOUBTFUL);
        let is_joined = is_next && is_sure && matches!(self.tokens[self.at].gap, Gap::Hyphen | Gap::Joint);
        if is_joined && !is_same {
            self.name = Some(Name { end: next.end, ..name });
        }
        (is_joined || is_in_brackets || is_same).then_some(next.end - self.at)
    }

    /// Reads a year, the identifier of a preprint, or a number such as `37th`.
    fn number(&mut self) -> Option<usize> {
        let number = self.rest().first().filter(|token| token.is_number)?;
        let preprint = self.name.is_some_and(|name| name.has_mark(PREPRINTS));
        let short = self.name.is_some_and(|name| name.end == self.at && name.phrase.is_some());
        match years::read(self.text, self.rest(), short, preprint) {
            Some(Number::When(when, count)) => {
                let agrees = self.when.as_ref().is_none_or(|known| known.year == when.year);
                if self.when.as_ref().is_none_or(|known| known.month.is_none()) && agrees {
                    self.when = Some(when);
                }
                agrees.then_some(count)
            }
            Some(Number::Identifier(count)) => Some(count),
            None => {
                let is_ordinal = |next: &&Token| {
                    next.start == number.end && matches!(&self.text[next.start..next.end], "st" | "nd" | "rd" | "th")
                };
                self.rest().get(1).filter(is_ordinal).map(|_| 2)
            }
        }
    }

    /// Reads a remark.
    fn remark(&mut self) -> Option<usize> {
        let (mut count, phrase) = REMARKS.longest(self.rest(), |_, _| true)?;
        match phrase.mark {
            Some(COUNTED) => count += self.rest()[count..].iter().take(2).take_while(|token| token.is_number).count(),
            Some(mark @ (TRACK | WORKSHOP)) => {
                self.track = Some((self.at, self.at + count));
                if mark == WORKSHOP {
                    self.workshop = MOST_OWN_WORDS;
                }
            }
            Some(LEAD) => {}
            _ if self.name.is_none() => self.is_led = false,
            _ => {}
        }
        Some(count)
    }

    /// Reads a word of a workshop's own name, beside the conference's: `ICML 2022 AI4ABC Workshop`.
    fn word_of_workshop(&mut self) -> Option<usize> {
        let token = *self.rest().first()?;
        let name = self.name.filter(|name| name.phrase.is_some())?;
        let is_named = |token: &Token| REMARKS.longest(&[*token], |phrase, _| phrase.mark == Some(WORKSHOP)).is_some();
        if self.workshop == 0 {
            // The word `Workshop` comes later.
            let has_workshop = self.tokens[name.end..].iter().take(MOST_OWN_WORDS + 1).any(is_named);
            self.workshop = if has_workshop { MOST_OWN_WORDS } else { return None };
        }
        self.workshop -= 1;
        let gap = &self.text[self.tokens[self.at - 1].end..token.start];
        if gap.contains([')', ']', '|', '.', ';']) {
            return None;
        }
        self.text[token.start..].starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()).then_some(1)
    }

    /// Returns the mention that was read.
    fn finish(self) -> Option<Mention> {
        let name = self.name?;
        if name.has_mark(DOUBTFUL) && self.when.is_none() {
            return None;
        }
        let is_short = name.end - name.start == 1 && self.text_of(name.start, name.end).len() <= 3;
        let is_common = name.has_mark(COMMON) || is_short && !name.has_mark(KNOWN);
        let is_doubtful = name.has_mark(DOUBTFUL) || is_common && self.when.is_none();
        let known = name.phrase.is_some() && !is_doubtful;
        let is_distinct = known && !is_short && !name.has_mark(EXACT);
        let (range, track) = self.with_track(name);
        Some(Mention { venue: Venue { name: range, track, when: self.when, known }, is_led: self.is_led, is_distinct })
    }

    /// Returns the bytes of a name with the track that is directly beside it, or those of the track after a year.
    fn with_track(&self, name: Name) -> (Range<usize>, Option<Range<usize>>) {
        let bytes = |start: usize, end: usize| self.tokens[start].start..self.tokens[end - 1].end;
        let own = bytes(name.start, name.end);
        match self.track {
            Some((start, end)) if end == name.start => (bytes(start, name.end), None),
            Some((start, end)) if start == name.end => {
                let mut range = bytes(name.start, end);
                // `EMNLP (Findings)`
                let between = &self.text[own.end..self.tokens[start].start];
                if let Some(close) = [('(', ')'), ('[', ']')].iter().find(|(open, _)| between.contains(*open)) {
                    range.end += usize::from(self.text[range.end..].starts_with(close.1));
                }
                (range, None)
            }
            Some((start, end)) => (own, Some(bytes(start, end))),
            None => (own, None),
        }
    }
}

/// Returns the number of capitals.
fn capitals(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_uppercase).count()
}

/// Returns whether a table has a phrase with these tokens.
#[cfg(test)]
pub(super) fn has_phrase(tokens: &Tokens) -> bool {
    let found = [
        NAMES.longest(tokens, |_, count| count == tokens.len()),
        HEADS.longest(tokens, |_, count| count == tokens.len()),
        REMARKS.longest(tokens, |_, count| count == tokens.len()),
    ];
    found.into_iter().any(|found| found.is_some())
}
