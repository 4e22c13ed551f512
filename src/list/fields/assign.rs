//! The fields of one entry, from its pieces.

use super::{
    columns::Columns,
    habits::{Habits, Place},
    pieces::{Class, Piece},
    roles::Role,
    tokens::{Bracket, TokenKind, marks},
};
use crate::{
    TextRange, TextSize,
    dates::{self, Precision},
};

/// The fields of an entry, as numbers of its pieces and as ranges.
#[derive(Debug, Default)]
pub(super) struct Fields {
    pub(super) title: Option<usize>,
    pub(super) name: Option<usize>,
    pub(super) venue: Option<usize>,
    pub(super) authors: Vec<TextRange>,
    pub(super) tags: Vec<TextRange>,
    pub(super) description: Option<TextRange>,
    /// The number of its date among those of the entry.
    pub(super) date: Option<usize>,
}

/// What the pieces around an entry say: those of its group, and the columns of its table.
pub(super) struct Around<'a> {
    /// The habits of the group, and of all groups of its kind.
    pub(super) habits: [&'a Habits; 2],
    pub(super) columns: &'a Columns,
}

/// Finds the fields of an entry whose title is known.
pub(super) fn assign(
    text: &str,
    pieces: &[Piece],
    title: Option<usize>,
    around: &Around,
    dates: &[dates::Date],
) -> Fields {
    let mut fields = Fields { title, name: name(text, pieces, title), ..Fields::default() };
    let mut prose = Prose::default();
    let home = title.map_or(0, |title| pieces[title].token.cell);
    for (at, piece) in pieces.iter().enumerate() {
        if Some(at) == title || Some(at) == fields.name {
            continue;
        }
        let before = title.is_some_and(|title| at < title);
        match role(piece, before, home, around) {
            // The group that a person belongs to: `A. Leaf (Tea Lab)`.
            Role::Authors | Role::Tag
                if piece.token.bracket == Bracket::Round
                    && piece.class != Class::Mark
                    && at.checked_sub(1).is_some_and(|last| fields.authors.last() == Some(&pieces[last].range())) => {}
            Role::Authors => fields.authors.push(piece.range()),
            Role::Venue => {
                fields.venue.get_or_insert(at);
            }
            Role::Tag => prose.tag(piece, home),
            Role::Name => {
                fields.name.get_or_insert(at);
            }
            Role::Description => prose.add(piece, before),
            // The last words of a sentence can be a link.
            _ if matches!(piece.class, Class::Words | Class::Stop) => prose.extend(piece),
            Role::Title | Role::Date | Role::Label | Role::Other => {}
        }
    }
    fields.description = prose.range();
    let inside = |range: TextRange| fields.description.is_some_and(|all| all.contains_range(range));
    fields.authors.retain(|range| !inside(*range));
    fields.tags = prose.tags.into_iter().filter(|range| !inside(*range)).collect();
    // The most precise; of those the first.
    let own = pieces.iter().filter(|piece| !inside(piece.range())).filter_map(|piece| piece.date.map(usize::from));
    let precision = |at: usize| dates.get(at).map_or(Precision::Year, |date| date.value.precision());
    fields.date = own.fold(None, |best: Option<usize>, at| match best {
        Some(best) if precision(best) >= precision(at) => Some(best),
        _ => Some(at),
    });
    fields
}

/// Returns what a piece is, unless it is the title.
fn role(piece: &Piece, before: bool, home: u8, around: &Around) -> Role {
    let token = &piece.token;
    let is_image = matches!(token.kind, TokenKind::Image(_));
    if let Some(column) = around.columns.role(token.cell).filter(|_| token.cell != home) {
        return in_column(piece, column);
    }
    let keyed = match piece.key {
        Some(Role::Label) | None => None,
        Some(role) if matches!(piece.class, Class::Key(_)) => Some(role).filter(|_| false),
        Some(role) => Some(role),
    };
    match piece.class {
        // An emoji in code marks.
        Class::Number if token.kind == TokenKind::Code && piece.range().len() > TextSize::from(2) => Role::Tag,
        Class::Key(_) | Class::Label | Class::Url | Class::Number | Class::Stop => Role::Label,
        Class::Mark => Role::Tag,
        Class::Date => Role::Date,
        _ if is_image && !piece.inside => Role::Label,
        Class::Venue if piece.sure => Role::Venue,
        Class::People if piece.sure => Role::Authors,
        Class::People if keyed == Some(Role::Venue) => Role::Other,
        _ if keyed.is_some() => keyed.unwrap_or(Role::Other),
        class => match around.habits.iter().find_map(|habits| habits.class_of(piece, Place::of(piece, before))) {
            Some(Class::People) => Role::Authors,
            Some(Class::Venue) => Role::Venue,
            _ if token.kind == TokenKind::Code || piece.has(marks::CODE) && piece.link().is_none() => Role::Tag,
            // A link that is no label is part of the prose around it.
            _ if piece.link().is_some() => Role::Label,
            _ if token.bracket != Bracket::None && piece.words <= TAG_WORDS => Role::Tag,
            _ if class == Class::Venue => Role::Venue,
            _ if piece.inside => Role::Other,
            _ => Role::Description,
        },
    }
}

