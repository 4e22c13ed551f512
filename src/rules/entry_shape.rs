//! `entry-shape`: the parts of an entry stand in another sequence than in the list's other entries.

use crate::{
    TextRange,
    conventions::votes::Quorum,
    diagnostic::Severity,
    list::{Entry, GroupKind, List, label_word},
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule = Rule {
    name: "entry-shape",
    severity: Severity::Info,
    fixes: Fixes::Never,
    page: include_str!("../../rules/entry-shape.md"),
    checks: &[Check::List(check)],
    ..Rule::DEFAULT
};

/// Two parts have a sequence where nine in ten of at least ten entries that have both put them so.
const SEQUENCE: Quorum = Quorum { votes: 10, percent: 90 };

/// What an entry is made of.
#[derive(Debug, Clone, Copy)]
enum Part<'t> {
    Name,
    Title,
    Date,
    /// A link named for the kind of page it leads to.
    Label(&'t str),
}

impl PartialEq for Part<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Name, Self::Name) | (Self::Title, Self::Title) | (Self::Date, Self::Date) => true,
            (Self::Label(a), Self::Label(b)) => a.eq_ignore_ascii_case(b),
            _ => false,
        }
    }
}

impl Part<'_> {
    fn name(self) -> String {
        match self {
            Self::Name => "the short name".to_owned(),
            Self::Title => "the title".to_owned(),
            Self::Date => "the date".to_owned(),
            Self::Label(word) => format!("`{word}`"),
        }
    }
}

/// Two parts, and how many entries have them in this sequence and in the other.
struct Pair<'t> {
    parts: (Part<'t>, Part<'t>),
    votes: (usize, usize),
}

impl<'t> Pair<'t> {
    /// The votes for a sequence and those against it.
    fn votes(&self, first: Part<'t>, second: Part<'t>) -> Option<(usize, usize)> {
        let (same, other) = self.votes;
        if self.parts == (first, second) {
            Some((same, other))
        } else if self.parts == (second, first) {
            Some((other, same))
        } else {
            None
        }
    }
}

/// More parts than this have no one sequence.
const MOST: usize = 8;

/// The parts of an entry in the order in which they stand, each kind once; gives back how many there are.
fn parts<'t>(list: &List<'t>, entry: &Entry, out: &mut [(Part<'t>, TextRange); MOST]) -> usize {
    let mut count = 0;
    let mut add = |part: Part<'t>, range: TextRange| {
        if count < MOST && !out[..count].iter().any(|(known, _)| *known == part) {
            out[count] = (part, range);
            count += 1;
        }
    };
    if let Some(name) = entry.name {
        add(Part::Name, name);
    }
    if let Some(title) = entry.title {
        add(Part::Title, title);
    }
    if let Some(date) = list.date_of(entry) {
        add(Part::Date, date.written.range);
    }
    for link in list.links_of(entry).iter().filter(|link| link.badge.is_none() && !link.html) {
        if let Some(word) = label_word(list.text(link.label)) {
            add(Part::Label(word), link.range);
        }
    }
    out[..count].sort_by_key(|(_, range)| range.start());
    count
}

/// The entries whose parts stand in a line: those of lists.
fn in_lists<'l>(list: &'l List) -> impl Iterator<Item = &'l Entry> {
    let is_list = |kind| matches!(kind, GroupKind::Bullets { .. } | GroupKind::Numbered { .. });
    list.entries.iter().filter(move |entry| is_list(list.groups[entry.group as usize].kind))
}

fn check(cx: &mut Context) {
    let list = cx.list;
    let mut pairs: Vec<Pair> = Vec::new();
    let mut found = [(Part::Title, TextRange::default()); MOST];
    for entry in in_lists(list) {
        let count = parts(list, entry, &mut found);
        for (at, &(first, _)) in found[..count].iter().enumerate() {
            for &(second, _) in &found[at + 1..count] {
                match pairs.iter_mut().find(|pair| pair.votes(first, second).is_some()) {
                    Some(pair) if pair.parts == (first, second) => pair.votes.0 += 1,
                    Some(pair) => pair.votes.1 += 1,
                    None => pairs.push(Pair { parts: (first, second), votes: (1, 0) }),
                }
            }
        }
    }
    // What nobody does otherwise needs no second look.
    pairs.retain(|pair| {
        let (a, b) = pair.votes;
        a.min(b) > 0 && a + b >= SEQUENCE.votes && a.max(b) * 100 >= (a + b) * SEQUENCE.percent
    });
    if pairs.is_empty() {
        return;
    }
    for entry in in_lists(list) {
        let count = parts(list, entry, &mut found);
        let found = &found[..count];
        let twos = (0..count).flat_map(|at| (at + 1..count).map(move |behind| (found[at], found[behind])));
        let odd = twos.filter_map(|(first, second)| {
            let (own, others) = pairs.iter().find_map(|pair| pair.votes(first.0, second.0))?;
            (own < others).then_some((own + others, others, first, second))
        });
        let Some((total, others, first, second)) = odd.max_by_key(|&(total, ..)| total) else { continue };
        let (before, behind) = (first.0.name(), second.0.name());
        cx.report(first.1, format!("{before} stands before {behind}, in {others} of {total} entries behind it"))
            .help("readers who compare entries look for each part where it stands in the others")
            .label(second.1, "it is expected behind this");
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        lint::{Options, lint},
        source::Source,
    };

    /// What is found in the last of ten entries, the others being alike.
    fn found(usual: &str, last: &str) -> Vec<String> {
        let lines = (0..9).map(|at| usual.replace('@', &at.to_string())).chain([last.replace('@', "9")]);
        let text: String = lines.map(|line| format!("- {line}\n")).collect();
        let found = lint(&Source::new(&text).unwrap(), &Options::default()).diagnostics;
        found.into_iter().filter(|found| found.rule == "entry-shape").map(|found| found.message).collect()
    }

    #[test]
    fn parts_in_another_sequence() {
        let usual = "[Brewing tea @](https://example.org/@) (2024-01-0@)";
        let early = "2024-01-09 [Brewing tea @](https://example.org/@)";
        let message = "the date stands before the title, in 9 of 10 entries behind it";
        assert_eq!(found(&usual.replace("0@", "08"), early), [message]);
        let usual = "**Brewing tea @** [[Paper](https://example.org/@)] [[Code](https://example.org/code/@)]";
        let swapped = "**Brewing tea @** [[code](https://example.org/code/@)] [[paper](https://example.org/@)]";
        assert_eq!(found(usual, swapped), ["`code` stands before `paper`, in 9 of 10 entries behind it"]);
        assert_eq!(found(usual, "**Brewing tea @** [[Code](https://example.org/code/@)]"), [""; 0]);
        assert_eq!(found(usual, usual), [""; 0]);
    }
}
