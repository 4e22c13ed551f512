//! Checks the quorum of each convention from both sides: the convention holds with just enough votes, and does not hold
//! with one vote fewer.
//!
//! Each row generates a list in which some voters follow a convention and others depart from it. The numbers are
//! written by hand, so a change in the code has to be repeated here. With one voter that departs, many quorums need as
//! many votes for their share as for their number (four of five), so the tests cannot notice if such a number is too
//! low.

use awesome_lint::{
    lint::{Options, lint},
    rules::RULES,
    source::Source,
};

/// The votes that count towards the quorum's number.
#[derive(Clone, Copy)]
enum Counted {
    All,
    Following,
}

/// The effect of a convention that holds.
#[derive(Clone, Copy)]
enum Effect {
    /// The rule reports the voters that depart.
    Reports,
    /// The rule would report the voters that follow, and leaves them alone.
    Keeps,
}

/// A convention, the rule that uses it, and its quorum: votes, and a share as a fraction.
struct Row {
    convention: &'static str,
    rule: &'static str,
    effect: Effect,
    counted: Counted,
    votes: usize,
    share: (usize, usize),
    /// The numbers of voters that depart: one, and so many that only the share decides and one vote is less than 1 % of
    /// all.
    departing: &'static [usize],
    /// Generates a list with so many voters that follow, and so many that depart.
    list: fn(usize, usize) -> String,
}

impl Row {
    const fn new(
        convention: &'static str,
        rule: &'static str,
        votes: usize,
        share: (usize, usize),
        list: fn(usize, usize) -> String,
    ) -> Self {
        Self {
            convention,
            rule,
            effect: Effect::Reports,
            counted: Counted::All,
            votes,
            share,
            departing: &[1, 25],
            list,
        }
    }

    /// Voters that depart do not count towards the votes.
    const fn following(self) -> Self {
        Self { counted: Counted::Following, ..self }
    }

    /// Replaces the numbers of voters that depart, for conventions whose quorum differs in larger lists.
    const fn departing(self, departing: &'static [usize]) -> Self {
        Self { departing, ..self }
    }

    const fn keeps(self) -> Self {
        Self { effect: Effect::Keeps, ..self }
    }

    /// Returns how many voters must follow if so many depart.
    fn least(&self, departing: usize) -> usize {
        let (part, whole) = self.share;
        let by_share = if part < whole { (departing * part).div_ceil(whole - part) } else { 0 };
        let by_votes = match self.counted {
            Counted::All => self.votes.saturating_sub(departing),
            Counted::Following => self.votes,
        };
        by_share.max(by_votes)
    }

    /// Returns a description of the failure on a list with so many voters; none if the convention is as expected.
    fn check(&self, following: usize, departing: usize, holds: bool) -> Option<String> {
        let text = (self.list)(following, departing);
        let rules = RULES.iter().copied().filter(|rule| rule.name == self.rule).collect();
        let source = Source::new(&text).expect("test texts are small");
        let found = lint(&source, &Options { rules, ..Options::default() }).diagnostics;
        let speaks = matches!(self.effect, Effect::Reports) == holds;
        (found.is_empty() == speaks).then(|| {
            let expected = if holds { "holds" } else { "does not hold" };
            let found = found.first().map_or("nothing", |found| &found.message);
            format!(
                "{}: {expected} with {following} for it and {departing} against; {}: {found}",
                self.convention, self.rule
            )
        })
    }
}

