//! Each finding with its lines, drawn by miette.

use std::{
    fmt,
    fmt::Write as _,
    io::{self, Write},
    sync::OnceLock,
};

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, ThemeCharacters, ThemeStyles};
use rustc_hash::FxHashMap;

use super::{
    Checked, Report, Style, Totals, concise::line, excerpt::Excerpts, summary::write_closed, visible, wrap::wrap,
};
use crate::{
    diagnostic::{Diagnostic, Severity},
    edit::Applicability,
};

/// The width if the output is no terminal.
const WIDTH: usize = 100;
/// The maximum width: longer lines are hard to read.
const WIDEST: usize = 140;

/// Each finding with its lines.
#[derive(Debug)]
pub struct Full {
    style: Style,
    /// Created for the first finding, since most runs have none to draw.
    handler: OnceLock<GraphicalReportHandler>,
}

impl Full {
    /// Returns a report with these options.
    #[must_use]
    pub fn new(style: Style) -> Self {
        Self { style, handler: OnceLock::new() }
    }

    fn width(&self) -> usize {
        self.style.width.unwrap_or(WIDTH).clamp(40, WIDEST)
    }

    /// Wraps a text that begins after `before` columns.
    fn wrap(&self, text: &str, before: usize, indent: &str) -> String {
        wrap(text, self.width() - before, indent)
    }

    fn handler(&self) -> &GraphicalReportHandler {
        self.handler.get_or_init(|| {
            let styles = if self.style.colour { ThemeStyles::ansi() } else { ThemeStyles::none() };
            let theme = GraphicalTheme { characters: ThemeCharacters::unicode(), styles };
            GraphicalReportHandler::new_themed(theme)
                .with_width(self.width())
                // miette would break URLs, which then could not be copied.
                .with_wrap_lines(false)
                .with_context_lines(0)
                .with_links(false)
                .without_primary_span_start()
                .without_cause_chain()
                .without_syntax_highlighting()
        })
    }
}

/// The columns before a message: its sign, with spaces around it.
const MESSAGE: usize = 4;
/// The columns before a help or a fix: its name.
const HELP: usize = 8;

/// The number of findings of one rule in one file that are drawn with an excerpt. Further ones get one line each, since
/// nobody looks at the tenth excerpt for the same mistake.
const EXCERPTS: usize = 5;

impl Report for Full {
    fn file(&self, file: &Checked) -> String {
        let mut out = String::new();
        let path = visible(file.path);
        let mut drawn_of: FxHashMap<&str, usize> = FxHashMap::default();
        for diagnostic in file.findings.diagnostics.iter().filter(|diagnostic| self.style.shows(diagnostic)) {
            let drawn = drawn_of.entry(diagnostic.rule).or_default();
            *drawn += 1;
            if *drawn > EXCERPTS {
                line(&mut out, &path, file, diagnostic, &self.style);
                continue;
            }
            let drawn = Drawn {
                message: self.wrap(&format!("{}: {}", diagnostic.rule, visible(&diagnostic.message)), MESSAGE, ""),
                severity: diagnostic.severity,
                help: help(diagnostic).map(|help| self.wrap(&help, HELP, "")),
                excerpts: Excerpts::new(diagnostic, file.source, &path, self.width()),
            };
            // This fails only if miette cannot read a span; the line below is enough then.
            if self.handler().render_report(&mut out, &drawn).is_err() {
                let at = file.source.position(diagnostic.range.start());
                let _ = writeln!(out, "{path}:{}:{}: {}", at.line, at.column, drawn.message);
            }
            if let Some(fix) = &diagnostic.fix {
                let option = match fix.applicability {
                    Applicability::Safe => "--fix",
                    Applicability::Unsafe => "--fix --unsafe-fixes",
                };
                let style =
                    if self.style.colour { anstyle::AnsiColor::Cyan.on_default() } else { anstyle::Style::new() };
                let fix = format!("{} (`{option}`)", visible(&fix.title));
                let _ = writeln!(out, "{style}   fix: {style:#}{}", self.wrap(&fix, HELP, "        "));
            }
            out.push('\n');
        }
        out
    }

    fn write(&self, out: &mut dyn Write, files: &[&str], totals: &Totals) -> io::Result<()> {
        write_closed(out, files, totals, &self.style)
    }
}

/// Returns the help, unless the fix says the same.
fn help(diagnostic: &Diagnostic) -> Option<String> {
    let help = diagnostic.help.as_deref()?;
    let said = diagnostic.fix.as_ref().is_some_and(|fix| fix.title == help);
    (!said).then(|| visible(help).into_owned())
}

