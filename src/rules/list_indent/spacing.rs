//! Checks the spaces between a bullet and its text.

use crate::{
    characters::spaces_in_words,
    conventions::{
        indents::columns,
        spacing::{SpacedBullet, bullets, scope},
    },
    edit::{Edit, Fix, Phase},
    offset, range,
    rule::Context,
    source::is_blank,
};

pub(super) fn check(cx: &mut Context) {
    let list = cx.list;
    for contents in [false, true] {
        let Some(habit) = cx.conventions.bullet_spaces().habit(contents) else { continue };
        let usual = habit.value;
        let why = habit.evidence.say(&format!("here have {}", spaces_in_words(usual)), &spaces_in_words(usual));
        let groups = list.groups.iter().filter(|group| scope(group) == Some(contents));
        for item in groups.flat_map(|group| bullets(list, group)).filter(|item| item.gap != usual) {
            let start = item.start + 1;
            let message = format!("{} after the bullet: {why}", spaces_in_words(item.gap));
            let fix = with(&item, usual, list.source.text);
            let finding = cx.report(range(start, start + item.gap.len()), message);
            finding.help("use the same spaces after all bullets, so that the texts line up");
            finding.fix = fix.map(|edits| Fix::safe(Phase::Layout, format!("write {}", spaces_in_words(usual)), edits));
        }
    }
}

/// Returns the edits that replace the spaces after the bullet, and move the content of the item along with its text.
/// None where it is not certain that the item is read as before.
fn with(bullet: &SpacedBullet, usual: &str, text: &str) -> Option<Vec<Edit>> {
    let to = columns(usual, bullet.column + 1);
    let after = bullet.start + 1 + bullet.gap.len();
    let mut edits = vec![Edit::replace(range(bullet.start + 1, after), usual)];
    let mut at = after;
    for (number, line) in text[after..bullet.end].split_inclusive('\n').enumerate() {
        let start = at;
        at += line.len();
        let content = line.trim_end_matches(['\n', '\r']);
        if number == 0 || content.is_empty() {
            if content.contains('\r') {
                return None;
            }
            continue;
        }
        let spaces = content.len() - content.trim_start_matches(' ').len();
        // A tab reaches to a fixed column, which does not move with the line.
        if content.contains(['\t', '\r']) && to != bullet.text_column {
            return None;
        }
        if spaces < bullet.text_column {
            // The text continues without the indentation of the item.
            let goes_on = content[spaces..].starts_with(|c: char| c.is_alphabetic() || c == '[');
            if !goes_on && spaces < content.len() {
                return None;
            }
        } else if to < bullet.text_column {
            edits.push(Edit::delete(range(start, start + bullet.text_column - to)));
        } else if to > bullet.text_column {
            edits.push(Edit::insert(offset(start), " ".repeat(to - bullet.text_column)));
        }
    }
    leaves_next_line(bullet, to, text).then_some(edits)
}

/// Whether the line after the item stays outside it.
fn leaves_next_line(bullet: &SpacedBullet, to: usize, text: &str) -> bool {
    let next = text[bullet.end..].lines().skip(1).find(|line| !is_blank(line));
    next.is_none_or(|line| {
        let spaces = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
        columns(spaces, 0) < to.min(bullet.text_column)
    })
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
            // The text below would become part of the item.
            "-   Dew\n\n  of the list\n",
            "-   Dew\n  - Leaf\n",
            // A tab inside does not move with the line.
            "-   Dew\n    -\tLeaf\n",
            // An underline would turn the text into a heading.
            "-   Dew\n  ===\n",
        ] {
            let text = habit(" ") + text;
            let found = lint(&Source::new(&text).unwrap(), &Options::default()).diagnostics;
            let found: Vec<_> = found.iter().filter(|found| found.message.contains("after the bullet")).collect();
            assert!(!found.is_empty(), "{text}");
            assert!(found.iter().any(|found| found.fix.is_none()), "{text}");
        }
    }

    #[test]
    fn nothing_to_say() {
        for text in ["-     code\n", "-\n  Dew\n", "- - Dew\n", "> -   Dew\n", "1.  Dew\n", "-\n"] {
            let text = habit(" ") + text;
            let found = lint(&Source::new(&text).unwrap(), &Options::default()).diagnostics;
            assert!(found.iter().all(|found| !found.message.contains("after the bullet")), "{text}: {found:?}");
        }
        let mixed = habit(" ") + &habit("   ");
        let found = lint(&Source::new(&mixed).unwrap(), &Options::default()).diagnostics;
        assert!(found.iter().all(|found| found.rule != "list-indent"), "{found:?}");
    }
}
