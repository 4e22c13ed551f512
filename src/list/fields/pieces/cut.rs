//! Cuts a text where a date, a venue or names begin.

use memchr::memchr2_iter;

use super::{Class, Dates, Found, Piece, Pieces};
use crate::{
    TextRange, TextSize, characters, dates,
    list::fields::{
        labels::label_word,
        roles::{self, Role},
        tokens::{Bracket, Token, TokenKind, trimmed, without_separators},
    },
    people, range,
    text::{floor, has_digit},
    venues,
};

impl Pieces<'_, '_> {
    /// Adds a text that may be a title with more in it: `Tea (EMNLP'22)`.
    pub(super) fn titled(&mut self, token: Token, dates: &mut Dates) {
        /// The number of parts that are looked for in one text.
        const MOST: usize = 3;
        let mut inner = token.range;
        let mut parts: Vec<Found> = Vec::new();
        while let Some((rest, part)) = self.bracketed_end(inner).or_else(|| self.bracketed_start(inner)) {
            let found = self.classify(part, dates);
            let is_part = |class| matches!(class, Class::Date | Class::Venue | Class::Mark);
            let Some(found) = found.filter(|found| is_part(found.class) && found.sure) else { break };
            parts.push(found);
            inner = rest;
            if parts.len() == MOST {
                break;
            }
        }
        if parts.is_empty()
            && let Some((rest, part)) = self.dated_end(inner, dates)
        {
            parts.push(part);
            inner = rest;
        }
        let may_have_venue = !parts.is_empty() || has_digit(self.text(inner));
        if may_have_venue
            && let Some((at, venue)) = venues::trailing(self.text(inner))
            && (venue.when.is_some() || !parts.is_empty())
            && at > 0
        {
            let start = usize::from(inner.start());
            parts.push(Self::venue(start, &venue, dates));
            let edge = |c: char| c.is_whitespace() || matches!(c, ',' | '(' | '[');
            inner = trimmed(self.list, range(start, start + at), edge);
        }
        self.add_as(token, inner, Class::Words, true);
        let title = self.found.len();
        for part in parts {
            self.add(Token { kind: TokenKind::Text, ..token }, part);
        }
        for piece in &mut self.found[title..] {
            piece.inside = true;
        }
    }

    /// Returns a text without the date at its end, behind a separator, and that date.
    fn dated_end(&self, inner: TextRange, dates: &Dates) -> Option<(TextRange, Found)> {
        let at = dates.iter().position(|date| date.range.end() == inner.end() && date.range.start() > inner.start())?;
        let range = dates[at].range;
        let before = self.text(TextRange::new(inner.start(), range.start())).trim_end();
        let rest = before.trim_end_matches([',', '-', '–', '—', '|', ';', '·']);
        if rest.len() == before.len() {
            return None;
        }
        let rest = TextRange::at(inner.start(), TextSize::from(rest.trim_end().len() as u32));
        Some((rest, Found { class: Class::Date, sure: true, range, date: u16::try_from(at).ok() }))
    }

    /// Returns a text without the brackets at its end, and the text in them.
    fn bracketed_end(&self, inner: TextRange) -> Option<(TextRange, TextRange)> {
        let text = self.text(inner);
        let (open, close) = match text.chars().next_back()? {
            ')' => ('(', 1),
            ']' => ('[', 1),
            '）' => ('（', 3),
            '】' => ('【', 3),
            _ => return None,
        };
        let at = text.rfind(open).filter(|at| *at > 0)?;
        let start = usize::from(inner.start());
        let rest = trimmed(self.list, range(start, start + at), |c| c.is_whitespace() || c == '\\');
        let part = range(start + at + open.len_utf8(), start + text.len() - close);
        Some((rest, trimmed(self.list, part, |c| c.is_whitespace() || c == '\\')))
    }

