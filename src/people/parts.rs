//! Given name and family name of a person.

use super::{
    lexicon::{self, Class},
    shape::{Script, script},
    whole,
};

/// The parts of a person's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts<'n> {
    /// The family name, with the small words before it: `van der Leaf`.
    pub family: &'n str,
    /// The given names.
    pub given: &'n str,
    /// What follows the family name: `Jr.`.
    pub suffix: Option<&'n str>,
}

/// Returns the parts of a name as plain text; none if it is that of a group, a single word, or written without capitals.
///
/// The family name is the last word, together with small words before it (`Jan van der Leaf`), unless initials or a comma
/// follow it (`Leaf, A. B.`, `Leaf A.B.`). Nothing in a name tells that it begins with the family name, or that a family
/// name has two words.
#[must_use]
pub fn parts(name: &str) -> Option<Parts<'_>> {
    let is_one = |name: &str| whole(name).is_some_and(|people| people.names.len() == 1 && !people.others);
    if name.chars().any(|c| script(c) != Script::Other) || name.starts_with('@') {
        return None;
    }
    let (name, suffix) = without_suffix(name);
    if let Some((family, given)) = name.split_once(',') {
        let (family, given) = (family.trim(), given.trim());
        let is_name = !family.is_empty() && !given.is_empty() && !given.contains(',') && !is_group(name);
        return is_name.then_some(Parts { family, given, suffix });
    }
    if is_group(name) || !is_one(name) {
        return None;
    }
    let is_particle = |word: &str| matches!(lexicon::lower(word), Some(Class::Particle | Class::Either));
    let words: Vec<(usize, &str)> = words(name).collect();
    let (&(last_at, last), before) = words.split_last()?;
    let (&(first_at, first), _) = before.split_first()?;
    if is_initials(last) && !is_initials(first) {
        // `Leaf A.B.`, `Leaf Cup, A.`
        let count = words.iter().rev().take_while(|(_, word)| is_initials(word)).count();
        let at = words[words.len() - count].0;
        return Some(Parts { family: name[first_at..at].trim_end(), given: &name[at..], suffix });
    }
    // `José Hoja y Taza`: the word before "y" is the first family name.
    let at = match words.iter().skip(1).position(|(_, word)| is_particle(word)).map(|at| at + 1) {
        Some(at) if lexicon::lower(words[at].1) == Some(Class::Either) => words[at - usize::from(at > 1)].0,
        Some(at) => words[at].0,
        None => last_at,
    };
    let given = name[..at].trim_end();
    // Small letters alone would be particles for BibTeX.
    given.contains(char::is_uppercase).then(|| Parts { family: &name[at..], given, suffix })
}

/// Returns the words of a text with the bytes where they begin.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().map(|word| (word.as_ptr().addr() - text.as_ptr().addr(), word))
}

/// Splits "Jr." off the end of a name.
fn without_suffix(name: &str) -> (&str, Option<&str>) {
    let Some((rest, last)) = name.rsplit_once(' ') else { return (name, None) };
    let is_suffix = lexicon::class(last.trim_end_matches('.')) == Some(Class::Suffix);
    if is_suffix && rest.trim_end_matches(',').contains(' ') {
        (rest.trim_end_matches([',', ' ']), Some(last))
    } else {
        (name, None)
    }
}

/// Whether this is the name of a group: "Tea and Learning Lab".
fn is_group(name: &str) -> bool {
    let is_and = |word: &str| word.starts_with(char::is_lowercase) && lexicon::lower(word) == Some(Class::And);
    has_group_word(name) || words(name).any(|(_, word)| is_and(word))
}

/// Whether a word says that this is a group: "University", "of".
pub(super) fn has_group_word(name: &str) -> bool {
    words(name).any(|(_, word)| match lexicon::class(word.trim_end_matches([',', '.'])) {
        Some(Class::Group | Class::Label) => true,
        Some(Class::Glue | Class::With) => word.starts_with(char::is_lowercase),
        _ => false,
    })
}

/// Whether a word is one or more initials: `A.`, `A.B.`, `CM`. Two capitals with a vowel are a name as often.
fn is_initials(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic());
    let is_plain = !word.contains('.') && word.len() > 1;
    word.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '-'))
        && letters.clone().count() <= if word.contains('.') { 4 } else { 3 }
        && (!is_plain || !word.contains(['A', 'E', 'I', 'O', 'U', 'Y']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split() {
        for (name, expected) in [
            ("Ann Leaf", "Leaf, Ann"),
            ("Anna B. Leaf", "Leaf, Anna B."),
            ("A.B. Leaf", "Leaf, A.B."),
            ("Ingrid von Leaf", "von Leaf, Ingrid"),
            ("Jan van der Kop", "van der Kop, Jan"),
            ("José Hoja y Taza", "Hoja y Taza, José"),
            ("Leaf, R. J.", "Leaf, R. J."),
            ("Leaf, Ann", "Leaf, Ann"),
            ("Leaf A.B.", "Leaf, A.B."),
            ("Leaf Hoja CM", "Leaf Hoja, CM"),
            ("Zhihe YANG", "YANG, Zhihe"),
            ("Zhihe YU", "YU, Zhihe"),
            ("J.-P. Leaf", "Leaf, J.-P."),
            ("Bob Q. Leaf Jr.", "Leaf, Jr., Bob Q."),
            ("Bob Leaf III", "Leaf, III, Bob"),
            ("Анна Листова", "Листова, Анна"),
        ] {
            let parts = parts(name).unwrap_or_else(|| panic!("{name}"));
            let all: Vec<_> = [Some(parts.family), parts.suffix, Some(parts.given)].into_iter().flatten().collect();
            assert_eq!(all.join(", "), expected);
        }
        for name in [
            "Mira",
            "@leaf",
            "王小明",
            "김철수",
            "Cup University",
            "Tea and Learning Lab",
            "Tea Lab, Cup City",
            "Google",
            "",
        ] {
            assert_eq!(parts(name), None, "{name}");
        }
    }
}
