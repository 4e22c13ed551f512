//! Changes the layout of a list in ways that its own habits undo.
//!
//! A habit is a vote, so only a minority of its places is changed. Not changed are layouts without a rule, such as the
//! padding of table cells, the width of their delimiter row and the length of lines, and layouts without a habit in the
//! list.

#[path = "scramble/items.rs"]
mod items;

use awesome_lint::{
    TextRange,
    conventions::{Conventions, badges::BadgeKind},
    dates,
    edit::Edit,
    list::{Date, GroupKind, List},
    markdown::{Kind, Tree},
    source::{Source, is_blank},
};

/// Places that show one habit, and the number of them that may be changed without changing the habit.
struct Habit {
    name: &'static str,
    most: usize,
    places: Vec<Vec<Edit>>,
}

/// Returns a text with another layout, and the changes with their lines. The same seed makes the same changes.
pub(crate) fn scrambled(text: &str, seed: u64) -> (String, Vec<(usize, &'static str)>) {
    let source = Source::new(text).expect("test texts are small");
    let tree = Tree::parse(&source);
    let list = List::read(&source, &tree);
    let conventions = Conventions::learn(&list);
    let reader = Reader { list: &list, conventions: &conventions };
    let mut random = Random(seed);
    let mut habits = reader.habits();
    // Spaces after a mark are changed last, where no other change has touched the mark.
    let spaces = habits.partition_point(|habit| !habit.name.starts_with("space after"));
    random.shuffle(&mut habits[..spaces]);
    let (mut taken, mut changed): (Vec<Edit>, Vec<_>) = (Vec::new(), Vec::new());
    for mut habit in habits {
        random.shuffle(&mut habit.places);
        let wanted = random.below(habit.most + 1);
        let mut made = 0;
        for place in habit.places {
            if made == wanted {
                break;
            }
            let free = |edit: &Edit| {
                let at = taken.partition_point(|other| other.range().end() < edit.range().start());
                taken.get(at).is_none_or(|other| other.range().start() > edit.range().end())
            };
            let fixed = |edit: &Edit| list.generated.iter().any(|part| part.range.intersect(edit.range()).is_some());
            if place.iter().all(free) && !place.iter().any(fixed) {
                changed.push((source.position(place[0].range().start()).line, habit.name));
                taken.extend(place);
                taken.sort();
                made += 1;
            }
        }
    }
    let out = awesome_lint::edit::splice(text, &taken).expect("places that overlap are left out");
    (out, changed)
}

/// `SplitMix64`: <https://prng.di.unimi.it/splitmix64.c>.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    fn shuffle<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            all.swap(at, self.below(at + 1));
        }
    }
}

struct Reader<'l, 't> {
    list: &'t List<'t>,
    conventions: &'l Conventions<'t>,
}

fn edit(start: usize, end: usize, content: impl Into<String>) -> Edit {
    Edit::replace(TextRange::new((start as u32).into(), (end as u32).into()), content)
}

/// Adds a place to those of its kind.
fn sort_in<K: PartialEq>(kinds: &mut Vec<(K, usize, Vec<Vec<Edit>>)>, kind: K, place: Option<Vec<Edit>>) {
    let at = kinds.iter().position(|(known, ..)| *known == kind).unwrap_or_else(|| {
        kinds.push((kind, 0, Vec::new()));
        kinds.len() - 1
    });
    kinds[at].1 += 1;
    kinds[at].2.extend(place);
}