    /// Returns a text without the brackets at its start, and the text in them.
    fn bracketed_start(&self, inner: TextRange) -> Option<(TextRange, TextRange)> {
        let text = self.text(inner);
        let close = match text.trim_start_matches('\\').chars().next()? {
            '(' => ')',
            '[' => ']',
            '（' => '）',
            '【' => '】',
            _ => return None,
        };
        let at = text.find(close).filter(|at| at + close.len_utf8() < text.len())?;
        let start = usize::from(inner.start());
        let edge = |c: char| c.is_whitespace() || matches!(c, '\\' | '(' | '[' | '（' | '【');
        let part = trimmed(self.list, range(start, start + at), edge);
        let rest = without_separators(&text[at + close.len_utf8()..]);
        Some((range(start + text.len() - rest.len(), start + text.len()), part))
    }

    /// Adds a run of text, cut into what it holds.
    pub(super) fn run(&mut self, token: Token, dates: &mut Dates) {
        let mut rest = trimmed(self.list, token.range, char::is_whitespace);
        let plural = token.bracket == Bracket::Round && self.text(rest) == "s";
        let joint = ["and", "&amp;", "from", "at"].contains(&self.text(rest));
        if plural || joint || !self.text(rest).contains(char::is_alphanumeric) && token.kind == TokenKind::Text {
            return self.add_as(token, rest, Class::Stop, true);
        }
        if self.short_months == Some(token.cell)
            && let Some(value) = dates::short_month(self.text(rest))
        {
            let date = Self::mention(rest, value, dates);
            return self.add(token, Found { class: Class::Date, sure: true, range: rest, date });
        }
        // A line of affiliations: `<sup>1</sup>Tea University`.
        if self.text(rest).starts_with("<sup") {
            return self.add_as(token, rest, Class::Key(Role::Other), true);
        }
        if token.kind == TokenKind::Code && self.key_of(token, rest).is_none() {
            let words = Found { class: Class::Words, sure: false, range: rest, date: None };
            let found = self.classify(rest, dates).unwrap_or(words);
            return self.add(token, found);
        }
        if let Some((key, after, role)) = self.key_of(token, rest) {
            self.add_as(token, key, Class::Key(role), true);
            let Some(after) = after else { return };
            rest = after;
        }
        self.cut(token, rest, dates);
    }

    /// Returns the word for a role at the start of a text, and the text after its colon.
    fn key_of(&self, token: Token, text_range: TextRange) -> Option<(TextRange, Option<TextRange>, Role)> {
        /// The length of the longest key and its marks, in bytes.
        const LONGEST: usize = 40;
        let text = self.text(text_range);
        let named = |word: &str| label_word(word).map(|_| Role::Label).or_else(|| roles::named(word));
        // A list below an entry holds keys that nobody can list: `Pots: 3`.
        let unknown = |word: &str| token.nested && !word.is_empty() && word.split_ascii_whitespace().count() <= 2;
        let start = usize::from(text_range.start());
        let Some(at) = first_colon(text, LONGEST) else {
            if text.len() > LONGEST {
                return None;
            }
            if people::is_by(text) {
                return Some((text_range, None, Role::Authors));
            }
            // `**Authors**: …`, `Author(s): …`
            let marks = ['*', '_', ' '];
            let next = self.list.source.text[usize::from(text_range.end())..].trim_start_matches(marks);
            let (next, plural) = next.strip_prefix("(s)").map_or((next, false), |next| (next, true));
            let is_key = (token.marks != 0 || plural) && next.trim_start_matches(marks).starts_with([':', '：']);
            return is_key.then(|| named(text)).flatten().map(|role| (text_range, None, role));
        };
        let word = text[..at].split(['(', '（']).next().unwrap_or_default();
        let role = named(word).or_else(|| unknown(word).then_some(Role::Other))?;
        let key = range(start, start + at);
        let after = without_separators(&text[at + text[at..].chars().next().map_or(1, char::len_utf8)..]);
        let after = (!after.is_empty()).then(|| range(start + text.len() - after.len(), start + text.len()));
        Some((key, after, role))
    }

