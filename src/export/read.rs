//! Converts the typed list to data.

use html_escape::decode_html_entities;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Badge, Carrier, Date, Entry, Export, Field, Identifiers, Link, LinkKind, Precision, Section,
    plain::{Plain, tidy, url},
};
use crate::{
    TextRange, TextSize,
    dates::DateValue,
    hosts::{ImageKind, Registry, Repository, Target, static_badge::shown_text},
    list::{self, EntryGroup, GroupKind, List, SectionId},
    markdown::{Kind, NodeRef},
    people,
};

impl Export {
    /// Converts the list in the file `path`.
    #[must_use]
    pub fn read(path: &str, list: &List) -> Self {
        let mut reader = Reader { list, plain: Plain::new(list), shown: Vec::new(), labels: Vec::new() };
        let title = list.sections.get(1).filter(|section| section.level == 1);
        let sections = reader.sections();
        reader.labels = reader.labels();
        let mut heads = FxHashMap::default();
        Self {
            version: 1,
            path: path.to_owned(),
            title: title.and_then(|title| title.heading.as_ref()).and_then(|heading| some(tidy(&heading.text))),
            entries: list.entries.iter().map(|entry| reader.entry(entry, &sections, &mut heads)).collect(),
            sections,
        }
    }
}

struct Reader<'l, 't> {
    list: &'l List<'t>,
    plain: Plain<'l, 't>,
    /// For each section of the list, its index among the exported sections.
    shown: Vec<Option<usize>>,
    /// For each group, the texts of its parent items that are not entries, the outermost first.
    labels: Vec<Vec<String>>,
}

impl Reader<'_, '_> {
    fn sections(&mut self) -> Vec<Section> {
        let list = self.list;
        let mut is_entry = vec![false; list.sections.len()];
        for entry in list.entries.iter().filter(|entry| self.group(entry).kind == GroupKind::Headings) {
            let at = list.sections.partition_point(|section| section.range.start() <= entry.range.start());
            is_entry[at.saturating_sub(1)] = true;
        }
        let mut out: Vec<Section> = Vec::new();
        for (id, section) in list.sections.iter().enumerate() {
            let is_title = id == 1 && section.level == 1;
            let heading = section.heading.as_ref().filter(|_| !is_title && !is_entry[id]);
            let above = section.parent.and_then(|parent| self.shown[parent as usize]);
            // Entries below a heading that is not exported belong to the section above.
            self.shown.push(if heading.is_some() { Some(out.len()) } else { above });
            let Some(heading) = heading else { continue };
            out.push(Section {
                title: tidy(&heading.text),
                slug: some(heading.slug.clone()),
                level: section.level,
                path: above.map_or_else(Vec::new, |above| path_of(&out[above])),
                line: self.line(heading.range.start()),
            });
        }
        out
    }

    /// Returns, for each group, the texts of its parent items that are not entries.
    fn labels(&self) -> Vec<Vec<String>> {
        let groups = &self.list.groups;
        let mut labels: Vec<Vec<String>> = Vec::with_capacity(groups.len());
        let mut read: FxHashMap<TextSize, String> = FxHashMap::default();
        let mut open: Vec<usize> = Vec::new();
        for (at, group) in groups.iter().enumerate() {
            while open.last().is_some_and(|&above| !groups[above].range.contains_range(group.range)) {
                open.pop();
            }
            let above = open.last().map(|&above| (&groups[above], &labels[above]));
            let mut own = above.map_or_else(Vec::new, |(_, labels)| labels.clone());
            if let Some((above, _)) = above
                && let Some(item) = self.plain_item(above, group.range)
            {
                let label = read.entry(item.start()).or_insert_with(|| self.label(item));
                own.extend(some(label.clone()));
            }
            labels.push(own);
            open.push(at);
        }
        labels
    }

