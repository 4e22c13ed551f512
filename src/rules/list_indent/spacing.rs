//! The blanks between a bullet and its text.

use crate::{
    characters::spaces_in_words,
    conventions::{
        indents::{columns, indent},
        votes::{Quorum, Votes},
    },
    edit::{Edit, Fix, Phase},
    list::{EntryGroup, GroupKind, GroupRole},
    offset, range,
    rule::Context,
    source::is_blank,
};

/// Nine in ten of at least ten bullets have the same blanks behind them.
const SPACING: Quorum = Quorum { votes: 10, percent: 90 };

/// With more blanks, an item begins with indented code.
/// <https://spec.commonmark.org/0.31.2/#list-items>
const MOST: usize = 4;

pub(super) fn check(cx: &mut Context) {
    for contents in [false, true] {
        let list = cx.list;
        let groups = list.groups.iter().filter(|group| {
            matches!(group.kind, GroupKind::Bullets { .. })
                && !group.enclosed
                && (group.role == GroupRole::Contents) == contents
        });
        let items: Vec<Bullet> = groups.flat_map(|group| bullets(group, cx)).collect();
        let mut votes = Votes::default();
        for item in &items {
            votes.add(item.gap);
        }
        let Some(&own) = votes.convention(SPACING) else { continue };
        for item in items.iter().filter(|item| item.gap != own) {
            let message = format!(
                "{} behind the bullet, {} of {} here have {}",
                spaces_in_words(item.gap),
                votes.count(&own),
                votes.total(),
                spaces_in_words(own)
            );
            let fix = item.with(own, cx.list.source.text);
            let start = item.start + 1;
            let finding = cx.report(range(start, start + item.gap.len()), message);
            finding.help("where bullets and texts stand in line, so does what is written below them");
            finding.fix = fix.map(|edits| Fix::safe(Phase::Layout, format!("put {}", spaces_in_words(own)), edits));
        }
    }
}

/// The items of a group whose bullet begins a line and has text behind it.
fn bullets<'t>(group: &EntryGroup, cx: &Context<'t>) -> impl Iterator<Item = Bullet<'t>> {
    let list = cx.list;
    group.items.iter().filter_map(move |item| {
        let (start, end) = (usize::from(item.start()), usize::from(item.end()));
        let column = columns(indent(list, start)?, 0);
        let behind = list.source.text[start..end].get(1..)?;
        let gap = &behind[..behind.len() - behind.trim_start_matches([' ', '\t']).len()];
        let text_column = columns(gap, column + 1);
        let has_text = !gap.is_empty() && gap.len() < behind.len() && !behind[gap.len()..].starts_with(['\n', '\r']);
        (has_text && text_column - column - 1 <= MOST).then_some(Bullet { start, end, column, text_column, gap })
    })
}

struct Bullet<'t> {
    start: usize,
    end: usize,
    /// At which the bullet stands, and its text, from 0.
    column: usize,
    text_column: usize,
    gap: &'t str,
}