    /// Cuts what is sure off the end and the start of a text, and adds the pieces in order.
    fn cut(&mut self, token: Token, whole: TextRange, dates: &mut Dates) {
        let mut rest = whole;
        while let Some((head, after)) = first_part(self.text(rest)) {
            let start = usize::from(rest.start());
            let found = self.classify(range(start, start + head), dates);
            let is_part = |found: &Found| matches!(found.class, Class::Date | Class::Venue) && found.sure;
            let Some(found) = found.filter(is_part) else { break };
            self.add(token, found);
            rest = range(start + after, rest.end().into());
        }
        let mut tails: Vec<(TextRange, Found)> = Vec::new();
        loop {
            if let Some(found) = self.classify(rest, dates) {
                tails.push((rest, found));
                rest = TextRange::empty(rest.start());
                break;
            }
            if let Some((head, found)) = self.dated_end(rest, dates) {
                tails.push((found.range, found));
                rest = head;
                continue;
            }
            let Some((head, tail)) = self.last_part(rest, dates) else { break };
            let start = usize::from(rest.start());
            let tail = range(start + tail, rest.end().into());
            let Some(found) = self.classify(tail, dates) else { break };
            let is_part = match found.class {
                Class::Date | Class::People => true,
                // Prose can end in the name of a venue, names hardly.
                Class::Venue if found.date.is_none() && tails.is_empty() => {
                    let before = &self.text(rest)[..head];
                    found.sure && people::whole(before).is_some()
                }
                Class::Venue => found.date.is_some() || found.sure,
                _ => false,
            };
            if !is_part {
                break;
            }
            tails.push((tail, found));
            rest = range(start, start + head);
        }
        self.keep_supported(&mut rest, &mut tails, whole);
        if !rest.is_empty() {
            self.words(token, rest, dates);
        }
        // Names that follow each other are one piece.
        let mut tails = tails.into_iter().rev().peekable();
        while let Some((_, mut found)) = tails.next() {
            if found.class == Class::People {
                while let Some((_, also)) = tails.next_if(|(_, next)| next.class == Class::People) {
                    found.range = found.range.cover(also.range);
                    found.sure |= also.sure;
                }
                found.sure = found.sure || people::whole(self.text(found.range)).is_some_and(|people| people.sure);
            }
            self.add(token, found);
        }
    }

    /// Returns where the text before the last separator ends and where the last part begins. A comma inside a date
    /// separates nothing: `A. Leaf, Oct 1, 2022`.
    fn last_part(&self, at: TextRange, dates: &Dates) -> Option<(usize, usize)> {
        let text = self.text(at);
        let (head, tail) = last_separator(text)?;
        let start = usize::from(at.start());
        let date =
            dates.iter().map(|date| date.range).find(|date| date.contains(TextSize::from((start + head) as u32)));
        let Some(date) = date.filter(|date| date.start() > at.start() && date.end() <= at.end()) else {
            return Some((head, tail));
        };
        let begin = usize::from(date.start()) - start;
        let first = text[begin..].chars().next().map_or(1, char::len_utf8);
        last_separator(&text[..begin + first]).filter(|(_, tail)| *tail == begin)
    }

    /// Gives doubtful names at the end of words back to the words.
    fn keep_supported(&self, rest: &mut TextRange, tails: &mut Vec<(TextRange, Found)>, whole: TextRange) {
        if rest.is_empty() {
            return;
        }
        let is_person = |range: TextRange| self.text(range).contains(' ');
        while let Some((last, _)) = tails.last().filter(|(_, found)| found.class == Class::People) {
            let last = *last;
            let run = || tails.iter().rev().take_while(|(_, found)| found.class == Class::People);
            let count = run().count();
            let persons = run().filter(|(at, _)| is_person(*at)).count();
            let followed = count < tails.len();
            if run().any(|(_, found)| found.sure) || persons > 1 || persons == count && followed {
                break;
            }
            tails.pop();
            let end = tails.last().map_or(whole.end(), |_| last.end());
            let text = self.text(TextRange::new(rest.start(), end)).trim_end();
            *rest = TextRange::at(rest.start(), TextSize::from(text.len() as u32));
        }
    }