    /// Returns the item of a group that contains a range, if it is not an entry.
    fn plain_item(&self, group: &EntryGroup, range: TextRange) -> Option<TextRange> {
        let at = group.items.partition_point(|item| item.start() <= range.start()).checked_sub(1)?;
        let item = group.items[at];
        let start = |&id: &u32| self.list.entry(id).range.start();
        let is_entry = group.entries.binary_search_by_key(&item.start(), start).is_ok();
        (!is_entry && item.contains_range(range)).then_some(item)
    }

    /// Returns the text of an item before its first nested list.
    fn label(&self, item: TextRange) -> String {
        let mut lists = self.plain.nodes(item).filter(|node| matches!(node.kind(), Kind::List { .. }));
        // The list that contains the item may start at the same offset.
        let inner = lists.find(|node| node.range().start() > item.start());
        let end = inner.map_or(item.end(), |list| list.range().start());
        self.plain.text(TextRange::new(item.start(), end))
    }

    fn entry(&self, entry: &list::Entry, sections: &[Section], headers: &mut FxHashMap<u32, Vec<String>>) -> Entry {
        let list = self.list;
        let group = self.group(entry);
        let section = self.shown[entry.section as SectionId as usize];
        let mut path = section.map_or_else(Vec::new, |section| path_of(&sections[section]));
        path.extend(self.labels[group.id as usize].iter().cloned());
        let cells = if group.kind == GroupKind::Table { self.cells(entry.range) } else { Vec::new() };
        let fields = if cells.is_empty() {
            Vec::new()
        } else {
            fields(&cells, headers.entry(group.id).or_insert_with(|| self.header(group.range)), &self.plain)
        };
        let main = list.link_of(entry).or_else(|| list.links_of(entry).iter().find(|link| leads(link)));
        let links = list.links_of(entry).iter().filter(|link| link.target != Target::Empty);
        let text = |range: TextRange| some(self.plain.text(range)).or_else(|| self.in_badge(entry, range));
        let (authors, et_al) = self.authors(entry);
        Entry {
            title: entry.title.and_then(|title| self.title(title)),
            name: entry.name.and_then(text),
            authors,
            et_al,
            venue: entry.venue.and_then(text),
            tags: list.tags_of(entry).filter_map(text).collect(),
            description: entry.description.and_then(text),
            url: main.filter(|link| link.target != Target::Empty).map(|link| target_url(link)),
            links: links.map(|link| self.link(link)).collect(),
            identifiers: self.identifiers(entry),
            date: list.date_of(entry).map(|date| self.date(date)),
            badges: list
                .badges_of(entry)
                .iter()
                .filter(|badge| badge.shows.is_badge())
                .map(|badge| self.badge(badge))
                .collect(),
            fields,
            text: self.plain.text(self.own_range(entry)),
            path,
            section,
            parent: group.parent.map(|parent| parent as usize),
            carrier: match group.kind {
                GroupKind::Bullets { .. } => Carrier::Bullet,
                GroupKind::Numbered { .. } => Carrier::Number,
                GroupKind::Table => Carrier::Row,
                GroupKind::Paragraphs => Carrier::Paragraph,
                GroupKind::Headings => Carrier::Heading,
                GroupKind::Html => Carrier::Html,
            },
            line: self.line(entry.range.start()),
        }
    }

    /// Returns a title, which can be the alternative text of an image.
    fn title(&self, title: TextRange) -> Option<String> {
        some(self.plain.text(title)).or_else(|| some(self.plain.alt(title)))
    }

    /// Returns a text in the URL of a badge.
    fn in_badge(&self, entry: &list::Entry, range: TextRange) -> Option<String> {
        let mut badges = self.list.badges_of(entry).iter().filter_map(|badge| badge.destination);
        let inside = badges.any(|url| url.contains_range(range));
        inside.then(|| tidy(&shown_text(self.list.text(range)))).and_then(some)
    }