#[test]
fn conventions_hold_at_their_quorum_and_not_below() {
    let mut wrong = Vec::new();
    for row in ROWS {
        for &departing in row.departing {
            let least = row.least(departing);
            wrong.extend(row.check(least, departing, true));
            wrong.extend(row.check(least - 1, departing, false));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const FIFTH: (usize, usize) = (1, 5);
const TWO_THIRDS: (usize, usize) = (2, 3);
const THREE_FIFTHS: (usize, usize) = (3, 5);
const FOUR_FIFTHS: (usize, usize) = (4, 5);
const SEVENTEEN_TWENTIETHS: (usize, usize) = (17, 20);
const NINE_TENTHS: (usize, usize) = (9, 10);
const NINETEEN_TWENTIETHS: (usize, usize) = (19, 20);

/// Returns one line or block for each voter; `@` is replaced by a unique word, in alphabetical order.
fn written(follows: &str, departs: &str, following: usize, departing: usize) -> String {
    let of = |template: &str, count: usize, from: usize| -> String {
        (from..from + count).map(|at| template.replace('@', &word(at))).collect()
    };
    of(follows, following, 0) + &of(departs, departing, following)
}

/// Returns distinct words without digits: `aba`, `abb`…
fn word(at: usize) -> String {
    let letter = |at: usize| char::from(b"abcdefghijklmnopqrstuvwxyz"[at % 26]);
    format!("{}{}a", letter(at / 26), letter(at))
}

const ROWS: &[Row] = &[
    Row::new("bullet", "list-marker", 5, FOUR_FIFTHS, |a, b| {
        written("- [@](https://example.org/@)\n", "* [@](https://example.org/@)\n", a, b)
    }),
    Row::new("indentation of nested items", "list-indent", 5, FOUR_FIFTHS, |a, b| {
        written("- @\n  - nested\n", "- @\n   - nested\n", a, b)
    }),
    Row::new("no indentation", "list-indent", 5, FOUR_FIFTHS, |a, b| written("- @\n", " - @\n", a, b)),
    Row::new("indentation at the margin", "list-indent", 10, NINE_TENTHS, |a, b| written(" - @\n", "- @\n", a, b)),
    Row::new("spaces after bullets", "list-indent", 10, NINE_TENTHS, |a, b| written("- @\n", "-   @\n", a, b)),
    Row::new("spelling of badges", "badge-style", 5, FOUR_FIFTHS, |a, b| {
        let badge = "- [@](https://github.com/tea/@) \
                     [![Stars](https://img.shields.io/github/stars/tea/@)](https://github.com/tea/@)\n";
        written(badge, &badge.replace("stars/tea/@", "stars/tea/@?style=social"), a, b)
    }),
    Row::new("order of badges", "badge-order", 5, FOUR_FIFTHS, |a, b| {
        let stars = "[![Stars](https://img.shields.io/github/stars/tea/@)](https://github.com/tea/@)";
        let forks = "[![Forks](https://img.shields.io/github/forks/tea/@)](https://github.com/tea/@)";
        let entry = "- [@](https://github.com/tea/@)";
        written(&format!("{entry} {stars} {forks}\n"), &format!("{entry} {forks} {stars}\n"), a, b)
    }),
    Row::new("presence of badges", "badge-missing", 5, SEVENTEEN_TWENTIETHS, |a, b| {
        let entry = "- [@](https://github.com/tea/@)";
        let badge = "[![Stars](https://img.shields.io/github/stars/tea/@)](https://github.com/tea/@)";
        written(&format!("{entry} {badge}\n"), &format!("{entry}\n"), a, b)
    }),
    Row::new("text of badges", "badge-alt", 5, FOUR_FIFTHS, |a, b| {
        let badge = "- [@](https://github.com/tea/@) \
                     [![Stars](https://img.shields.io/github/stars/tea/@)](https://github.com/tea/@)\n";
        written(badge, &badge.replace("[Stars]", "[]"), a, b)
    }),
    Row::new("form of dates", "date-format", 5, TWO_THIRDS, |a, b| {
        written(
            "- [@](https://example.org/@) (Jan. 3, 2024)\n",
            "- [@](https://example.org/@) (January 3, 2024)\n",
            a,
            b,
        )
    }),
    Row::new("`Sep` or `Sept`", "date-format", 3, TWO_THIRDS, |a, b| {
        written("- [@](https://example.org/@) (Sep. 3, 2024)\n", "- [@](https://example.org/@) (Sept. 3, 2024)\n", a, b)
    }),
    Row::new("date of entries", "date-missing", 10, NINE_TENTHS, |a, b| {
        written("- [@](https://example.org/@) (2024-05-01)\n", "- [@](https://example.org/@)\n", a, b)
    }),
    Row::new("separator", "entry-separator", 10, NINE_TENTHS, |a, b| {
        written("- [@](https://example.org/@) - Strong.\n", "- [@](https://example.org/@) — Strong.\n", a, b)
    }),
    Row::new("full stop", "entry-period", 10, NINE_TENTHS, |a, b| {
        written(
            "- [@](https://example.org/@) - Strong leaves.\n",
            "- [@](https://example.org/@) - Strong leaves\n",
            a,
            b,
        )
    }),
    Row::new("no full stop", "entry-period", 10, NINE_TENTHS, |a, b| {
        written(
            "- [@](https://example.org/@) - Strong leaves\n",
            "- [@](https://example.org/@) - Strong leaves.\n",
            a,
            b,
        )
    }),
    Row::new("capital", "entry-capital", 10, NINE_TENTHS, |a, b| {
        let entry = "- [@](https://example.org/@) - Strong leaves for cups.\n";
        written(entry, &entry.replace("Strong", "strong"), a, b)
    }),
    Row::new("spelling of a venue", "venue-spelling", 5, FOUR_FIFTHS, |a, b| {
        written("- [@](https://example.org/@), ICML 2024\n", "- [@](https://example.org/@), icml 2024\n", a, b)
    }),
    Row::new("spelling of a label", "link-label", 10, NINE_TENTHS, |a, b| {
        let entry = "- [Brewing @](https://example.org/@) [[Code](https://example.org/code/@)]\n";
        written(entry, &entry.replace("Code", "code"), a, b)
    }),
    Row::new("sequence of two parts", "entry-shape", 10, NINE_TENTHS, |a, b| {
        written("- [@](https://example.org/@) (2024-05-01)\n", "- 2024-05-01 [@](https://example.org/@)\n", a, b)
    }),
    Row::new("way of writing headings", "heading-style", 5, FOUR_FIFTHS, |a, b| {
        written("## @\n\n", "## @ ##\n\n", a, b)
    }),
    Row::new("spaces after hashes", "heading-space", 5, NINE_TENTHS, |a, b| written("## @\n\n", "##  @\n\n", a, b)),
    Row::new("mark at the end of headings", "heading-punctuation", 5, FOUR_FIFTHS, |a, b| {
        written("## @:\n\n", "## @\n\n", a, b)
    })
    .following()
    .keeps(),
    Row::new("full stop at the end of headings", "heading-punctuation", 5, FIFTH, |a, b| {
        written("## @ leaves.\n\n", "## @ leaves\n\n", a, b)
    })
    .following()
    .keeps(),
    Row::new("blank line above headings", "blank-lines", 5, FOUR_FIFTHS, |a, b| {
        // The heading at the top of a text has no line above it.
        "Tea.\n".to_owned() + &written("\n## @\nTea.\n", "## @\nTea.\n", a, b)
    }),
    Row::new("blank line between entries", "blank-lines", 5, FOUR_FIFTHS, |a, b| {
        "- first\n".to_owned() + &written("\n- @\n", "- @\n", a, b)
    }),
    Row::new("blank lines in a row, everywhere", "blank-lines", 4, (1, 1), |a, b| {
        written("@\n\n\n", "@\n\n", a, b) + "Tea.\n"
    })
    .keeps()
    .departing(&[0]),
    Row::new("blank lines in a row, often", "blank-lines", 8, THREE_FIFTHS, |a, b| {
        written("@\n\n\n", "@\n\n", a, b) + "Tea.\n"
    })
    .keeps()
    .departing(&[2, 25]),
    Row::new("blank lines above headings", "blank-lines", 5, FOUR_FIFTHS, |a, b| {
        "Tea.\n".to_owned() + &written("\n\n## @\nTea.\n", "\n## @\nTea.\n", a, b)
    })
    .keeps()
    .departing(&[1]),
    Row::new("fences", "code-fence", 5, FOUR_FIFTHS, |a, b| written("```\n@\n```\n\n", "~~~\n@\n~~~\n\n", a, b)),
    Row::new("thematic breaks", "thematic-break", 5, FOUR_FIFTHS, |a, b| written("@\n\n---\n\n", "@\n\n***\n\n", a, b)),
    Row::new("mark of emphasis", "emphasis-marker", 10, NINE_TENTHS, |a, b| written("*@* leaf\n", "_@_ leaf\n", a, b)),
    Row::new("mark of strong text", "emphasis-marker", 10, NINE_TENTHS, |a, b| {
        written("**@** leaf\n", "__@__ leaf\n", a, b)
    }),
    Row::new("link back to the contents", "back-link", 5, FOUR_FIFTHS, |a, b| {
        let section = "## @\n\n- [@](https://example.org/@)\n\n";
        // The last section of a file needs no link.
        written(&format!("{section}[Top](#top)\n\n"), section, a, b) + "# Licence\n\nFree.\n"
    })
    .following(),
    Row::new("text of links", "link-bare", 5, FOUR_FIFTHS, |a, b| {
        written("- [@](https://example.org/@)\n", "- @ https://example.org/@\n", a, b)
    }),
    Row::new("links in brackets", "link-brackets", 5, FOUR_FIFTHS, |a, b| {
        written("- @ [[Paper](https://example.org/@)]\n", "- @ [[Paper](https://example.org/@)\n", a, b)
    })
    .following(),
    Row::new("links in no brackets", "link-brackets", 10, NINETEEN_TWENTIETHS, |a, b| {
        written("- @ [Paper](https://example.org/@)\n", "- @ [[Paper](https://example.org/@)\n", a, b)
    })
    .following(),
    Row::new("entries with links", "link-empty", 3, FOUR_FIFTHS, |a, b| {
        written("- [Brewing @ tea](https://example.org/@)\n", "- [Brewing @ tea]\n", a, b)
    })
    .following(),
    Row::new("one page for two labels", "link-duplicate", 3, (1, 2), |a, b| {
        let entry =
            |demo: &str| format!("- Tea @ [[Website](https://example.org/@)] [[Demo](https://example.org/{demo})]\n");
        written(&entry("@"), &entry("@/demo"), a, b)
    })
    .keeps()
    .following(),
    Row::new("form of links to papers", "link-paper-form", 10, NINETEEN_TWENTIETHS, |a, b| {
        papers("https://arxiv.org/abs/@", "https://arxiv.org/pdf/@", a, b)
    }),
    Row::new("links to the latest version", "link-paper-form", 10, NINETEEN_TWENTIETHS, |a, b| {
        papers("https://arxiv.org/abs/@", "https://arxiv.org/abs/@v2", a, b)
    }),
    Row::new("order of a group", "entry-order", 7, FOUR_FIFTHS, sorted),
    Row::new("order of a group beside others", "entry-order", 4, THREE_FIFTHS, |a, b| {
        let others = written("- [@](https://example.org/@)\n", "", 4, 0);
        format!("## Ceylon\n\n{others}\n## Assam\n\n{others}\n## Keemun\n\n{others}\n## Sencha\n\n{}", sorted(a, b))
    }),
    Row::new("groups that lend their order", "entry-order", 2, (7, 10), |a, b| {
        let group = |departing: usize| sorted(4 - departing, departing);
        (0..a + b).map(|at| format!("## {}\n\n{}\n", word(at), group(usize::from(at >= a)))).collect()
    })
    .following(),
    Row::new("sections in the contents", "contents-stale", 4, FOUR_FIFTHS, |a, b| {
        contents(&written("- [@](#@)\n", "", a, 0), a + b)
    }),
    Row::new("text of items in the contents", "contents-stale", 5, FOUR_FIFTHS, |a, b| {
        contents(&written("- [@](#@)\n", "- [Leaves of plants](#@)\n", a, b), a + b)
    }),
    Row::new("order of the contents", "contents-stale", 5, (3, 4), |a, b| contents(&items(a, b), a + b))
        .departing(&[1, 2]),
    Row::new("order of long contents", "contents-stale", 10, SEVENTEEN_TWENTIETHS, |a, b| {
        contents(&items(a, b), a + b)
    })
    .departing(&[2, 20]),
];

/// Generates entries with links to papers.
fn papers(follows: &str, departs: &str, following: usize, departing: usize) -> String {
    let entry = |url: &str, at: usize| {
        let id = format!("2401.{:05}", at + 1);
        format!("- [Brewing {}]({})\n", word(at), url.replace('@', &id))
    };
    let all = following + departing;
    (0..all).map(|at| entry(if at < following { follows } else { departs }, at)).collect()
}

/// Generates entries of which so many are in alphabetical order, below others without an order.
fn sorted(following: usize, departing: usize) -> String {
    let entry = |at: usize| format!("- [{0}](https://example.org/{0})\n", word(at));
    let out_of_order = (0..departing).map(|at| entry(600 - at));
    out_of_order.chain((0..following).map(entry)).collect()
}

/// Generates a list with contents and so many sections.
fn contents(items: &str, sections: usize) -> String {
    format!("## Contents\n\n{items}\n{}", written("## @\n\n- [@](https://example.org/@)\n\n", "", sections, 0))
}

/// Generates contents of which so many items are in the order of their sections, below others that are not.
fn items(following: usize, departing: usize) -> String {
    let item = |at: usize| format!("- [{0}](#{0})\n", word(at));
    let out_of_order = (0..departing).map(|at| item(following + departing - 1 - at));
    out_of_order.chain((0..following).map(item)).collect()
}