    /// Adds words, without the names in front of them and the venue behind them: `A. Leaf, B. Cup. Tea and Time`.
    fn words(&mut self, token: Token, rest: TextRange, dates: &mut Dates) {
        let start = usize::from(rest.start());
        let text = self.text(rest);
        let leads = self.found.len() == self.first;
        if leads && let Some((_, end)) = people::leading(text) {
            let after = without_separators(&text[end..]);
            let names = text[..end].trim_end_matches(['.', ':', ' ', ',']).len();
            self.add_as(token, range(start, start + names), Class::People, true);
            if !after.is_empty() {
                let title = range(start + text.len() - after.len(), start + text.len());
                self.add_as(token, title, Class::Words, false);
            }
            return;
        }
        if leads && let Some(end) = listed_names(text) {
            let after = without_separators(&text[end..]);
            self.add_as(token, range(start, start + end), Class::People, true);
            let title = range(start + text.len() - after.len(), start + text.len());
            return self.add_as(token, title, Class::Words, false);
        }
        if token.marks == 0
            && self.found[self.first..].iter().all(Piece::is_before_text)
            && let Some((head, after)) = described(text)
        {
            self.add_as(token, range(start, start + head), Class::Words, false);
            self.key = Some((token.line, token.cell, Role::Description));
            return self.add_as(token, range(start + after, start + text.len()), Class::Words, false);
        }
        let trailing = || venues::trailing(text).filter(|(at, venue)| *at > 0 && venue.when.is_some());
        let Some((at, venue)) = has_digit(text).then(trailing).flatten() else {
            return self.add_as(token, rest, Class::Words, false);
        };
        let words = text[..at].trim_end_matches([' ', ',', '(', '[']).len();
        self.add_as(token, range(start, start + words), Class::Words, false);
        let found = Self::venue(start, &venue, dates);
        self.add(token, found);
    }
}

/// Returns the first colon, if it is among the first characters of a text.
fn first_colon(text: &str, characters: usize) -> Option<usize> {
    let near = &text.as_bytes()[..text.len().min(characters * 4)];
    let is_colon = |at: &usize| near[*at] == b':' || text[*at..].starts_with('：');
    let at = memchr2_iter(b':', "：".as_bytes()[0], near).find(is_colon)?;
    (at < characters || text[..at].chars().count() < characters).then_some(at)
}

/// Returns where the first part of a text ends, and where the text after its separator begins: `2023-CVPR - Tea`.
fn first_part(text: &str) -> Option<(usize, usize)> {
    /// How far to look, in bytes: dates and venues are shorter.
    const REACH: usize = 40;
    // Looking at the first word is enough for nearly all texts.
    let first = text.split_ascii_whitespace().next()?;
    if !first.bytes().any(|byte| byte.is_ascii_digit()) && !first.bytes().take(2).all(|byte| byte.is_ascii_uppercase())
    {
        return None;
    }
    let near = &text.as_bytes()[..floor(text, text.len().min(REACH))];
    let (head, after) = (1..near.len()).find_map(|at| {
        let length = match near[at] {
            b'|' => 1,
            b':' if near.get(at + 1) == Some(&b' ') => 2,
            b' ' => {
                [" - ", " – ", " — ", " | "].into_iter().find(|mark| near[at..].starts_with(mark.as_bytes()))?.len()
            }
            _ => return None,
        };
        Some((at, at + length))
    })?;
    let rest = without_separators(&text[after..]);
    (!rest.is_empty()).then(|| (text[..head].trim_end().len(), text.len() - rest.len()))
}

