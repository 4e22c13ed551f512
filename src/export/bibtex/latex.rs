//! Text and names as LaTeX and BibTeX read them.

use crate::people;

/// Returns the names as BibTeX separates them: `Family, Given and Family, Given and others`. A name that cannot be split,
/// such as that of a group, is in braces, so that it stays whole.
pub(super) fn names(names: &[String], et_al: bool) -> String {
    let names = names.iter().map(|name| match people::parts(name) {
        Some(parts) => {
            let given = latex(parts.given);
            let parts = [Some(latex(parts.family)), parts.suffix.map(latex), Some(given)];
            parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        }
        // Some readers split at "and" inside braces too.
        None => format!("{{{}}}", latex(name).replace(" and ", " {and} ")),
    });
    names.chain(et_al.then(|| "others".to_owned())).collect::<Vec<_>>().join(" and ")
}

/// Escapes text for LaTeX. BibTeX counts braces, so braces in the text become commands. Characters beyond ASCII stay.
/// The crate `biblatex` (0.12) is no alternative: it writes `\\`, `\^` and `\~`, which LaTeX reads as a line break and
/// accents, and single braces, which BibTeX counts.
pub(super) fn latex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '<' => out.push_str("\\textless{}"),
            '>' => out.push_str("\\textgreater{}"),
            '|' => out.push_str("\\textbar{}"),
            '$' | '&' | '#' | '%' | '_' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// Escapes only the characters that would end the field or the line, for URLs and identifiers.
pub(super) fn verbatim(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in crate::export::plain::url(text).chars() {
        match c {
            '{' => out.push_str("%7B"),
            '}' => out.push_str("%7D"),
            '\\' => out.push_str("%5C"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_stay_balanced() {
        for (text, escaped) in [
            ("a}b{c", "a\\textbraceright{}b\\textbraceleft{}c"),
            ("C:\\x", "C:\\textbackslash{}x"),
            ("$x^2$ ~ y", "\\$x\\textasciicircum{}2\\$ \\textasciitilde{} y"),
            ("茶 – é", "茶 – é"),
        ] {
            assert_eq!(latex(text), escaped);
        }
        assert_eq!(verbatim("10.1000/{a b}\\"), "10.1000/%7Ba%20b%7D%5C");
    }

    #[test]
    fn names_are_separated_by_and() {
        for (written, et_al, expected) in [
            (&["Ann Leaf", "Jan van der Kop"][..], false, "Leaf, Ann and van der Kop, Jan"),
            (&["Ann Leaf"], true, "Leaf, Ann and others"),
            (&["Bob Q. Leaf Jr."], false, "Leaf, Jr., Bob Q."),
            (
                &["Tea and Learning Lab", "王小明", "@octo_cat", "Mira"],
                false,
                "{Tea {and} Learning Lab} and {王小明} and {@octo\\_cat} and {Mira}",
            ),
            (&[], false, ""),
        ] {
            let written: Vec<_> = written.iter().map(|&name| name.to_owned()).collect();
            assert_eq!(names(&written, et_al), expected);
        }
    }
}
