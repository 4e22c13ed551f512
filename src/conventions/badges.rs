//! The badges of a list's entries: how they are spelled, in which order they stand, which entries have them.

use super::votes::{Evidence, Quorum, Votes};
use crate::{
    hosts::{Repository, Shows, StaticBadge, Target, Template, static_badge},
    list::{Badge, Entry, List},
};

/// A spelling is the list's own where four in five of at least five badges of a kind have it.
pub(super) const SPELLING: Quorum = Quorum { votes: 5, percent: 80 };
/// The same for the order of two kinds of badges.
pub(super) const ORDER: Quorum = Quorum { votes: 5, percent: 80 };
/// An entry lacks a badge only where nearly all of its like have it.
pub(super) const PRESENCE: Quorum = Quorum { votes: 5, percent: 85 };

/// What badges can be told apart by when their order is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BadgeKind<'t> {
    /// Shows a number of a repository, or names a paper.
    Template(&'t str),
    /// A label that stands in its URL, as written there.
    Label(&'t str),
}

impl<'t> BadgeKind<'t> {
    /// The kind of a badge; none for a picture or a badge without a known text.
    #[must_use]
    pub fn of(badge: &Badge<'t>) -> Option<Self> {
        if let Some(template) = badge.template {
            return Some(Self::Template(template.kind));
        }
        if badge.shows == Shows::Picture {
            return None;
        }
        let label = StaticBadge::of_url(badge.url)?;
        Some(Self::Label(if label.label.is_empty() { label.message } else { label.label }))
    }

    /// As users say it.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Template("arxiv") => "arXiv".to_owned(),
            Self::Template(kind) => kind.rsplit('/').next().unwrap_or(kind).to_owned(),
            Self::Label(label) => static_badge::shown_text(label),
        }
    }
}

/// What a badge is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject<'t> {
    /// An arXiv identifier.
    Paper(&'t str),
    /// A repository.
    Repository(Repository<'t>),
}

impl<'t> Subject<'t> {
    /// As it stands in URLs.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Paper(id) => (*id).to_owned(),
            Self::Repository(repository) => format!("{}/{}", repository.owner, repository.name),
        }
    }

    /// What a link names, where badges can show it: a paper, or a whole repository.
    #[must_use]
    pub fn of_target(target: &Target<'t>) -> Option<Self> {
        match target {
            Target::Paper(id) => Some(Self::Paper(id.id)),
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
#[derive(Debug, Default)]
pub struct Badges<'t> {
    /// The spellings of each kind.
    pub spellings: Vec<(&'t str, Votes<Template<'t>>)>,
    /// For two kinds, how often the first stands before the second.
    pub pairs: Vec<((BadgeKind<'t>, BadgeKind<'t>), Votes<bool>)>,
    /// For each kind, whether the entries that could have it do.
    pub presence: Vec<(&'t str, Votes<bool>)>,
    /// The order that the configuration asks for, by name.
    pub pinned: Option<&'t [String]>,
}

impl<'t> Badges<'t> {
    pub(super) fn learn(list: &List<'t>) -> Self {
        let mut badges = Self::default();
        for badge in &list.badges {
            if let Some(template) = badge.template.filter(|_| badge.entry.is_some()) {
                votes_of(&mut badges.spellings, template.kind).add(template);
            }
        }
        if list.badges.len() < ORDER.votes {
            return badges;
        }
        for entry in &list.entries {
            badges.vote_order(list, entry);
            for index in 0..badges.spellings.len() {
                let kind = badges.spellings[index].0;
                if only_subject(list, entry, kind).is_some() {
                    votes_of(&mut badges.presence, kind).add(has(list, entry, kind));
                }
            }
        }
        badges
    }

    fn vote_order(&mut self, list: &List<'t>, entry: &Entry) {
        let kinds = kinds(list, entry);
        for (at, &(block, first)) in kinds.iter().enumerate() {
            for &(_, second) in kinds[at + 1..].iter().take_while(|(other, _)| *other == block) {
                if first == second {
                    continue;
                }
                let known =
                    self.pairs.iter_mut().find(|(pair, _)| *pair == (first, second) || *pair == (second, first));
                match known {
                    Some((pair, votes)) => votes.add(*pair == (first, second)),
                    None => {
                        let mut votes = Votes::default();
                        votes.add(true);
                        self.pairs.push(((first, second), votes));
                    }
                }
            }
        }
    }

    /// The list's spelling of a kind of badge, with its votes and all votes.
    #[must_use]
    pub fn spelling(&self, kind: &str) -> Option<(&Template<'t>, usize, usize)> {
        let (_, votes) = self.spellings.iter().find(|(known, _)| *known == kind)?;
        let own = votes.convention(SPELLING)?;
        Some((own, votes.count(own), votes.total()))
    }

    /// Whether the list puts the first kind before the second, and what that rests on.
    #[must_use]
    pub fn precedes(&self, first: BadgeKind, second: BadgeKind) -> Option<Evidence> {
        if let Some(pinned) = self.pinned {
            let place = |kind: BadgeKind| {
                let name = kind.name();
                pinned.iter().position(|other| other.to_lowercase() == name.to_lowercase())
            };
            if let (Some(first), Some(second)) = (place(first), place(second)) {
                return (first < second).then_some(Evidence::Pinned);
            }
        }
        let (pair, votes) = self.pairs.iter().find(|(pair, _)| *pair == (first, second) || *pair == (second, first))?;
        let forward = *votes.convention(ORDER)?;
        ((*pair == (first, second)) == forward)
            .then(|| Evidence::Votes { with: votes.count(&forward), all: votes.total() })
    }

    /// The kinds of badges that nearly all entries have that could, with the entries that do and all that could.
    pub fn expected(&self) -> impl Iterator<Item = (&'t str, usize, usize)> {
        let held = self.presence.iter().filter(|(_, votes)| votes.convention(PRESENCE) == Some(&true));
        held.map(|(kind, votes)| (*kind, votes.count(&true), votes.total()))
    }
}

fn votes_of<'v, 't, V>(all: &'v mut Vec<(&'t str, Votes<V>)>, kind: &'t str) -> &'v mut Votes<V> {
    let at = all.iter().position(|(known, _)| *known == kind).unwrap_or_else(|| {
        all.push((kind, Votes::default()));
        all.len() - 1
    });
    &mut all[at].1
}

/// The kinds of an entry's badges that can be moved, in the order in which they stand, each with its block: badges
/// change places only within one.
fn kinds<'t>(list: &List<'t>, entry: &Entry) -> Vec<(u32, BadgeKind<'t>)> {
    let plain = list.badges_of(entry).iter().filter(|badge| badge.plain);
    plain.filter_map(|badge| Some((badge.block, BadgeKind::of(badge)?))).collect()
}

/// The one paper or repository that an entry's own links name and that a badge of the kind could show.
#[must_use]
pub fn only_subject<'t>(list: &List<'t>, entry: &Entry, kind: &str) -> Option<Subject<'t>> {
    let own = list.links_of(entry).iter().filter(|link| link.badge.is_none());
    let mut subjects = own.filter_map(|link| Subject::of_target(&link.target)).filter(|subject| subject.fits(kind));
    let first = subjects.next()?;
    subjects.all(|other| first.same(&other)).then_some(first)
}

/// Whether an entry has a badge of a kind.
#[must_use]
pub fn has(list: &List, entry: &Entry, kind: &str) -> bool {
    list.badges_of(entry).iter().any(|badge| badge.template.is_some_and(|template| template.kind == kind))
}
