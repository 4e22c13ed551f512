//! Habits of items and of headings: bullets, indentation and spaces.

use awesome_lint::{
    TextRange,
    conventions::{indents, markers::Markers},
    edit::Edit,
    list::{GroupKind, GroupRole},
    source::is_blank,
};

use super::{Reader, edit, sort_in};

impl Reader<'_, '_> {
    pub(super) fn bullets(&self) -> Vec<(usize, Vec<Vec<Edit>>)> {
        let mut kinds = Vec::new();
        for group in &self.list.groups {
            let GroupKind::Bullets { marker } = group.kind else { continue };
            let scope = Markers::scope(group);
            let own = self.conventions.markers.habit(scope).map(|own| own.value);
            for item in &group.items {
                let at = usize::from(item.start());
                let text = self.list.text(*item);
                let first_on_line = self.text()[self.line_start(at)..at].trim().is_empty();
                // Excludes bullets without text, and bullets before other markers, which could become a thematic break.
                let plain = text.chars().nth(2).is_some_and(char::is_alphanumeric) || text.starts_with("- [");
                let other = if marker == b'*' { "-" } else { "*" };
                // An item without a link, alone between others, may not belong to the contents.
                let known = !scope.contents || text.lines().next().is_some_and(|line| line.contains("](#"));
                let fits = own == Some(marker) && first_on_line && plain && known && !group.enclosed;
                sort_in(&mut kinds, scope, fits.then(|| vec![edit(at, at + 1, other)]));
            }
        }
        kinds.into_iter().filter(|(_, total, _)| *total >= 5).map(|(_, total, places)| (total, places)).collect()
    }

    /// Returns items of one line, with no line below that could become nested in them.
    pub(super) fn spaces_after_bullets(&self) -> Vec<(usize, Vec<Vec<Edit>>)> {
        let mut kinds = Vec::new();
        for group in &self.list.groups {
            if !matches!(group.kind, GroupKind::Bullets { .. }) || group.enclosed {
                continue;
            }
            for item in &group.items {
                let (start, end) = (usize::from(item.start()), usize::from(item.end()));
                let Some(indent) = indents::indent(self.list, start) else { continue };
                let text = self.list.text(*item);
                let below = self.text()[end..].lines().skip(1).find(|line| !is_blank(line)).unwrap_or_default();
                let plain = text.starts_with(['-', '*', '+'])
                    && text[1..].starts_with(' ')
                    && text[2..].starts_with(|c: char| c.is_alphanumeric() || c == '[')
                    && !text.contains('\n');
                let outside = below.len() - below.trim_start().len() < indent.len() + 2;
                let spaces = if start % 3 == 0 { "\t" } else { "   " };
                let place = (plain && outside).then(|| vec![edit(start + 1, start + 2, spaces)]);
                sort_in(&mut kinds, group.role == GroupRole::Contents, place);
            }
        }
        kinds.into_iter().filter(|(_, total, _)| *total >= 10).map(|(_, total, places)| (total, places)).collect()
    }

    pub(super) fn spaces_after_hashes(&self) -> Vec<(usize, Vec<Vec<Edit>>)> {
        let headings = self.list.sections.iter().filter_map(|section| section.heading.as_ref());
        let hashed = headings.filter(|heading| self.list.text(heading.range).starts_with('#'));
        let places: Vec<_> = hashed
            .map(|heading| {
                let text = self.list.text(heading.range);
                let hashes = text.len() - text.trim_start_matches('#').len();
                let at = usize::from(heading.range.start()) + hashes;
                let one = text[hashes..].starts_with(' ') && !text[hashes + 1..].starts_with([' ', '\t']);
                one.then(|| vec![edit(at, at, " ")])
            })
            .collect();
        // A list with a different number of spaces has no habit that restores it.
        let habit = places.len() >= 10 && places.iter().all(Option::is_some);
        if habit { vec![(places.len(), places.into_iter().flatten().collect())] } else { Vec::new() }
    }

    /// Moves whole items by a column.
    pub(super) fn indentations(&self) -> Vec<(usize, Vec<Vec<Edit>>)> {
        let learned = self.conventions.indents();
        let mut kinds = Vec::new();
        let items = |group: u32| self.list.groups[group as usize].items.iter();
        // Adjacent lists move together, or not at all if one of them cannot.
        let chunks = learned.groups.chunk_by(|a, b| b.follows && a.around == b.around);
        let chunks = chunks.flat_map(|chunk| chunk.iter().map(move |indented| (chunk, indented)));
        for (chunk, indented) in chunks {
            let Some(own) = learned.habit(indented.scope).map(|habit| habit.value) else { continue };
            let movable = chunk.iter().all(|beside| {
                items(beside.group).all(|item| {
                    let indent = indents::indent(self.list, item.start().into());
                    indent.and_then(|indent| indents::relative(indent, beside.around)) == Some(own)
                })
            });
            for item in &self.list.groups[indented.group as usize].items {
                let Some(indent) = indents::indent(self.list, item.start().into()) else { continue };
                let as_own = indents::relative(indent, indented.around) == Some(own);
                let room = indented.scope.inside.is_none_or(|inside| own.len() < inside + 3);
                let place = (as_own && movable && room && !own.contains('\t')).then(|| self.moved(*item, indent));
                sort_in(&mut kinds, indented.scope, place.flatten());
            }
        }
        kinds.into_iter().filter(|(_, total, _)| *total >= 10).map(|(_, total, places)| (total, places)).collect()
    }

    pub(super) fn moved(&self, item: TextRange, indent: &str) -> Option<Vec<Edit>> {
        // If an item begins on the line of another, the nesting is not certain.
        if self.list.text(item)[1..].trim_start().starts_with("- ") {
            return None;
        }
        let mut at = usize::from(item.start()) - indent.len();
        let mut edits = Vec::new();
        for line in self.text()[at..item.end().into()].split_inclusive('\n') {
            if !is_blank(line) {
                if !line.starts_with(indent) || line.contains('\t') {
                    return None;
                }
                edits.push(edit(at, at, " "));
            } else if self.is_opaque(at) {
                return None;
            }
            at += line.len();
        }
        Some(edits)
    }
}