/// The number of words up to which a text in brackets classifies; longer ones describe.
const TAG_WORDS: u8 = 4;

/// Returns what a piece is in a column of its own.
fn in_column(piece: &Piece, column: Role) -> Role {
    let is_image = matches!(piece.token.kind, TokenKind::Image(_));
    match (column, piece.class) {
        (_, Class::Key(_)) => Role::Other,
        (Role::Authors, Class::People | Class::Words | Class::Venue) => Role::Authors,
        (Role::Name, Class::Words | Class::People | Class::Venue) => Role::Name,
        (Role::Venue, Class::Venue | Class::Words | Class::People) => Role::Venue,
        (Role::Description, _) if piece.link().is_none() && !is_image => Role::Description,
        (Role::Tag, Class::Venue) if piece.sure => Role::Venue,
        (Role::Venue | Role::Date | Role::Tag, Class::Date) => Role::Date,
        (Role::Tag, _) if !is_image && piece.class != Class::Url => Role::Tag,
        (Role::Label, Class::Venue) if piece.sure && piece.inside => Role::Venue,
        _ => Role::Other,
    }
}

/// Returns the number of the nickname in front of a title: `**LLaVA** [Visual Instruction Tuning](u)`.
fn name(text: &str, pieces: &[Piece], title: Option<usize>) -> Option<usize> {
    /// The length of the longest nickname, in words.
    const LONGEST: u8 = 4;
    let title = title?;
    let own = &pieces[title].token;
    let at = pieces[..title].iter().rposition(|piece| !piece.inside)?;
    let piece = &pieces[at];
    let token = &piece.token;
    // What is marked, in square brackets, or divided from the title: `TeaNet - [Brewing with Networks](u)`.
    let divided = own.separator != b' ' && own.separator != b'.';
    let is_marked =
        piece.token.marks != 0 || token.kind == TokenKind::Code || token.bracket == Bracket::Square || divided;
    let is_name = matches!(piece.class, Class::Words) || !piece.sure && piece.class != Class::Number;
    (is_marked
        && is_name
        && piece.words <= LONGEST
        && token.bracket != Bracket::Round
        // An emoji marks a tag: `[🍵Green]`.
        && text[piece.range()].starts_with(char::is_alphanumeric)
        && piece.link().is_none()
        && piece.key.is_none()
        && (token.line, token.cell) == (own.line, own.cell))
        .then_some(at)
}

/// The prose of an entry, and the tags around it.
#[derive(Debug, Default)]
struct Prose {
    tags: Vec<TextRange>,
    /// The cell of the last tag.
    cell: u8,
    before: Option<TextRange>,
    after: Option<(TextRange, u8, u8)>,
    /// Whether the sentence goes on.
    open: bool,
}

impl Prose {
    /// Adds a tag; a cell of a column of its own is one text.
    fn tag(&mut self, piece: &Piece, home: u8) {
        let cell = piece.token.cell;
        match self.tags.last_mut() {
            Some(last) if cell != home && self.cell == cell && piece.token.bracket != Bracket::Square => {
                *last = last.cover(piece.range());
            }
            _ => self.tags.push(piece.range()),
        }
        self.cell = cell;
    }

    fn add(&mut self, piece: &Piece, before: bool) {
        let (range, token) = (piece.range(), &piece.token);
        if before && token.cell == 0 {
            self.before = Some(self.before.map_or(range, |known| known.cover(range)));
            return;
        }
        self.open = piece.open;
        self.after = match self.after {
            None => Some((range, token.line, token.cell)),
            // Prose goes on with the next line, and behind a link.
            Some((known, line, cell)) if cell == token.cell && token.line <= line + 1 => {
                Some((known.cover(range), token.line, cell))
            }
            known => known,
        };
    }

    /// Adds the link or the full stop with which a sentence ends.
    fn extend(&mut self, piece: &Piece) {
        let Some((known, line, cell)) = self.after.as_mut().filter(|_| self.open && !piece.inside) else { return };
        if (*line, *cell) == (piece.token.line, piece.token.cell) && piece.token.group == 0 {
            *known = known.cover(piece.range());
            self.open = piece.open;
        }
    }

    fn range(&self) -> Option<TextRange> {
        self.after.map(|(range, ..)| range).or(self.before)
    }
}
