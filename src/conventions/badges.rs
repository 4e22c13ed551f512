//! The badges of a list's entries: their spelling, order and presence.

use super::{
    convention::{Convention, NONE, Topic},
    sequence::Sequences,
};
use crate::{
    hosts::{ImageKind, Paper, Repository, StaticBadge, Target, Template, static_badge},
    list::{Badge, Entry, List},
    suggest,
    votes::{Evidence, Habit, Poll, criteria},
};

/// The key by which badges are distinguished when their order is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BadgeKind<'t> {
    /// A badge that shows a number of a repository, or names a paper.
    Template(&'t str),
    /// A label from the URL of a static badge, as written there.
    Label(&'t str),
}

impl<'t> BadgeKind<'t> {
    /// Returns the kind of a badge; none for a picture or a badge without a known text.
    #[must_use]
    pub fn of(badge: &Badge<'t>) -> Option<Self> {
        if let Some(template) = badge.template {
            return Some(Self::Template(template.kind));
        }
        if badge.shows == ImageKind::Picture {
            return None;
        }
        let label = StaticBadge::of_url(badge.url)?;
        Some(Self::Label(if label.label.is_empty() { label.message } else { label.label }))
    }

    /// Returns the name that users see.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Template("arxiv") => "arXiv".to_owned(),
            Self::Template(kind) => kind.rsplit('/').next().unwrap_or(kind).to_owned(),
            Self::Label(label) => static_badge::shown_text(label),
        }
    }
}

/// The subject of a badge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject<'t> {
    /// An arXiv identifier.
    Paper(&'t str),
    /// A repository.
    Repository(Repository<'t>),
}

impl<'t> Subject<'t> {
    /// Returns the subject as it is written in URLs.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Paper(id) => (*id).to_owned(),
            Self::Repository(repository) => format!("{}/{}", repository.owner, repository.name),
        }
    }

    /// Returns the target of a link if badges can show it: a paper, or a whole repository.
    #[must_use]
    pub fn of_target(target: &Target<'t>) -> Option<Self> {
        match target {
            Target::Paper(Paper::Arxiv(id)) => Some(Self::Paper(id.id)),
            Target::Repository(repository) if repository.is_whole() => Some(Self::Repository(*repository)),
            _ => None,
        }
    }

    fn fits(&self, kind: &str) -> bool {
        matches!(self, Self::Paper(_)) == (kind == "arxiv")
    }

    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Paper(a), Self::Paper(b)) => a.eq_ignore_ascii_case(b),
            (Self::Repository(a), Self::Repository(b)) => a.same(b),
            _ => false,
        }
    }
}

/// The badge conventions of a list.
#[derive(Debug)]
pub struct Badges<'t> {
    /// The spellings of each kind.
    spellings: Poll<&'t str, Template<'t>>,
    /// For each two kinds, which one comes first.
    sequences: Sequences<BadgeKind<'t>>,
    /// For each kind, whether the entries that could have it do.
    presence: Poll<&'t str, bool>,
    /// The order from the configuration, by name.
    pinned: Option<&'t [String]>,
}

impl<'t> Badges<'t> {
    pub(super) fn learn(list: &List<'t>, pinned: Option<&'t [String]>) -> Self {
        let mut badges = Self {
            spellings: Poll::new(&criteria::BADGE_SPELLING),
            sequences: Sequences::new(&criteria::BADGE_ORDER),
            presence: Poll::new(&criteria::BADGE_PRESENCE),
            pinned,
        };
        for badge in &list.badges {
            if let Some(template) = badge.template.filter(|_| badge.entry.is_some()) {
                badges.spellings.vote(template.kind, template);
            }
        }
        if list.badges.is_empty() {
            return badges;
        }
        let spelled: Vec<&str> = badges.spellings.iter().map(|(kind, _)| kind).collect();
        for entry in &list.entries {
            for block in kinds(list, entry).chunk_by(|(one, _), (next, _)| one == next) {
                badges.sequences.vote(block, |(_, kind)| *kind);
            }
            for &kind in &spelled {
                if only_subject(list, entry, kind).is_some() {
                    badges.presence.vote(kind, has(list, entry, kind));
                }
            }
        }
        badges
    }