/// A finding in miette's terms.
#[derive(Debug)]
struct Drawn {
    message: String,
    severity: Severity,
    help: Option<String>,
    excerpts: Excerpts,
}

impl fmt::Display for Drawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Drawn {}

impl miette::Diagnostic for Drawn {
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Info => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn miette::SourceCode> {
        Some(&self.excerpts)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.excerpts.labels.iter().cloned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{lint::Findings, range, source::Source};

    fn finding(range: crate::TextRange) -> Diagnostic {
        Diagnostic {
            rule: "some-rule",
            severity: Severity::Warning,
            message: "is odd".into(),
            help: None,
            range,
            labels: Vec::new(),
            fix: None,
        }
    }

    fn draw(text: &str, diagnostic: Diagnostic, width: usize) -> String {
        let source = Source::new(text).unwrap();
        let findings = Findings { diagnostics: vec![diagnostic], ..Findings::default() };
        let style = Style { shown: Severity::Info, quiet: false, colour: false, width: Some(width) };
        Full::new(style).file(&Checked { path: "a.md", source: &source, findings: &findings })
    }

    /// Draws `text` with a mark from `[` to `]`, which are not part of the text.
    fn marked(text: &str, width: usize) -> String {
        let start = text.find('[').unwrap();
        let end = text.find(']').unwrap() - 1;
        draw(&text.replace(['[', ']'], ""), finding(range(start, end)), width)
    }

    /// Returns the position, the line and its underline.
    fn lines(drawn: &str) -> [&str; 3] {
        let mut lines = drawn.lines().skip(1);
        [(); 3].map(|()| lines.next().unwrap_or_default())
    }

    #[test]
    fn marks_stand_under_what_they_mark() {
        for (text, place, line, mark) in [
            ("plain [odd] text\n", "1:7", "plain odd text", "      ───"),
            // Wide, combining and joined characters.
            ("茶茶 [odd]\n", "1:4", "茶茶 odd", "     ───"),
            ("[茶] x\n", "1:1", "茶 x", "──"),
            ("👍🇫🇷👩\u{200d}💻❤\u{fe0f} [odd]\n", "1:10", "👍🇫🇷👩💻❤ odd", "          ───"),
            ("e\u{301}e\u{301} [odd]\n", "1:6", "e\u{301}e\u{301} odd", "   ───"),
            // Control and invisible characters.
            ("\t[odd]\n", "1:2", "→   odd", "    ───"),
            ("a\u{1b}[31m] x\n", "1:3", "a␛31m x", "  ───"),
            ("\u{202e}[odd]\u{200b}\n", "1:2", "<U+202E>odd<U+200B>", "        ───"),
            // Empty marks, in the middle, at the end of a line and at the end of the file.
            ("ab[]cd\n", "1:3", "abcd", "  ▲"),
            ("ab[]\n", "1:3", "ab ", "  ▲"),
            ("ab[]", "1:3", "ab ", "  ▲"),
            ("ab\n[]", "2:1", " ", "▲"),
            ("[]", "1:1", " ", "▲"),
            // The last character, line endings, several lines.
            ("abc[d]", "1:4", "abcd", "   ─"),
            ("ab[\n]cd\n", "1:3", "ab⏎", "  ─"),
            ("ab[\r\n]cd\n", "1:3", "ab⏎", "  ─"),
            ("ab[\n\n]", "1:3", "ab⏎", "  ─"),
            ("a[b\nc]d\n", "1:2", "ab⏎", " ──"),
            ("a\r\n[b]c\r\n", "2:1", "bc", "─"),
        ] {
            let drawn = marked(text, 80);
            let number = place.split_once(':').unwrap().0;
            let expected = [format!("   ╭─[a.md:{place}]"), format!(" {number} │ {line}"), format!("   · {mark}")];
            assert_eq!(lines(&drawn), expected.each_ref().map(String::as_str), "{text:?}\n{drawn}");
        }
    }

    #[test]
    fn long_lines_are_clipped_around_the_mark() {
        let a = "a".repeat(500);
        let wide = "茶".repeat(500);
        for (text, line, mark) in [
            (format!("12345[odd]{a}\n"), format!("12345odd{}…", "a".repeat(24)), "     ───".to_owned()),
            (format!("{a}[odd]12345\n"), format!("…{}odd12345", "a".repeat(24)), format!("{}───", " ".repeat(25))),
            (
                format!("{a}[odd]{a}\n"),
                format!("…{}odd{}…", "a".repeat(19), "a".repeat(10)),
                format!("{}───", " ".repeat(20)),
            ),
            (
                format!("{wide}[odd]{wide}\n"),
                format!("…{}odd{}…", "茶".repeat(9), "茶".repeat(5)),
                format!("{}───", " ".repeat(19)),
            ),
            (format!("b[{a}]c\n"), format!("…{}…", "a".repeat(32)), format!(" {}", "─".repeat(33))),
            // Nothing here has a width.
            (
                format!("[odd]{}\n", "\u{301}".repeat(1000)),
                format!("odd{}…", "\u{301}".repeat(29 * 4)),
                "───".to_owned(),
            ),
        ] {
            let drawn = marked(&text, 40);
            let [_, second, third] = lines(&drawn);
            assert_eq!((second, third), (&*format!(" 1 │ {line}"), &*format!("   · {mark}")), "{drawn}");
        }
    }

    #[test]
    fn a_line_of_a_megabyte_costs_no_more_than_a_short_one() {
        let text = "- 茶 tea ".repeat(100_000);
        let source = Source::new(&text).unwrap();
        let places = text.match_indices("tea").step_by(50);
        let diagnostics: Vec<_> = places.map(|(at, _)| finding(range(at, at + 3))).collect();
        let count = diagnostics.len();
        let findings = Findings { diagnostics, ..Findings::default() };
        let style = Style { shown: Severity::Info, quiet: false, colour: false, width: Some(60) };
        let drawn = Full::new(style).file(&Checked { path: "a.md", source: &source, findings: &findings });
        assert!(drawn.contains("[a.md:1:1605]"), "{}", &drawn[..500]);
        assert!(drawn.lines().all(|line| line.chars().count() <= 60));
        assert_eq!(drawn.matches('╭').count(), EXCERPTS);
        assert!(drawn.contains("\na.md:1:799605: warning["), "{}", &drawn[drawn.len() - 500..]);
        assert_eq!(drawn.matches("\na.md:1:").count(), count - EXCERPTS);
    }

    #[test]
    fn every_place_of_a_difficult_text_can_be_drawn() {
        let text = "# 茶\r\n\t- 👩\u{200d}💻 [x](y) e\u{301}\u{fe0f}\u{202e}\u{7}\r\rz\n\n\n\u{200b}end";
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        for &start in &places {
            for &end in places.iter().filter(|&&end| end >= start) {
                for &label in &places {
                    let mut finding = finding(range(start, end));
                    finding.label(range(label, text.len()), "here").label(range(label, label), "there");
                    let drawn = draw(text, finding, 40);
                    assert!(!drawn.contains("Failed to read"), "{drawn}");
                    assert_eq!(drawn.matches("here").count(), 2, "{start} {end} {label}\n{drawn}");
                    assert!(drawn.contains('─') && !drawn.contains(['\t', '\u{7}', '\r', '\u{202e}']), "{drawn}");
                }
            }
        }
    }

    #[test]
    fn labels_share_a_box_with_their_neighbours_only() {
        let text = "one 1\ntwo 2\n3\n4\nfive 5\n";
        let mut finding = finding(range(6, 9));
        finding.label(range(0, 3), "first \u{1b}").label(range(16, 20), "last").help("sort \u{1b}them");
        let expected = "\
\x20 ⚠ some-rule: is odd
   ╭─[a.md:2:1]
 1 │ one 1
   · ─┬─
   ·  ╰── first ␛
 2 │ two 2
   · ───
   ╰────
   ╭─[a.md:5:1]
 5 │ five 5
   · ──┬─
   ·   ╰── last
   ╰────
  help: sort ␛them

";
        assert_eq!(draw(text, finding, 80), expected);
    }

    #[test]
    fn labels_far_away_on_one_line_have_their_own_box() {
        let text = format!("odd{}even\n", "x".repeat(300));
        let mut finding = finding(range(0, 3));
        finding.label(range(303, 307), "the other");
        let drawn = draw(&text, finding, 60);
        assert_eq!(drawn.matches("╭─").count(), 2, "{drawn}");
        assert!(drawn.contains("[a.md:1:304]") && drawn.contains("╰── the other"), "{drawn}");
        assert!(drawn.lines().all(|line| line.chars().count() <= 60), "{drawn}");
    }
}
