//! `list-indent`: items indented otherwise than the list's own, or with other blanks behind their bullets.

mod spacing;

use crate::{
    conventions::indents::{self, Around, Indented, Indents},
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    list::EntryGroup,
    range,
    rule::{Check, Context, Fixes, Rule},
    source::is_blank,
};

pub(super) static RULE: Rule = Rule {
    name: "list-indent",
    severity: Severity::Warning,
    fixes: Fixes::Sometimes,
    page: include_str!("../../rules/list-indent.md"),
    checks: &[Check::List(check), Check::List(spacing::check)],
    ..Rule::DEFAULT
};

fn check(cx: &mut Context) {
    let indents = Indents::learn(cx.list);
    // Lists that follow each other in one item are moved together, or one would come to stand in the other.
    for beside in indents.groups.chunk_by(|a, b| b.follows && a.around == b.around) {
        let Some((own, votes, total)) = beside.first().and_then(|first| indents.convention(first.scope)) else {
            continue;
        };
        let odd: Vec<_> = beside.iter().filter_map(|group| Some((group, odd_item(group, own, cx)?))).collect();
        let Some((_, first)) = odd.first() else { continue };
        let first = *first;
        let moved = Move::of(beside, own, cx);
        let written = indents::indent(cx.list, first).and_then(|indent| indents::relative(indent, beside[0].around));
        let is_nested = if beside[0].around.is_some() { "nested" } else { "indented" };
        let name = |indent: &str| if indent.is_empty() { "not".to_owned() } else { indents::in_words(Some(indent)) };
        let others = name(own);
        let what = match written {
            Some("") => format!("not {is_nested}"),
            written => format!("{is_nested} {}", indents::in_words(written)),
        };
        let message = format!("the item is {what}, {votes} of {total} like it are {others}");
        let finding = cx.report(range(first, first + 1), message);
        finding.help("one way of indenting shows which items belong together, and survives being edited");
        let title = if own.is_empty() { "do not indent it".to_owned() } else { format!("indent it {others}") };
        finding.fix = moved.map(|edits| Fix::safe(Phase::Layout, title, edits));
    }
}

/// The first item of a group that has another indentation.
fn odd_item(indented: &Indented, own: &str, cx: &Context) -> Option<usize> {
    let items = cx.list.groups[indented.group as usize].items.iter().map(|item| usize::from(item.start()));
    let mut odd = items.filter(|&item| {
        indents::indent(cx.list, item).is_some_and(|indent| indents::relative(indent, indented.around) != Some(own))
    });
    odd.next()
}

/// The edits that give all items of some lists the same indentation.
struct Move<'c> {
    text: &'c str,
    to: String,
    around: Option<Around<'c>>,
    edits: Vec<Edit>,
}

impl<'c> Move<'c> {
    /// None where it is not certain that the lists would be read as before.
    fn of(beside: &[Indented<'c>], own: &str, cx: &Context<'c>) -> Option<Vec<Edit>> {
        let around = beside.first()?.around;
        let to = format!("{}{own}", around.map_or("", |around| around.indent));
        let mut moved = Self { text: cx.list.source.text, to, around, edits: Vec::new() };
        if !moved.can_stand() {
            return None;
        }
        let mut before: Option<usize> = None;
        for indented in beside {
            let group = &cx.list.groups[indented.group as usize];
            for item in &group.items {
                let indent = indents::indent(cx.list, item.start().into())?;
                // One that stands two columns deeper than the one above may be meant to be nested in it.
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

    /// Whether the new indentation makes a list there: deep enough for the item around it, and no code.
    fn can_stand(&self) -> bool {
        let column = indents::columns(&self.to, 0);
        let least = self.around.map_or(0, |around| around.text_column);
        (least..least + 4).contains(&column)
    }

    /// Moves every line of an item; what stands in it keeps its distance from the marker.
    fn item(&mut self, start: usize, end: usize, indent: &str) -> Option<()> {
        if indent == self.to {
            return Some(());
        }
        let text = self.text[start..end].split_inclusive('\n');
        let shift = indents::columns(indent, 0).abs_diff(indents::columns(&self.to, 0));
        let mut at = start - indent.len();
        for (number, line) in text.enumerate() {
            // The first line has its indentation before it.
            let line = if number == 0 { &self.text[at..at + indent.len() + line.len()] } else { line };
            let place = range(at, at + indent.len());
            let content = line.trim_end_matches(['\r', '\n']);
            at += line.len();
            // A tab reaches to a place that does not move along.
            if content.contains('\r')
                || (!shift.is_multiple_of(4) && content[indent.len().min(content.len())..].contains('\t'))
            {
                return None;
            }
            match content.strip_prefix(indent) {
                Some(rest) if !rest.is_empty() => self.edits.push(Edit::replace(place, &*self.to)),
                Some(_) => {}
                None if content.is_empty() => {}
                // A line that is less indented than its item, or otherwise.
                None => return None,
            }
        }
        Some(())
    }

    /// Whether the line behind a list stays outside of its last item.
    fn leaves_next_line(&self, group: &EntryGroup) -> Option<()> {
        let end = usize::from(group.range.end());
        let Some(line) = self.text[end..].lines().skip(1).find(|line| !is_blank(line)) else { return Some(()) };
        let last = group.items.last()?;
        let item = &self.text[*last];
        let digits = item.bytes().take_while(u8::is_ascii_digit).count();
        let least = indents::columns(&self.to, 0) + digits + 2;
        let blanks = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
        (indents::columns(blanks, 0) < least).then_some(())
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

    /// Nested and other items by which the list's indentation is told.
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
            // The item between two others, and what follows them.
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
            // What follows would become part of the item.
            "- a\n     - b\n\n    of a\n",
            // A tab inside does not move along.
            "- a\n   - b\n     -\tc\n",
            // A line that is less indented than its item.
            "- a\n    - b\nlazy\n",
            // Meant to be nested, perhaps.
            "-    a\n   - b\n",
        ] {
            let text = HABIT.to_owned() + text;
            let source = Source::new(&text).unwrap();
            let found = lint(&source, &Options::default()).diagnostics;
            let found = found.iter().filter(|found| found.rule == "list-indent");
            let found: Vec<_> = found.filter(|found| !found.message.contains("behind the bullet")).collect();
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