    /// Returns the names of an entry's authors, and whether there are more.
    fn authors(&self, entry: &list::Entry) -> (Vec<String>, bool) {
        let mut names = Vec::new();
        let mut et_al = false;
        for range in self.list.authors_of(entry) {
            let start = usize::from(range.start());
            let people = people::listed(self.list.text(range));
            let ranges = people.names.into_iter().map(|name| crate::range(start + name.start, start + name.end));
            names.extend(ranges.filter_map(|range| some(self.plain.text(range))));
            et_al |= people.others;
        }
        (names, et_al)
    }

    /// Returns the text of an entry without its marker and without nested entries.
    fn own_range(&self, entry: &list::Entry) -> TextRange {
        let next = self.list.entries.get(entry.id as usize + 1).filter(|next| entry.range.contains_range(next.range));
        // The title of a nested group is in the paths of its entries.
        let end = next.map_or(entry.range.end(), |next| {
            let nested = entry.children.iter().map(|&id| self.list.groups[id as usize].range);
            nested
                .filter(|range| range.contains_range(next.range))
                .map(TextRange::start)
                .next()
                .unwrap_or(next.range.start())
        });
        TextRange::new(entry.marker.end().min(end), end)
    }

    fn link(&self, link: &list::Link) -> Link {
        let (kind, identifier) = named(&link.target);
        let label = match link.badge {
            Some(badge) => self.alt(&self.list.badges[badge as usize]),
            None => some(self.plain.text(link.label)).or_else(|| self.bare(link)),
        };
        Link { label, url: target_url(link), kind, identifier, image: link.badge.is_some() }
    }

    /// Returns the URL that a link shows in place of a text; none if it shows nothing: `[](url)`.
    fn bare(&self, link: &list::Link) -> Option<String> {
        let text = tidy(self.list.text(link.range));
        let url = text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or(&text);
        (!url.is_empty() && !url.starts_with(['[', '<', '!'])).then(|| url.to_owned())
    }

    fn badge(&self, badge: &list::Badge) -> Badge {
        let (kind, identifier) = match badge.shows {
            ImageKind::Repository { metric, repository } => (Some(metric.to_owned()), Some(full_name(&repository))),
            ImageKind::Arxiv(id) => (Some("arxiv".to_owned()), id.map(|id| id.plain().into_owned())),
            ImageKind::Badge | ImageKind::Picture => (None, None),
        };
        Badge {
            kind,
            identifier,
            alt: self.alt(badge),
            image: if badge.html { url(&decode_html_entities(badge.url)) } else { url(badge.url) },
            url: self.list.link_around(badge).filter(|link| link.target != Target::Empty).map(target_url),
        }
    }

    fn alt(&self, badge: &list::Badge) -> Option<String> {
        let alt = self.list.text(badge.alt);
        some(if badge.html { tidy(&decode_html_entities(alt)) } else { self.plain.alt(badge.alt) })
    }

    fn identifiers(&self, entry: &list::Entry) -> Identifiers {
        let list = self.list;
        let links = list.link_of(entry).into_iter().chain(list.links_of(entry)).map(|link| named(&link.target));
        let badges = list.badges_of(entry).iter().map(|badge| match badge.shows {
            ImageKind::Repository { repository, .. } => (LinkKind::GitHub, Some(full_name(&repository))),
            ImageKind::Arxiv(id) => (LinkKind::Arxiv, id.map(|id| id.plain().into_owned())),
            ImageKind::Badge | ImageKind::Picture => (LinkKind::Other, None),
        });
        let mut seen = FxHashSet::default();
        let mut out = Identifiers::default();
        for (kind, identifier) in links.chain(badges) {
            let Some(identifier) = identifier else { continue };
            let of_kind = match kind {
                LinkKind::Arxiv => &mut out.arxiv,
                LinkKind::Doi => &mut out.doi,
                LinkKind::OpenReview => &mut out.openreview,
                LinkKind::Anthology => &mut out.anthology,
                LinkKind::GitHub => &mut out.github,
                LinkKind::YouTube => &mut out.youtube,
                LinkKind::Page | LinkKind::File | LinkKind::Anchor | LinkKind::Other => continue,
            };
            if seen.insert((kind, folded(kind, &identifier))) {
                of_kind.push(identifier);
            }
        }
        out
    }

