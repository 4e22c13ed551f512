//! `list-indent`: an item is indented differently from the list's other items, or has different spaces after its
//! bullet.

mod spacing;

use crate::{
    conventions::indents::{self, Around, Indented},
    edit::{Edit, Fix, Phase},
    list::EntryGroup,
    range,
    rule::{Check, Context, Fixes, Rule},
    source::is_blank,
};

pub(super) static RULE: Rule = Rule {
    fixes: Fixes::Sometimes,
    checks: &[Check::List(check), Check::List(spacing::check)],
    ..rule!("list-indent")
};

fn check(cx: &mut Context) {
    let indents = cx.conventions.indents();
    // Lists that follow each other in one item are moved together, otherwise one would become nested in the other.
    for beside in indents.groups.chunk_by(|a, b| b.follows && a.around == b.around) {
        let Some(habit) = beside.first().and_then(|first| indents.habit(first.scope)) else { continue };
        let usual = habit.value;
        let odd: Vec<_> = beside.iter().filter_map(|group| Some((group, odd_item(group, usual, cx)?))).collect();
        let Some((_, first)) = odd.first() else { continue };
        let first = *first;
        let moved = Move::of(beside, usual, cx);
        let written = indents::indent(cx.list, first).and_then(|indent| indents::relative(indent, beside[0].around));
        let is_nested = if beside[0].around.is_some() { "nested" } else { "indented" };
        let name = |indent: &str| if indent.is_empty() { "not".to_owned() } else { indents::in_words(Some(indent)) };
        let others = name(usual);
        let what = match written {
            Some("") => format!("not {is_nested}"),
            written => format!("{is_nested} {}", indents::in_words(written)),
        };
        let why = habit.evidence.say(&format!("like it are {others}"), &others);
        let message = format!("the item is {what}: {why}");
        let finding = cx.report(range(first, first + 1), message);
        finding.help("indent all items in the same way: it shows which items belong together");
        let title = if usual.is_empty() { "do not indent it".to_owned() } else { format!("indent it {others}") };
        finding.fix = moved.map(|edits| Fix::safe(Phase::Layout, title, edits));
    }
}

/// Returns the first item of a group that has a different indentation.
fn odd_item(indented: &Indented, usual: &str, cx: &Context) -> Option<usize> {
    let items = cx.list.groups[indented.group as usize].items.iter().map(|item| usize::from(item.start()));
    let mut odd = items.filter(|&item| {
        indents::indent(cx.list, item).is_some_and(|indent| indents::relative(indent, indented.around) != Some(usual))
    });
    odd.next()
}

/// Collects the edits that give all items of some lists the same indentation.
struct Move<'c> {
    text: &'c str,
    to: String,
    around: Option<Around<'c>>,
    edits: Vec<Edit>,
}