    /// Returns the list's spelling of a kind of badge.
    #[must_use]
    pub fn spelling(&self, kind: &str) -> Option<Habit<Template<'t>>> {
        self.spellings.iter().find(|(known, _)| *known == kind)?.1.habit()
    }

    /// Returns whether the list puts the first kind before the second, and the evidence for it.
    #[must_use]
    pub fn precedes(&self, first: BadgeKind<'t>, second: BadgeKind<'t>) -> Option<Evidence> {
        if let Some(pinned) = self.pinned {
            let place = |kind: BadgeKind| {
                let name = kind.name();
                pinned.iter().position(|other| other.to_lowercase() == name.to_lowercase())
            };
            if let (Some(first), Some(second)) = (place(first), place(second)) {
                return (first < second).then_some(Evidence::Pinned);
            }
        }
        self.sequences.precedes(first, second)
    }

    /// Returns the kinds whose order enough entries show, in order of first appearance.
    pub(crate) fn ordered_kinds(&self) -> Vec<BadgeKind<'t>> {
        let mut kinds: Vec<BadgeKind> = Vec::new();
        for (pair, _) in self.sequences.iter().filter(|(_, question)| !question.is_too_small()) {
            for kind in [pair.0, pair.1] {
                if !kinds.contains(&kind) {
                    kinds.push(kind);
                }
            }
        }
        kinds
    }

    /// Returns the kinds of badges that nearly all entries have that could, with the evidence for it.
    pub fn expected(&self) -> impl Iterator<Item = (&'t str, Evidence)> {
        self.presence.iter().filter_map(|(kind, question)| {
            let habit = question.habit().filter(|habit| habit.value)?;
            Some((kind, habit.evidence))
        })
    }

    pub(super) fn describe(&self, out: &mut Vec<Convention>) {
        let name = |kind| BadgeKind::Template(kind).name();
        for (kind, question) in self.spellings.iter() {
            let spelled = |template: Template| template.render(if kind == "arxiv" { "ID" } else { "OWNER/NAME" });
            out.push(Convention::new(Topic::BadgeSpelling, name(kind), "badges", question.outcome(spelled)));
        }
        if let Some(pinned) = self.pinned {
            let order = pinned.join(" before ") + &self.unknown(pinned);
            out.push(Convention::asked(Topic::BadgeOrder, pinned.join(", "), "entries", order));
        }
        // If every entry has its own labels, there are more pairs than entries.
        for (pair, question) in self.sequences.iter().filter(|(_, question)| !question.is_too_small()) {
            let (first, second) = (pair.0.name(), pair.1.name());
            let order = |forward: bool| {
                if forward { format!("{first} before {second}") } else { format!("{second} before {first}") }
            };
            let scope = format!("{first}, {second}");
            out.push(Convention::new(Topic::BadgeOrder, scope, "entries", question.outcome(order)));
        }
        for (kind, question) in self.presence.iter() {
            let voters = if kind == "arxiv" { "entries with papers" } else { "entries with repositories" };
            let outcome = question.outcome(|has| if has { ONE } else { NONE }.to_owned());
            // Most entries without a badge do not forbid the badge for the others.
            let row = Convention::new(Topic::BadgePresence, name(kind), voters, outcome);
            out.push(row.only(ONE));
        }
    }

    /// Returns the names from the configuration that no badge has.
    fn unknown(&self, pinned: &[String]) -> String {
        let spelled = self.spellings.iter().map(|(kind, _)| BadgeKind::Template(kind));
        let paired = self.sequences.iter().flat_map(|(pair, _)| [pair.0, pair.1]);
        let mut names: Vec<String> = spelled.chain(paired).map(BadgeKind::name).collect();
        names.sort();
        names.dedup();
        let is_known = |name: &&String| names.iter().any(|own| own.to_lowercase() == name.to_lowercase());
        let (_, unknown): (Vec<&String>, Vec<&String>) = pinned.iter().partition(is_known);
        let Some(first) = unknown.first() else { return String::new() };
        let nearest = suggest::closest(first, names.iter().map(String::as_str));
        let guess = nearest.map_or_else(String::new, |name| format!("; did you mean `{name}`?"));
        let unknown: Vec<String> = unknown.iter().map(|name| format!("`{name}`")).collect();
        format!(", but the list has no badge {}{guess}", unknown.join(" or "))
    }
}

/// The value of entries that have a badge.
const ONE: &str = "one";

/// The alternative texts of a list's badges, by kind.
#[derive(Debug)]
pub struct BadgeTexts<'t> {
    poll: Poll<BadgeKind<'t>, &'t str>,
}

impl<'t> BadgeTexts<'t> {
    pub(super) fn learn(list: &List<'t>) -> Self {
        let mut poll = Poll::new(&criteria::BADGE_TEXT);
        for badge in list.badges.iter().filter(|badge| badge.entry.is_some() && !badge.html) {
            if let Some(kind) = BadgeKind::of(badge) {
                poll.vote(kind, list.text(badge.alt).trim());
            }
        }
        Self { poll }
    }

    /// Returns the text of a kind of badge.
    #[must_use]
    pub fn habit(&self, kind: BadgeKind<'t>) -> Option<Habit<&'t str>> {
        self.poll.habit(kind).filter(|habit| !habit.value.is_empty())
    }

    pub(super) fn describe(&self, out: &mut Vec<Convention>) {
        for (kind, question) in self.poll.iter().filter(|(_, question)| !question.is_too_small()) {
            let text = |text: &str| if text.is_empty() { "no text".to_owned() } else { format!("`{text}`") };
            out.push(Convention::new(Topic::BadgeTexts, kind.name(), "badges", question.outcome(text)));
        }
    }
}

/// Returns the kinds of an entry's badges that can be moved, in document order, each with its block: badges change
/// places only within a block.
fn kinds<'t>(list: &List<'t>, entry: &Entry) -> Vec<(u32, BadgeKind<'t>)> {
    let plain = list.badges_of(entry).iter().filter(|badge| badge.plain);
    plain.filter_map(|badge| Some((badge.block, BadgeKind::of(badge)?))).collect()
}

/// Returns the only paper or repository that an entry's own links name and that a badge of the kind could show.
#[must_use]
pub fn only_subject<'t>(list: &List<'t>, entry: &Entry, kind: &str) -> Option<Subject<'t>> {
    let own = list.links_of(entry).iter().filter(|link| link.badge.is_none());
    let mut subjects = own.filter_map(|link| Subject::of_target(&link.target)).filter(|subject| subject.fits(kind));
    let first = subjects.next()?;
    subjects.all(|other| first.same(&other)).then_some(first)
}

/// Returns whether an entry has a badge of a kind.
#[must_use]
pub fn has(list: &List, entry: &Entry, kind: &str) -> bool {
    list.badges_of(entry).iter().any(|badge| badge.template.is_some_and(|template| template.kind == kind))
}
