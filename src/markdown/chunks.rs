//! A long text, read in pieces: what the parser needs for each fits in the processor's caches, and is used again for the
//! next. Two can read half of them each. With one thread a file, pieces save 2.5 % of a run on 136 lists (hyperfine,
//! interleaved); what two threads save is said in `cli/threads.rs`.
//!
//! A heading behind a blank line ends every block before it but code between fences and some HTML, so the text can be
//! parted there. Link targets that one piece defines for the others, as a rule at the end of the text, are left together
//! in the last piece, which is read first; a text with footnotes is not parted.

use std::{
    ops::Range,
    sync::{Mutex, PoisonError},
};

use memchr::memmem;

use super::{Builder, Kind, Node, Tree, defined::Defined, is_left_open};
use crate::{fork_join::ForkJoin, source::Source};

/// Bytes of a piece, and more up to the next heading.
const PIECE: usize = 32 << 10;

/// Reads a text; with a join, two do.
pub(super) fn parse<'s>(source: &Source<'s>, join: Option<ForkJoin>) -> Tree<'s> {
    parse_by(source.text, source.body.into(), PIECE, join)
}

fn parse_by(text: &str, start: usize, least: usize, join: Option<ForkJoin>) -> Tree<'_> {
    let Pieces { free, defining } = pieces(text, start, least);
    let Some(defining) = defining else {
        return read(text, &free, &Defined::default(), join).unwrap_or_else(|| whole(text, start..text.len()));
    };
    let last = whole(text, defining);
    match read(text, &free, &Defined::by(&last.definitions), join) {
        Some(mut tree) => {
            tree.append(last);
            tree
        }
        None => whole(text, start..text.len()),
    }
}

/// Reads a part of the text at once.
fn whole(text: &str, part: Range<usize>) -> Tree<'_> {
    let mut builder = Builder::new(text, part.clone());
    builder.read(part, &Defined::default());
    builder.finish()
}

/// Reads pieces that follow each other, with a join from both ends until the two meet; none where one goes on behind its
/// end. When the second begins may take as long as the whole, so nothing is dealt out beforehand.
fn read<'s>(
    text: &'s str,
    pieces: &[Range<usize>],
    defined: &Defined<'_, 's>,
    join: Option<ForkJoin>,
) -> Option<Tree<'s>> {
    let unread = Mutex::new(pieces.iter());
    // Neither panics while it holds the lock.
    let unread = || unread.lock().unwrap_or_else(PoisonError::into_inner);
    let (start, end) = (pieces.first()?.start, pieces.last()?.end);
    let read = |builder: &mut Builder<'s>, piece: &Range<usize>| {
        builder.read(piece.clone(), defined);
        (piece.end == text.len() || builder.is_closed()).then_some(())
    };
    let from_the_start = || {
        let mut builder = Builder::new(text, start..end);
        while let Some(piece) = { unread().next() } {
            read(&mut builder, piece)?;
        }
        Some(builder.finish())
    };
    let from_the_end = || {
        let mut trees = Vec::new();
        while let Some(piece) = { unread().next_back() } {
            let mut builder = Builder::new(text, piece.clone());
            read(&mut builder, piece)?;
            trees.push(builder.finish());
        }
        Some(trees)
    };
    let Some(join) = join.filter(|_| pieces.len() > 1) else { return from_the_start() };
    let (tree, behind) = join.both(from_the_start, from_the_end);
    let mut tree = tree?;
    behind?.into_iter().rev().for_each(|piece| tree.append(piece));
    Some(tree)
}

/// The pieces of a text in order.
struct Pieces {
    /// Those that define nothing.
    free: Vec<Range<usize>>,
    /// The one with all definitions, if there are any: the last.
    defining: Option<Range<usize>>,
}

/// The pieces of the text behind `start`; one, where it cannot be parted.
fn pieces(text: &str, start: usize, least: usize) -> Pieces {
    let all = start..text.len();
    let mut free = Vec::new();
    if all.len() <= 2 * least {
        free.push(all);
        return Pieces { free, defining: None };
    }
    let definition = memmem::find(&text.as_bytes()[start..], b"]:").map(|at| start + at);
    let mut at = start;
    while let Some(end) = next_heading(text, at + least).filter(|&end| definition.is_none_or(|at| end <= at)) {
        free.push(at..end);
        at = end;
    }
    let last = at..text.len();
    match definition {
        Some(_) if !free.is_empty() && memmem::find(&text.as_bytes()[at..], b"[^").is_none() => {
            Pieces { free, defining: Some(last) }
        }
        Some(_) => Pieces { free: vec![all], defining: None },
        None => {
            free.push(last);
            Pieces { free, defining: None }
        }
    }
}

/// The next heading behind a blank line, at `from` or behind it.
fn next_heading(text: &str, from: usize) -> Option<usize> {
    let rest = text.as_bytes().get(from..)?;
    memmem::find_iter(rest, b"\n#").map(|at| from + at + 1).find(|&at| {
        let before = &text[..at - 1];
        let line = &text[at..];
        let behind = line.trim_start_matches('#');
        before.strip_suffix('\r').unwrap_or(before).ends_with('\n')
            && line.len() - behind.len() <= 6
            && behind.starts_with(' ')
    })
}