impl Bullet<'_> {
    /// The edits that put other blanks behind the bullet, and move what stands in the item along with its text. None
    /// where it is not certain that the item would be read as before.
    fn with(&self, own: &str, text: &str) -> Option<Vec<Edit>> {
        let to = columns(own, self.column + 1);
        let behind = self.start + 1 + self.gap.len();
        let mut edits = vec![Edit::replace(range(self.start + 1, behind), own)];
        let mut at = behind;
        for (number, line) in text[behind..self.end].split_inclusive('\n').enumerate() {
            let start = at;
            at += line.len();
            let content = line.trim_end_matches(['\n', '\r']);
            if number == 0 || content.is_empty() {
                if content.contains('\r') {
                    return None;
                }
                continue;
            }
            let blanks = content.len() - content.trim_start_matches(' ').len();
            // A tab reaches to a place that does not move along.
            if content.contains(['\t', '\r']) && to != self.text_column {
                return None;
            }
            if blanks < self.text_column {
                // Text that goes on without indentation, whatever stands before it.
                let goes_on = content[blanks..].starts_with(|c: char| c.is_alphabetic() || c == '[');
                if !goes_on && blanks < content.len() {
                    return None;
                }
            } else if to < self.text_column {
                edits.push(Edit::delete(range(start, start + self.text_column - to)));
            } else if to > self.text_column {
                edits.push(Edit::insert(offset(start), " ".repeat(to - self.text_column)));
            }
        }
        self.leaves_next_line(to, text).then_some(edits)
    }

    /// Whether the line behind the item stays outside of it.
    fn leaves_next_line(&self, to: usize, text: &str) -> bool {
        let next = text[self.end..].lines().skip(1).find(|line| !is_blank(line));
        next.is_none_or(|line| {
            let blanks = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
            columns(blanks, 0) < to.min(self.text_column)
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        edit::Applicability,
        fix::fix,
        lint::{Options, lint},
        source::Source,
    };

    fn habit(gap: &str) -> String {
        (1..=20).map(|number| format!("-{gap}Tea {number:02}\n")).collect()
    }

    #[test]
    fn items_take_the_spacing_of_the_list() {
        for (gap, text, fixed) in [
            (" ", "-   Dew\n", "- Dew\n"),
            (" ", "-\tDew\n", "- Dew\n"),
            (" ", "-  Dew\n   and more\n", "- Dew\n  and more\n"),
            (" ", "-   Dew\nand more\n", "- Dew\nand more\n"),
            (" ", "-   Dew\n  and more\n", "- Dew\n  and more\n"),
            (" ", "-   Dew\n\n    ~~~\n    x\n\n      y\n    ~~~\n", "- Dew\n\n  ~~~\n  x\n\n    y\n  ~~~\n"),
            (" ", "-   Dew\n    - Leaf\n", "- Dew\n  - Leaf\n"),
            (" ", "-  [ ] Dew\n", "- [ ] Dew\n"),
            ("   ", "- Dew\n  and more\n", "-   Dew\n    and more\n"),
            ("\t", "- Dew\n", "-\tDew\n"),
        ] {
            let habit = habit(gap);
            let outcome = fix(&(habit.clone() + text), &Options::default(), Applicability::Safe);
            assert_eq!(outcome.text.strip_prefix(&habit), Some(fixed), "{text}");
            assert_eq!(outcome.refused, []);
        }
    }

    #[test]
    fn what_might_be_read_otherwise_stays() {
        for text in [
            // What follows would become part of the item.
            "-   Dew\n\n  of the list\n",
            "-   Dew\n  - Leaf\n",
            // A tab inside does not move along.
            "-   Dew\n    -\tLeaf\n",
            // An underline would make a heading of the text.
            "-   Dew\n  ===\n",
        ] {
            let text = habit(" ") + text;
            let found = lint(&Source::new(&text).unwrap(), &Options::default()).diagnostics;
            let found: Vec<_> = found.iter().filter(|found| found.message.contains("behind the bullet")).collect();
            assert!(!found.is_empty(), "{text}");
            assert!(found.iter().any(|found| found.fix.is_none()), "{text}");
        }
    }

    #[test]
    fn nothing_to_say() {
        for text in ["-     code\n", "-\n  Dew\n", "- - Dew\n", "> -   Dew\n", "1.  Dew\n", "-\n"] {
            let text = habit(" ") + text;
            let found = lint(&Source::new(&text).unwrap(), &Options::default()).diagnostics;
            assert!(found.iter().all(|found| !found.message.contains("behind the bullet")), "{text}: {found:?}");
        }
        let mixed = habit(" ") + &habit("   ");
        let found = lint(&Source::new(&mixed).unwrap(), &Options::default()).diagnostics;
        assert!(found.iter().all(|found| found.rule != "list-indent"), "{found:?}");
    }
}
