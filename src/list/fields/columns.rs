//! What the columns of a table hold, by their headers and by what is in them.

use super::{
    super::{EntryGroup, GroupKind, List},
    pieces::{Class, Piece},
    roles::{self, Role},
    tokens::TokenKind,
};
use crate::{
    dates,
    markdown::{Kind, NodeRef},
};

/// The columns of a table; columns are numbered from 1.
#[derive(Debug, Default)]
pub(super) struct Columns {
    headers: Vec<Option<Role>>,
    /// The column of dates that has only months like `23.10`.
    pub(super) short_months: Option<u8>,
    counts: Vec<Counts>,
    roles: Vec<Role>,
}

/// Returns whether a column has at least four months like `23.10` of a few years, and nothing else. `12.10` beside `23.10`
/// may be a day.
fn has_short_months(list: &List, table: NodeRef, column: usize) -> bool {
    const ENOUGH: usize = 4;
    /// The largest number of years between two months.
    const APART: i32 = 9;
    let rows = table.children().filter(|row| row.kind() != Kind::TableHead);
    let cells = rows.filter_map(|row| row.children().nth(column)).map(|cell| list.text(cell.range()).trim());
    let (mut months, mut first, mut last) = (0, i32::MAX, i32::MIN);
    for cell in cells.filter(|cell| !cell.is_empty()) {
        let Some(month) = dates::short_month(cell) else { return false };
        (first, last) = (first.min(month.year()), last.max(month.year()));
        months += 1;
    }
    months >= ENOUGH && last - first <= APART
}

/// What is in the cells of one column.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    filled: u32,
    links: u32,
    people: u32,
    /// What could be a name.
    names: u32,
    venues: u32,
    dates: u32,
    numbers: u32,
    words: u32,
    /// Whether the numbers count the rows.
    running: bool,
}

impl Columns {
    /// Reads the headers of a group that is a table.
    pub(super) fn read(list: &List, group: &EntryGroup) -> Self {
        if group.kind != GroupKind::Table {
            return Self::default();
        }
        let tree = list.tree;
        let table = tree.nodes_from(group.range.start()).find(|node| node.kind() == Kind::Table);
        let head = table.and_then(|table| table.children().find(|node| node.kind() == Kind::TableHead));
        let cells = head.into_iter().flat_map(NodeRef::children);
        let headers = cells.map(|cell| {
            let text = list.text(cell.range()).replace(['*', '_', '`', ':'], "");
            (roles::of_header(&text), text.trim().to_lowercase())
        });
        let mut headers: Vec<(Option<Role>, String)> = headers.collect();
        // A column of papers is that of links beside one of names.
        let is_paper = |text: &str| matches!(text, "paper" | "papers" | "论文");
        if headers.iter().any(|(role, text)| *role == Some(Role::Title) && !is_paper(text)) {
            for (role, _) in headers.iter_mut().filter(|(_, text)| is_paper(text)) {
                *role = Some(Role::Label);
            }
        }
        let headers: Vec<Option<Role>> = headers.into_iter().map(|(role, _)| role).collect();
        let dates = headers.iter().position(|role| *role == Some(Role::Date));
        let short_months = dates.zip(table).filter(|&(column, table)| has_short_months(list, table, column));
        let short_months = short_months.and_then(|(column, _)| u8::try_from(column + 1).ok());
        Self { headers, short_months, ..Self::default() }
    }

    /// Returns the role that the header of a column names.
    pub(super) fn header(&self, cell: u8) -> Option<Role> {
        self.headers.get(usize::from(cell).checked_sub(1)?).copied().flatten()
    }

    /// Counts what is in the cells of a row.
    pub(super) fn add(&mut self, pieces: &[Piece]) {
        let mut last = 0;
        for piece in pieces.iter().filter(|piece| !piece.inside) {
            let cell = usize::from(piece.token.cell);
            if cell == 0 {
                continue;
            }
            if self.counts.len() < cell {
                self.counts.resize(cell, Counts::default());
            }
            let counts = &mut self.counts[cell - 1];
            counts.words += u32::from(piece.words);
            if cell == last {
                continue;
            }
            last = cell;
            counts.filled += 1;
            let is_label = matches!(piece.class, Class::Label | Class::Url);
            match piece.class {
                Class::Date => counts.dates += 1,
                Class::Venue if piece.sure => counts.venues += 1,
                Class::People if piece.sure => counts.people += 1,
                Class::People if piece.link().is_none() => counts.names += 1,
                Class::Number => counts.numbers += 1,
                _ if matches!(piece.token.kind, TokenKind::Image(_)) || is_label || piece.link().is_some() => {
                    counts.links += 1;
                }
                _ => {}
            }
        }
    }

    /// Decides what each column holds, when all rows are counted.
    pub(super) fn decide(&mut self, title: u8) {
        let longest = (0..self.counts.len()).filter(|at| at + 1 != usize::from(title)).max_by_key(|&at| {
            let counts = &self.counts[at];
            counts.words / counts.filled.max(1)
        });
        let average = |at: usize| self.counts.get(at).map_or(0, |counts| counts.words / counts.filled.max(1));
        let long_titles = average(usize::from(title).saturating_sub(1)) >= 4;
        let described = (1..=self.headers.len() as u8).any(|cell| self.header(cell) == Some(Role::Description));
        self.roles = (0..self.counts.len())
            .map(|at| {
                let counts = self.counts[at];
                let most = |count: u32| count * 5 >= counts.filled * 3 && count > 0;
                let header = self.header(at as u8 + 1);
                match header {
                    _ if at + 1 == usize::from(title) => Role::Title,
                    Some(role) if role != Role::Title => role,
                    Some(_) if long_titles && average(at) <= 2 => Role::Name,
                    _ if most(counts.dates) => Role::Date,
                    _ if most(counts.venues) => Role::Venue,
                    _ if counts.people > 1 && most(counts.people + counts.names) => Role::Authors,
                    _ if most(counts.links) => Role::Label,
                    _ if most(counts.numbers) && (at == 0 || counts.running) => Role::Other,
                    _ if Some(at) == longest && counts.words >= counts.filled * 4 && !described => Role::Description,
                    _ => Role::Tag,
                }
            })
            .collect();
    }

    /// Returns what a column holds.
    pub(super) fn role(&self, cell: u8) -> Option<Role> {
        self.roles.get(usize::from(cell).checked_sub(1)?).copied()
    }
}
