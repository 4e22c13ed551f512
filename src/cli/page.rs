//! Formats a rule's page for a terminal: bold headings, indented examples with a title, and paragraphs wrapped to the
//! width of the screen.

use anstyle::{AnsiColor, Style};

use crate::report::{visible, wrap};

/// The maximum width of paragraphs in columns: longer lines are hard to read.
const WIDEST: usize = 100;

/// The indentation of examples.
const INDENT: &str = "    ";

/// Formats `page`, which is Markdown, for a terminal of `columns`.
pub(super) fn render(page: &str, columns: usize, colour: bool) -> String {
    let mut out = Out { text: String::new(), columns: columns.clamp(20, WIDEST), colour };
    let mut paragraph = String::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let fence = line.len() - line.trim_start_matches('`').len();
        let heading = line.trim_start_matches('#');
        if fence >= 3 {
            out.paragraph(&mut paragraph);
            out.example(&line[fence..], lines.by_ref().take_while(|line| *line != &"```````"[..fence.min(7)]));
        } else if heading.len() < line.len() && heading.starts_with(' ') {
            out.paragraph(&mut paragraph);
            out.heading(heading.trim());
        } else if line.is_empty() || line.starts_with("- ") {
            out.paragraph(&mut paragraph);
            paragraph.push_str(line);
        } else {
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(line.trim());
        }
    }
    out.paragraph(&mut paragraph);
    out.text
}

struct Out {
    text: String,
    columns: usize,
    colour: bool,
}

impl Out {
    /// Writes an empty line, except at the start.
    fn gap(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    fn style(&self, style: Style) -> Style {
        if self.colour { style } else { Style::new() }
    }

    fn heading(&mut self, title: &str) {
        self.gap();
        let bold = self.style(Style::new().bold());
        self.text.push_str(&format!("{bold}{}{bold:#}\n", visible(title)));
    }

    /// Writes a paragraph or an item, and clears `text`.
    fn paragraph(&mut self, text: &mut String) {
        if text.is_empty() {
            return;
        }
        let item = text.starts_with("- ");
        let after_item = self.text.lines().last().is_some_and(|line| line.starts_with("- ") || line.starts_with("  "));
        if !(item && after_item && !self.text.ends_with("\n\n")) {
            self.gap();
        }
        let indent = if item { "  " } else { "" };
        let wrapped = wrap(&without_targets(text), self.columns - indent.len(), indent);
        let code = self.style(AnsiColor::Cyan.on_default());
        for (at, line) in spans(&wrapped).into_iter().enumerate() {
            if at % 2 == 0 || !self.colour {
                self.text.push_str(line);
                continue;
            }
            // A pager resets colours at the end of a line.
            let lines: Vec<_> = line.split('\n').map(|line| format!("{code}{line}{code:#}")).collect();
            self.text.push_str(&lines.join("\n"));
        }
        self.text.push('\n');
        text.clear();
    }

    fn example<'l>(&mut self, words: &str, lines: impl Iterator<Item = &'l str>) {
        self.gap();
        let code = self.style(AnsiColor::Cyan.on_default());
        let dimmed = self.style(Style::new().dimmed());
        if let Some(title) = title(words) {
            self.text.push_str(&format!("  {dimmed}{title}:{dimmed:#}\n"));
        }
        for line in lines {
            if line.is_empty() {
                self.text.push('\n');
            } else {
                self.text.push_str(&format!("{INDENT}{code}{}{code:#}\n", visible(line)));
            }
        }
    }
}

/// Returns the title of an example from the words after its fence, which CONTRIBUTING.md explains.
fn title(words: &str) -> Option<String> {
    let mut words = words.split_whitespace().skip(1);
    let kind = match words.next()? {
        "bad" => "reported",
        "findings" => "findings",
        "fixed" => "after --fix",
        "unsafe" => "after --fix --unsafe-fixes",
        "good" => "not reported",
        other => other,
    };
    let notes = words.filter_map(|word| match word.strip_prefix('x') {
        _ if word == "visible" => Some("· is a space, → a tab".to_owned()),
        Some(times) if times.parse::<usize>().is_ok() => Some(format!("the last line {times} times")),
        _ => None,
    });
    let notes: Vec<String> = notes.collect();
    let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(", ")) };
    Some(format!("{kind}{notes}"))
}