    fn date(&self, date: &list::Date) -> Date {
        let (iso, precision) = match date.written.value {
            DateValue::Year(year) => (Some(format!("{year:04}")), Some(Precision::Year)),
            DateValue::Ambiguous { .. } => (Some(format!("{:04}", date.written.value.year())), Some(Precision::Year)),
            DateValue::Month { year, month } => (Some(format!("{year:04}-{month:02}")), Some(Precision::Month)),
            DateValue::Day(day) => (Some(day.format("%Y-%m-%d").to_string()), Some(Precision::Day)),
            DateValue::Impossible { .. } => (None, None),
        };
        Date { iso, precision, written: tidy(self.list.text(date.written.range)) }
    }

    /// Returns the cells of a table row.
    fn cells(&self, row: TextRange) -> Vec<TextRange> {
        let row = self.plain.nodes(row).find(|node| node.kind() == Kind::TableRow);
        row.map_or_else(Vec::new, |row| row.children().map(NodeRef::range).collect())
    }

    /// Returns the texts of a table's header.
    fn header(&self, table: TextRange) -> Vec<String> {
        let head = self.plain.nodes(table).find(|node| node.kind() == Kind::TableHead);
        head.map_or_else(Vec::new, |head| head.children().map(|cell| self.plain.text(cell.range())).collect())
    }

    fn group(&self, entry: &list::Entry) -> &EntryGroup {
        &self.list.groups[entry.group as usize]
    }

    fn line(&self, at: TextSize) -> usize {
        self.list.source.position(at).line
    }
}

fn path_of(section: &Section) -> Vec<String> {
    section.path.iter().chain([&section.title]).cloned().collect()
}

fn some(text: String) -> Option<String> {
    if text.is_empty() { None } else { Some(text) }
}

fn fields(cells: &[TextRange], header: &[String], plain: &Plain) -> Vec<Field> {
    let named = cells
        .iter()
        .enumerate()
        .map(|(at, &cell)| Field { name: header.get(at).cloned().unwrap_or_default(), text: plain.text(cell) });
    named.filter(|field| !field.text.is_empty()).collect()
}

/// Whether an entry can be about the target of a link.
fn leads(link: &list::Link) -> bool {
    link.badge.is_none() && !matches!(link.target, Target::Empty | Target::Anchor(_) | Target::Other)
}

/// Returns the target of a link. HTML attributes may contain entities.
fn target_url(link: &list::Link) -> String {
    if link.html { url(&decode_html_entities(link.url)) } else { url(link.url) }
}

fn named(target: &Target) -> (LinkKind, Option<String>) {
    match *target {
        Target::Paper(paper) => (paper.registry().into(), Some(paper.identifier().into_owned())),
        Target::Repository(repository) => (LinkKind::GitHub, Some(full_name(&repository))),
        Target::Video(id) => (LinkKind::YouTube, Some(id.to_owned())),
        Target::Page => (LinkKind::Page, None),
        Target::File(_) => (LinkKind::File, None),
        Target::Anchor(_) => (LinkKind::Anchor, None),
        Target::Empty | Target::Other => (LinkKind::Other, None),
    }
}

fn full_name(repository: &Repository) -> String {
    format!("{}/{}", repository.owner, repository.name)
}

/// Returns an identifier in the case in which it is compared.
pub(super) fn folded(kind: LinkKind, identifier: &str) -> String {
    let is_exact = kind == LinkKind::YouTube || kind.registry().is_some_and(Registry::is_case_sensitive);
    if is_exact { identifier.to_owned() } else { identifier.to_ascii_lowercase() }
}

#[cfg(test)]
mod tests;