/// Returns the end of the names before a title, where commas separate all: `A. Leaf, B. Cup, Tea and Time`.
fn listed_names(text: &str) -> Option<usize> {
    let (mut count, mut end) = (0, 0);
    for part in text.split(", ") {
        let words = part.split_ascii_whitespace().count();
        if !(2..=4).contains(&words) || people::whole(part).is_none() {
            break;
        }
        count += 1;
        end += part.len() + 2;
    }
    (count >= 2 && end < text.len()).then(|| end - 2)
}

/// Returns where the title ends and the description begins in a text without marks: `Tea - A drink for all`.
fn described(text: &str) -> Option<(usize, usize)> {
    /// The length of the longest such title, in bytes.
    const LONGEST: usize = 60;
    let near = &text[..floor(text, text.len().min(LONGEST))];
    let dashes = [" - ", " – ", " — "].into_iter().filter_map(|mark| Some((near.find(mark)?, mark.len())));
    let sentence = || text.ends_with('。').then(|| near.find('：')).flatten().map(|at| (at, '：'.len_utf8()));
    let (at, length) = dashes.min().or_else(sentence)?;
    let after = text[at + length..].trim_start();
    let words = |text: &str| text.split_ascii_whitespace().count();
    let is_long = words(after) >= 3 || !after.is_ascii();
    (at > 0 && words(&text[..at]) <= 4 && is_long).then(|| (at, text.len() - after.len()))
}

/// Bytes with which a separator begins.
const MAY_SEPARATE: [bool; 256] = {
    let mut table = [false; 256];
    let begins = [b',', b';', b'|', b'.', b'-', b'/', b':', 0xe2, 0xe3, 0xef];
    let mut at = 0;
    while at < begins.len() {
        table[begins[at] as usize] = true;
        at += 1;
    }
    table
};

/// Returns where the last part of a text begins, and where the text before its separator ends.
fn last_separator(text: &str) -> Option<(usize, usize)> {
    /// How far to look back, in bytes: names, venues and dates are shorter.
    const REACH: usize = 100;
    let bytes = text.as_bytes();
    let floor = bytes.len().saturating_sub(REACH);
    let mut at = bytes.len().saturating_sub(1);
    while at > floor {
        if !MAY_SEPARATE[usize::from(bytes[at])] {
            at -= 1;
            continue;
        }
        let spaced = bytes.get(at + 1).is_some_and(u8::is_ascii_whitespace);
        let found = match bytes[at] {
            b',' | b';' | b'|' | b'?' | b'!' => spaced,
            b'.' => {
                // Not the full stop of an initial: `J. Leaf`.
                let word = text[..at].rsplit(|c: char| c.is_whitespace() || c == '.').next().unwrap_or_default();
                spaced && (word.len() > 2 || word == "al" || word.bytes().any(|byte| byte.is_ascii_digit()))
            }
            b'-' | b'/' | b':' => spaced && bytes[at - 1].is_ascii_whitespace(),
            0xe2 | 0xe3 | 0xef if text.is_char_boundary(at) => {
                matches!(text[at..].chars().next(), Some('–' | '—' | '，' | '、' | '；' | '。' | '·' | '•'))
            }
            _ => false,
        };
        if found && text.is_char_boundary(at) {
            let mark = text[at..].chars().next().map_or(1, char::len_utf8);
            // A question mark belongs to the title.
            let kept = at + usize::from(matches!(bytes[at], b'?' | b'!'));
            let head = text[..kept].trim_end_matches(|c: char| c.is_whitespace() || characters::is_odd(c)).len();
            let rest = &text[at + mark..];
            let tail = at + mark + rest.len() - rest.trim_start().len();
            return (head > 0 && tail < text.len()).then_some((head, tail));
        }
        at -= 1;
    }
    None
}