/// Replaces each `[text](target)` with its text, since targets are paths in the repository.
fn without_targets(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, part) in spans(text).into_iter().enumerate() {
        let mut rest = if at % 2 == 0 { part } else { "" };
        while let Some((before, after)) = rest.split_once('[') {
            let link = after.split_once("](").and_then(|(text, after)| Some((text, after.split_once(')')?.1)));
            out.push_str(before);
            let Some((text, after)) = link else {
                out.push('[');
                rest = after;
                continue;
            };
            out.push_str(text);
            rest = after;
        }
        out.push_str(if at % 2 == 0 { rest } else { part });
    }
    out
}

/// Splits a text into plain text, a code span with its backticks, plain text, and so on.
fn spans(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(found) = text[at..].find('`') {
        let open = at + found;
        let ticks = text[open..].len() - text[open..].trim_start_matches('`').len();
        let inside = open + ticks;
        match end_of_code(text, inside, ticks) {
            Some(end) => {
                parts.extend([&text[start..open], &text[open..end]]);
                (start, at) = (end, end);
            }
            None => at = inside,
        }
    }
    parts.push(&text[start..]);
    parts
}

/// Returns the end of the code span whose text begins at `at` and which `ticks` backticks close.
fn end_of_code(text: &str, mut at: usize, ticks: usize) -> Option<usize> {
    loop {
        let close = at + text[at..].find('`')?;
        let run = text[close..].len() - text[close..].trim_start_matches('`').len();
        at = close + run;
        if run == ticks {
            return Some(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr as _;

    use super::*;
    use crate::rules::RULES;

    #[test]
    fn a_page_is_formatted_for_a_terminal() {
        let page = "# tea-leaf\n\nA leaf is `not` a\nleaf, as [leaves](leaf.md) say.\n\n- one, and\n  more\n- `` a`b ``\n\n\
                    ```md bad visible x9\n# T\n\n·- [A](b)\n```\n\n```text findings\n1:1 it\n```\n\n## Why\n\nSo.\n";
        let plain = "tea-leaf\n\nA leaf is `not` a leaf,\nas leaves say.\n\n- one, and more\n- `` a`b ``\n\n  reported \
                     (· is a space, → a tab, the last line 9 times):\n    # T\n\n    ·- [A](b)\n\n  findings:\n    1:1 \
                     it\n\nWhy\n\nSo.\n";
        assert_eq!(render(page, 24, false), plain);
        let coloured = render(page, 24, true);
        assert!(
            coloured.starts_with("\x1b[1mtea-leaf\x1b[0m\n\nA leaf is \x1b[36m`not`\x1b[0m a leaf,\n"),
            "{coloured}"
        );
        assert!(coloured.contains("\n    \x1b[36m# T\x1b[0m\n\n"), "{coloured}");
    }

    #[test]
    fn a_code_span_keeps_its_colour_over_the_end_of_a_line() {
        assert_eq!(
            render("A bcdefghi `klm opq rst` x", 20, true),
            "A bcdefghi \x1b[36m`klm opq\x1b[0m\n\x1b[36mrst`\x1b[0m x\n"
        );
    }

    #[test]
    fn backticks_without_a_partner_are_text() {
        for text in ["a ` b", "``", "`` a ` b", "[a] (b) [c", "x](y)"] {
            assert_eq!(render(text, 80, false), format!("{text}\n"));
        }
    }

    #[test]
    fn no_page_shows_its_markup() {
        for rule in RULES {
            let shown = render(rule.page, 40, false);
            for line in shown.lines().filter(|line| !line.starts_with(INDENT)) {
                assert!(!line.starts_with(['#', '|']) && !line.starts_with("```"), "{}: {line}", rule.name);
                assert!(spans(line).iter().step_by(2).all(|text| !text.contains("](")), "{}: {line}", rule.name);
                assert!(
                    line.width() <= 40 || !line.trim().contains(' ') || line.ends_with(':'),
                    "{}: {line}",
                    rule.name
                );
            }
            // No word of an example is lost.
            let words = |text: &str| text.split_whitespace().filter(|word| word.contains("example.org")).count();
            assert!(words(&shown) <= words(rule.page));
        }
    }
}