impl<'t> Reader<'_, 't> {
    fn text(&self) -> &'t str {
        self.list.source.text
    }

    fn habits(&self) -> Vec<Habit> {
        let mut all = Vec::new();
        // The percentage of votes that can differ: the quorum's share, minus existing exceptions.
        let mut add = |name, percent: usize, kinds: Vec<(usize, Vec<Vec<Edit>>)>| {
            for (total, places) in kinds {
                let own = places.len();
                let most = (total * percent / 100).saturating_sub(total - own);
                all.push(Habit { name, most, places });
            }
        };
        add("bullet", 20, self.bullets());
        add("indentation", 10, self.indentations());
        add("blank line too many", 10, self.more_blank_lines());
        add("no blank line above a heading", 20, self.headings_without_blank_line());
        add("no blank line between entries", 15, self.entries_without_blank_line());
        add("mark of emphasis", 10, self.emphasis());
        add("way of writing a heading", 20, self.headings());
        add("padding of a date", 20, self.dates());
        add("order of badges", 20, self.badges());
        add("space at the end", 10, self.trailing_spaces());
        add("line ending", 20, self.line_endings());
        add("fence", 20, self.fences());
        add("rule", 20, self.rules());
        add("end of the file", 100, self.final_newline());
        add("space after a bullet", 10, self.spaces_after_bullets());
        add("space after hashes", 10, self.spaces_after_hashes());
        all
    }

    fn is_opaque(&self, at: usize) -> bool {
        self.list.opaque.iter().any(|range| usize::from(range.start()) <= at && at < usize::from(range.end()))
    }

    /// Returns whether the block at a position ends only at a blank line, or there is no block.
    fn ends_opaque(&self, at: usize) -> bool {
        self.list.opaque.iter().any(|range| usize::from(range.end()) == at)
    }

    fn line_start(&self, at: usize) -> usize {
        self.text()[..at].rfind('\n').map_or(0, |found| found + 1)
    }

    /// Returns the start and the end of the runs of blank lines outside of code; the last run is the end of the file.
    fn blank_runs(&self) -> Vec<(usize, usize, usize)> {
        let mut runs: Vec<(usize, usize, usize)> = Vec::new();
        for line in self.list.source.lines() {
            if line.start < self.list.source.body.into() || !is_blank(&self.text()[line.clone()]) {
                continue;
            }
            match runs.last_mut() {
                Some((_, end, lines)) if *end == line.start => (*end, *lines) = (line.end, *lines + 1),
                _ => runs.push((line.start, line.end, 1)),
            }
        }
        let end = self.text().trim_end().len();
        runs.retain(|&(start, stop, _)| start > 0 && stop <= end && !self.is_opaque(start));
        runs
    }

    fn more_blank_lines(&self) -> Vec<(usize, Vec<Vec<Edit>>)> {
        let runs = self.blank_runs();
        // A list can have more than one above its headings.
        if runs.iter().any(|&(.., lines)| lines > 1) {
            return Vec::new();
        }
        let places: Vec<_> = runs.iter().map(|&(_, end, _)| vec![edit(end, end, "\n")]).collect();
        vec![(places.len(), places)]
    }

    fn headings_without_blank_line(&self) -> Vec<(usize, Vec<Vec<Edit>>)> {
        let runs = self.blank_runs();
        let headings = self.list.sections.iter().filter_map(|section| section.heading.as_ref());
        let starts: Vec<usize> = headings
            .filter(|heading| !heading.html && heading.range.start() > self.list.source.body)
            .map(|heading| heading.range.start().into())
            .collect();
        let above = starts.iter().filter_map(|&start| {
            let &(from, to, lines) = runs.iter().find(|(_, end, _)| *end == start)?;
            let before = self.text()[..from].trim_end().len();
            let plain = lines == 1 && self.text()[start..].starts_with('#') && !self.ends_opaque(before);
            plain.then(|| vec![edit(from, to, "")])
        });
        if starts.len() < 5 { Vec::new() } else { vec![(starts.len(), above.collect())] }
    }

    fn entries_without_blank_line(&self) -> Vec<(usize, Vec<Vec<Edit>>)> {
        let runs = self.blank_runs();
        let mut all = Vec::new();
        for group in &self.list.groups {
            if !matches!(group.kind, GroupKind::Bullets { .. } | GroupKind::Numbered { .. }) || group.enclosed {
                continue;
            }
            let gaps: Vec<_> = group
                .items
                .windows(2)
                .filter_map(|pair| {
                    let (from, to) = (usize::from(pair[0].end()), self.line_start(pair[1].start().into()));
                    let &(start, end, lines) = runs.iter().find(|(start, end, _)| *start > from && *end == to)?;
                    (lines == 1 && !self.ends_opaque(from)).then(|| vec![edit(start, end, "")])
                })
                .collect();
            if group.items.len() > 6 {
                all.push((group.items.len() - 1, gaps));
            }
        }
        all
    }

    fn emphasis(&self) -> Vec<(usize, Vec<Vec<Edit>>)> {
        let mut kinds = Vec::new();
        for node in self.list.tree.nodes() {
            let length = match node.kind() {
                Kind::Emphasis => 1,
                Kind::Strong => 2,
                _ => continue,
            };
            let (start, end) = (usize::from(node.range().start()), usize::from(node.range().end()));
            let (text, mark) = (node.text(), &node.text()[..1]);
            let inner = &text[length..text.len() - length];
            let beside = |c: Option<char>| c.is_none_or(|c| c == ' ' || c == '\n' || c == ',' || c == '.');
            let apart = beside(self.text()[..start].chars().next_back()) && beside(self.text()[end..].chars().next());
            let other = if mark == "*" { "_" } else { "*" }.repeat(length);
            let place = (apart && !inner.contains(['*', '_', '\\', '\n']))
                .then(|| vec![edit(start, start + length, &*other), edit(end - length, end, other)]);
            sort_in(&mut kinds, length, place.map(|place| (mark, place)).map(|(_, place)| place));
        }
        // If both marks are in use, changing one could make the other the habit.
        kinds.retain(|(length, total, _)| {
            let kind = if *length == 1 { Kind::Emphasis } else { Kind::Strong };
            let mut marks =
                self.list.tree.nodes().filter(|node| node.kind() == kind).map(|node| node.text().as_bytes()[0]);
            let first = marks.next();
            *total >= 10 && marks.all(|mark| Some(mark) == first)
        });
        kinds.into_iter().map(|(_, total, places)| (places.len().min(total), places)).collect()
    }

    fn headings(&self) -> Vec<(usize, Vec<Vec<Edit>>)> {
        let mut kinds = Vec::new();
        for section in &self.list.sections {
            let Some(heading) = section.heading.as_ref().filter(|heading| !heading.html) else { continue };
            let content = self.list.text(heading.content);
            let (start, end) = (usize::from(heading.range.start()), usize::from(heading.range.end()));
            let hashes = "#".repeat(section.level.into());
            let open = self.list.text(heading.range) == format!("{hashes} {content}");
            let word = content.starts_with(char::is_alphabetic) && !content.contains(['|', '\\', '<']);
            let blank_above = self.text()[..start].ends_with("\n\n");
            let place = if !open || content.ends_with('#') {
                None
            } else if section.level < 3 && word && blank_above && content.len().is_multiple_of(2) {
                let line = if section.level == 1 { "\n===" } else { "\n---" };
                Some(vec![edit(start, start + hashes.len() + 1, ""), edit(end, end, line)])
            } else {
                Some(vec![edit(end, end, format!(" {hashes}"))])
            };
            sort_in(&mut kinds, section.level, place);
        }
        kinds.into_iter().filter(|(_, total, _)| *total >= 5).map(|(_, total, places)| (total, places)).collect()
    }

    /// Adds or removes zeros before days and months, which the list's other dates restore.
    fn dates(&self) -> Vec<(usize, Vec<Vec<Edit>>)> {
        let mut kinds = Vec::new();
        for date in &self.list.dates {
            let place = self.padded_otherwise(date);
            if let Some((digits, place)) = place {
                sort_in(&mut kinds, (date.place, digits), Some(place));
            }
        }
        kinds.into_iter().filter(|(_, total, _)| *total >= 6).map(|(_, total, places)| (total, places)).collect()
    }

    /// Returns the first number of the date with one digit, or with two and a leading zero, in the other form.
    fn padded_otherwise(&self, date: &Date) -> Option<(usize, Vec<Edit>)> {
        let habit = self.conventions.dates_in(date.place)?;
        let written = self.list.text(date.written.range);
        let mut at = 0;
        let mut numbers = 0;
        for part in written.split_inclusive(|c: char| !c.is_ascii_digit()) {
            let digits = part.trim_end_matches(|c: char| !c.is_ascii_digit());
            let other = match digits.len() {
                1 => Some(format!("0{digits}")),
                2 if digits.starts_with('0') => Some(digits[1..].to_owned()),
                _ => None,
            };
            numbers += usize::from(!digits.is_empty());
            if let Some(other) = other {
                let changed = format!("{}{other}{}", &written[..at], &written[at + digits.len()..]);
                let read = dates::find(&changed, 0.into()).next()?;
                let start = usize::from(date.written.range.start()) + at;
                let back = habit.expected(&read).as_deref() == Some(written);
                return back.then(|| (numbers, vec![edit(start, start + digits.len(), other)]));
            }
            at += part.len();
        }
        None
    }

    /// Swaps two adjacent badges.
    fn badges(&self) -> Vec<(usize, Vec<Vec<Edit>>)> {
        let mut kinds = Vec::new();
        for entry in &self.list.entries {
            for pair in self.list.badges_of(entry).windows(2) {
                let (Some(a), Some(b)) = (BadgeKind::of(&pair[0]), BadgeKind::of(&pair[1])) else { continue };
                let beside = pair[0].plain && pair[1].plain && pair[0].block == pair[1].block;
                if beside && self.conventions.badges.precedes(a, b).is_some() {
                    let (one, two) = (pair[0].range, pair[1].range);
                    let swapped =
                        vec![Edit::replace(one, self.list.text(two)), Edit::replace(two, self.list.text(one))];
                    sort_in(&mut kinds, (a, b), Some(swapped));
                }
            }
        }
        kinds.into_iter().filter(|(_, total, _)| *total >= 6).map(|(_, total, places)| (total, places)).collect()
    }

    /// Adds one space, because two are a line break.
    fn trailing_spaces(&self) -> Vec<(usize, Vec<Vec<Edit>>)> {
        let end = self.text().trim_end().len();
        let lines = self.list.source.lines().filter(|line| line.start >= self.list.source.body.into());
        let places = lines.filter_map(|line| {
            let text = self.text()[line.clone()].trim_end_matches(['\n', '\r']);
            let at = line.start + text.len();
            let word = text.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ')' | ']' | '|' | '*'));
            // A bullet without text needs the space after it.
            let alone = text.trim().len() < 4;
            (at < end && word && !alone && !self.is_opaque(at)).then(|| vec![edit(at, at, " ")])
        });
        let places: Vec<_> = places.collect();
        vec![(places.len(), places)]
    }

    fn line_endings(&self) -> Vec<(usize, Vec<Vec<Edit>>)> {
        if self.text().contains('\r') {
            return Vec::new();
        }
        let places: Vec<_> = self.text().match_indices('\n').map(|(at, _)| vec![edit(at, at + 1, "\r\n")]).collect();
        vec![(places.len(), places)]
    }

    fn fences(&self) -> Vec<(usize, Vec<Vec<Edit>>)> {
        let mut kinds = Vec::new();
        for node in self.list.tree.nodes().filter(|node| node.kind() == Kind::CodeBlock) {
            let text = node.text();
            let Some(mark @ ('`' | '~')) = text.chars().next() else { continue };
            let other = if mark == '`' { '~' } else { '`' };
            let length = text.len() - text.trim_start_matches(mark).len();
            let start = usize::from(node.range().start());
            let closing = text.trim_end_matches(mark).len();
            let place = (text.len() - closing == length && closing > length && !text.contains(other)).then(|| {
                let fence = other.to_string().repeat(length);
                vec![edit(start, start + length, &*fence), edit(start + closing, start + text.len(), fence)]
            });
            sort_in(&mut kinds, mark, place);
        }
        // With two kinds of fences there are exceptions already.
        if kinds.len() > 1 {
            return Vec::new();
        }
        kinds.into_iter().filter(|(_, total, _)| *total >= 5).map(|(_, total, places)| (total, places)).collect()
    }

    fn rules(&self) -> Vec<(usize, Vec<Vec<Edit>>)> {
        let rules: Vec<_> = self.list.tree.blocks().filter(|block| block.kind() == Kind::Rule).collect();
        let Some(first) = rules.first() else { return Vec::new() };
        let other = if first.text().starts_with('*') { "---" } else { "***" };
        let places = rules.iter().filter_map(|rule| {
            let start = usize::from(rule.range().start());
            let end = start + rule.text().trim_end().len();
            let alone = self.text()[..start].ends_with("\n\n");
            (alone && rule.text().trim_end() == first.text().trim_end()).then(|| vec![edit(start, end, other)])
        });
        if rules.len() < 5 { Vec::new() } else { vec![(rules.len(), places.collect())] }
    }

    fn final_newline(&self) -> Vec<(usize, Vec<Vec<Edit>>)> {
        let end = self.text().trim_end().len();
        // Spaces after a fence are part of the code.
        let code = self.list.opaque.last().is_some_and(|last| usize::from(last.end()) >= end);
        if end == 0 || code || !self.text().ends_with('\n') {
            return Vec::new();
        }
        let endings = ["", "\n\n", "\n\n\n\n", "\n  \n"];
        // Creates one of them.
        endings.map(|ending| (1, vec![vec![edit(end, self.text().len(), ending)]])).into()
    }
}