impl<'c> Move<'c> {
    /// Returns the edits. None where it is not certain that the lists are read as before.
    fn of(beside: &[Indented<'c>], usual: &str, cx: &Context<'_, 'c>) -> Option<Vec<Edit>> {
        let around = beside.first()?.around;
        let to = format!("{}{usual}", around.map_or("", |around| around.indent));
        let mut moved = Self { text: cx.list.source.text, to, around, edits: Vec::new() };
        if !moved.can_stand() {
            return None;
        }
        let mut before: Option<usize> = None;
        for indented in beside {
            let group = &cx.list.groups[indented.group as usize];
            for item in &group.items {
                let indent = indents::indent(cx.list, item.start().into())?;
                // An item that is two columns deeper than the one above may be meant to be nested in it.
                let column = indents::columns(indent, 0);
                if before.replace(column).is_some_and(|before| column > before + 1) {
                    return None;
                }
                moved.item(item.start().into(), item.end().into(), indent)?;
            }
            moved.leaves_next_line(group)?;
        }
        Some(moved.edits)
    }

    /// Whether the new indentation makes a list there: deep enough for the parent item, and not so deep that it makes
    /// code.
    fn can_stand(&self) -> bool {
        let column = indents::columns(&self.to, 0);
        let least = self.around.map_or(0, |around| around.text_column);
        (least..least + 4).contains(&column)
    }

    /// Moves each line of an item. Its content keeps its distance from the bullet.
    fn item(&mut self, start: usize, end: usize, indent: &str) -> Option<()> {
        if indent == self.to {
            return Some(());
        }
        let text = self.text[start..end].split_inclusive('\n');
        let shift = indents::columns(indent, 0).abs_diff(indents::columns(&self.to, 0));
        let mut at = start - indent.len();
        for (number, line) in text.enumerate() {
            // The indentation of the first line comes before the item.
            let line = if number == 0 { &self.text[at..at + indent.len() + line.len()] } else { line };
            let place = range(at, at + indent.len());
            let content = line.trim_end_matches(['\r', '\n']);
            at += line.len();
            // A tab reaches to a fixed column, which does not move with the line.
            if content.contains('\r')
                || (!shift.is_multiple_of(4) && content[indent.len().min(content.len())..].contains('\t'))
            {
                return None;
            }
            match content.strip_prefix(indent) {
                Some(rest) if !rest.is_empty() => self.edits.push(Edit::replace(place, &*self.to)),
                Some(_) => {}
                None if content.is_empty() => {}
                // The line is indented less than its item, or in a different way.
                None => return None,
            }
        }
        Some(())
    }

    /// Whether the line after a list stays outside its last item.
    fn leaves_next_line(&self, group: &EntryGroup) -> Option<()> {
        let end = usize::from(group.range.end());
        let Some(line) = self.text[end..].lines().skip(1).find(|line| !is_blank(line)) else { return Some(()) };
        let last = group.items.last()?;
        let item = &self.text[*last];
        let digits = item.bytes().take_while(u8::is_ascii_digit).count();
        let least = indents::columns(&self.to, 0) + digits + 2;
        let spaces = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
        (indents::columns(spaces, 0) < least).then_some(())
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

    /// Items at the top level and nested ones, which show the usual indentation.
    const HABIT: &str = "- a\n  - b\n  - c\n  - d\n  - e\n  - f\n  - g\n  - h\n  - i\n  - j\n  - k\n  - l\n\
                         - m\n- n\n- o\n- p\n- q\n\nText.\n\n";

    #[test]
    fn items_move_with_all_their_lines() {
        for (text, fixed) in [
            ("- a\n    - b\n", "- a\n  - b\n"),
            ("- a\n\t- b\n\t\t- c\n", "- a\n  - b\n    - c\n"),
            (
                "- a\n    - b\n\n      ```\n      x\n\n        y\n      ```\n",
                "- a\n  - b\n\n    ```\n    x\n\n      y\n    ```\n",
            ),
            ("- a\n    - b\n      > quoted\n\n          code\n", "- a\n  - b\n    > quoted\n\n        code\n"),
            (" - a\n   more\n", "- a\n  more\n"),
            // The item between two others, and the text below them.
            ("- a\n - b\n   - c\n- d\n", "- a\n- b\n  - c\n- d\n"),
            ("- a\n    - b\n    + c\n", "- a\n  - b\n  - c\n"),
            ("- a\n    - b\n\n  of a\n", "- a\n  - b\n\n  of a\n"),
            ("- a\r\n    - b\r\n      - c\r\n", "- a\r\n  - b\r\n    - c\r\n"),
        ] {
            let text = HABIT.to_owned() + text;
            let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\n', "\r\n") } else { text };
            let habit = if text.contains('\r') { HABIT.replace('\n', "\r\n") } else { HABIT.to_owned() };
            let outcome = fix(&text, &Options::default(), Applicability::Safe);
            assert_eq!(outcome.text.strip_prefix(&habit), Some(fixed), "{text}");
            assert_eq!(outcome.refused, []);
        }
    }

    #[test]
    fn what_might_be_read_otherwise_stays() {
        for text in [
            // The text below would become part of the item.
            "- a\n     - b\n\n    of a\n",
            // A tab inside does not move with the line.
            "- a\n   - b\n     -\tc\n",
            // A line that is less indented than its item.
            "- a\n    - b\nlazy\n",
            // The item may be meant to be nested.
            "-    a\n   - b\n",
        ] {
            let text = HABIT.to_owned() + text;
            let source = Source::new(&text).unwrap();
            let found = lint(&source, &Options::default()).diagnostics;
            let found = found.iter().filter(|found| found.rule == "list-indent");
            let found: Vec<_> = found.filter(|found| !found.message.contains("after the bullet")).collect();
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].fix, None, "{text}");
        }
    }

    #[test]
    fn nothing_to_say() {
        for text in ["- a\n  - b\n", "1. a\n   - b\n", "> - a\n>     - b\n", "- - a\n  - b\n", "* - [ ] a\n      - b\n"]
        {
            let text = HABIT.to_owned() + text;
            let found = lint(&Source::new(&text).unwrap(), &Options::default()).diagnostics;
            assert!(found.iter().all(|found| found.rule != "list-indent"), "{text}: {found:?}");
        }
    }
}