/// Whether a heading behind a block, as written, ends it; where that is not certain, it does not.
pub(super) fn ends_at_heading(kind: Kind, block: &str) -> bool {
    // A fence that is indented so far closes none that is not indented itself.
    let last_is_code = || block.lines().last().is_some_and(|last| last.starts_with("    "));
    match kind {
        Kind::CodeBlock => !is_left_open(block) && !last_is_code(),
        Kind::HtmlBlock => !is_left_open(block),
        _ => true,
    }
}

impl Tree<'_> {
    /// Adds the nodes of the piece behind.
    fn append(&mut self, rest: Self) {
        let (nodes, links) = (self.nodes.len() as u32, self.links.len() as u32);
        self.nodes.extend(rest.nodes.into_iter().map(|node| {
            let kind = match node.kind {
                Kind::Link(at) => Kind::Link(at + links),
                Kind::Image(at) => Kind::Image(at + links),
                kind => kind,
            };
            Node { kind, end: node.end + nodes, ..node }
        }));
        self.links.extend(rest.links);
        self.definitions.extend(rest.definitions);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::NodeRef, *};

    /// The second does it all, or half of it.
    const LATE: ForkJoin = ForkJoin(|one, other| {
        other();
        one();
    });
    const AT_ONCE: ForkJoin = ForkJoin(|one, other| {
        std::thread::scope(|scope| {
            scope.spawn(other);
            one();
        });
    });

    fn at_once(text: &str) -> String {
        format!("{:?}", parse_by(text, 0, text.len(), None))
    }

    #[test]
    fn a_text_is_parted_at_headings() {
        for (text, expected) in [
            ("# A\n\n- [a](https://a.org)\n\n# B\n\n- [b](https://b.org) www.c.org\n", 2),
            ("# A\r\n\r\n1. a\r\n\r\n## B\r\n\r\n| a |\r\n| - |\r\n| b |\r\n\r\n# C\r\n", 3),
            ("A\n\n    code\n\n# B\n\n<details>\n\n# C\n\n<!-- d -->\n\n# D\n\n```\ne\n```\n\n# F\n\n> g\n\n# H\n", 6),
            ("A\n\n#B\n\n####### C\n# D\n", 1),
            ("A [b] [c][B] [^1]\n\n# B\n\n![b][]\n\n# C\n\n[b]: https://b.org 'b'\n[B]: <https://&amp;.org>\n", 3),
            ("[b]: https://b.org\n\n# B\n\n[b]\n", 1),
            ("A [^b]\n\n# B\n\n[^b]: b\n", 1),
        ] {
            let Pieces { free, defining } = pieces(text, 0, 1);
            assert_eq!(free.len() + usize::from(defining.is_some()), expected, "{text}");
            for join in [None, Some(LATE), Some(AT_ONCE)] {
                assert_eq!(format!("{:?}", parse_by(text, 0, 1, join)), at_once(text), "{text}");
            }
        }
    }

    #[test]
    fn what_stands_before_the_text_is_not_parsed() {
        let text = "---\na: b\n\n# c\n---\n\n# A\n\n# B\n";
        let source = Source::new(text).unwrap();
        assert_eq!(pieces(text, source.body.into(), 1).free[0].start, 18);
        assert_eq!(parse(&source, None).blocks().next().map(NodeRef::text), Some("# A"));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn pieces_are_read_as_the_whole_is(
            parts in prop::collection::vec(
                prop::sample::select(&[
                    "\n", "\n", "\n\n# A\n", "\n\n## B\n\n", "\n\n# A\n\n", "# C\n", "text\n", "text", "- a\n", "  - b\n",
                    "1. c\n", "> d\n", "> ", "    code\n", "\tcode\n", "```\n", "~~~\n", "  ```\n", "    ```\n", "<!--",
                    "-->", "<!-->", "<pre>\n", "</pre>", "<div>\n", "</div>\n", "<![CDATA[", "<?", "| a | b |\n",
                    "| - | - |\n", "| c |\n", "[a](https://a.org)", "![b](c.png)", "[d]", "[x][ß]",
                    "![D][]", "[ss]", "[^1]", "https://e.org/f ",
                    "www.g.org\n", "*", "**", "`", "\\", "===\n", "---\n", "\r\n", "é",
                ][..]),
                1..40,
            ),
            definitions in prop::collection::vec(
                prop::sample::select(&[
                    "[d]: https://d.org\n", "[D]: <d.md> 'd'\n", "[ẞ]:\nd&amp;.md \"\"\n", "[^1]: note\n", "# E\n\n",
                    "text [d]\n", "\n", "```\n",
                ][..]),
                0..5,
            ),
            least in 1_usize..30,
        ) {
            let text = parts.concat() + &definitions.concat();
            for join in [None, Some(LATE)] {
                prop_assert_eq!(format!("{:?}", parse_by(&text, 0, least, join)), at_once(&text), "{:?}", text);
            }
        }
    }
}
