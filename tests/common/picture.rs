//! Draws terminal output as an SVG, and reads the words back from one.
//!
//! The drawing is text, so it can be compared, searched and scaled. Each stretch of one style has its own position and
//! length, so columns stay aligned in any font.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

/// The size of a character, the height of a line and the margin, in pixels. In all common fonts, a monospaced character
/// is three fifths as wide as it is high.
const WIDE: f64 = 8.4;
const HIGH: f64 = 14.0;
const LINE: f64 = 19.0;
const MARGIN: f64 = 18.0;

/// The style of a stretch of text, in terms of SGR: the numbers of `ESC [ … m`.
#[derive(Clone, Copy, Default, PartialEq)]
struct Style {
    colour: Option<&'static str>,
    bold: bool,
    dim: bool,
    underlined: bool,
}

impl Style {
    /// Returns the style after one more number. Panics for an unknown number, because the picture would be wrong.
    fn then(self, number: &str) -> Style {
        let colour = |name| Style { colour: Some(name), ..self };
        match number {
            "" | "0" => Style::default(),
            "1" => Style { bold: true, ..self },
            "2" => Style { dim: true, ..self },
            "4" => Style { underlined: true, ..self },
            "31" => colour("red"),
            "32" => colour("green"),
            "33" => colour("yellow"),
            "35" => colour("magenta"),
            "36" => colour("cyan"),
            _ => panic!("no drawing for the style `{number}`"),
        }
    }

    /// Returns its classes in the style sheet, as an attribute.
    fn classes(self) -> String {
        let all = [self.colour, self.bold.then_some("bold"), self.dim.then_some("dim")];
        let all = all.into_iter().flatten().chain(self.underlined.then_some("underlined"));
        let all = all.collect::<Vec<_>>().join(" ");
        if all.is_empty() { all } else { format!(" class=\"{all}\"") }
    }
}

/// Draws the lines of a terminal as an SVG of `columns` columns. Fails if a line is wider.
pub(crate) fn svg(printed: &str, title: &str, columns: u32) -> String {
    let mut lines = String::new();
    let mut style = Style::default();
    let mut count = 0_u32;
    for line in printed.trim_end().lines() {
        let top = MARGIN + LINE * f64::from(count) + HIGH;
        let _ = writeln!(lines, "<g transform=\"translate({MARGIN} {top:.1})\">");
        let mut column = 0_u32;
        for (index, part) in line.split("\x1b[").enumerate() {
            let text = if index == 0 {
                part
            } else {
                let (numbers, text) = part.split_once('m').expect("styles are the only sequences that are printed");
                style = numbers.split(';').fold(style, Style::then);
                text
            };
            if text.is_empty() {
                continue;
            }
            let width = u32::try_from(text.width()).expect("lines are short");
            let (x, length) = (WIDE * f64::from(column), WIDE * f64::from(width));
            let (classes, text) = (style.classes(), escaped(text));
            let _ = writeln!(
                lines,
                "<text{classes} x=\"{x:.1}\" textLength=\"{length:.1}\" lengthAdjust=\"spacingAndGlyphs\">{text}</text>"
            );
            column += width;
        }
        assert!(column <= columns, "wider than {columns} columns: {line}");
        lines.push_str("</g>\n");
        count += 1;
    }
    let width = (WIDE * f64::from(columns) + 2.0 * MARGIN).ceil();
    let height = (LINE * f64::from(count) + 2.0 * MARGIN).ceil();
    let title = escaped(title);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" role=\"img\" \
         xml:space=\"preserve\" font-family=\"{FONTS}\" font-size=\"{HIGH}\">\n\
         <title>{title}</title>\n{STYLES}\
         <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"#161b22\"/>\n{lines}</svg>\n"
    )
}

const FONTS: &str = "Menlo, Consolas, 'DejaVu Sans Mono', monospace";

const STYLES: &str = "\
<style>
text { fill: #d7dde4; white-space: pre; }
.bold { font-weight: bold; }
.dim { opacity: 0.6; }
.underlined { text-decoration: underline; }
.red { fill: #ff7b72; }
.green { fill: #7ee787; }
.yellow { fill: #e3b341; }
.magenta { fill: #d2a8ff; }
.cyan { fill: #79c0ff; }
</style>
";

/// Escapes text for XML. Between tags, only `<` and `&` need escaping.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Returns the words of a picture, line by line, without colours. Reads the file independently of how it was drawn.
pub(crate) fn words(svg: &str) -> String {
    let mut words = String::new();
    for line in svg.split("<g ").skip(1) {
        for text in line.split("<text ").skip(1) {
            let text = text.split_once('>').and_then(|(_, rest)| rest.split_once("</text>"));
            words.push_str(text.expect("each text is closed").0);
        }
        words.push('\n');
    }
    words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}
