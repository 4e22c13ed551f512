//! Reads a long text in chunks. The working memory for each chunk fits in the processor's caches and is reused for the
//! next, and two threads can read half of the chunks each. With one thread for each file, chunks save 2.5 % of a run on
//! 136 lists (hyperfine, interleaved). `cli/threads.rs` has the savings of two threads.
//!
//! A heading after a blank line ends every block before it except fenced code and some HTML, so the text can be split
//! there. Link targets that one chunk defines for the others are usually at the end of the text. They stay together in
//! the last chunk, which is read first. A text with footnotes is not split.

use std::{
    ops::Range,
    sync::{Mutex, PoisonError},
};

use memchr::memmem;

use super::{Builder, Kind, Node, Tree, defined::Defined, is_left_open};
use crate::{fork_join::ForkJoin, source::Source};

/// The size of a chunk in bytes; it extends to the next heading.
const PIECE: usize = 32 << 10;

/// Parses a text, on two threads if there is a join.
pub(super) fn parse<'s>(source: &Source<'s>, join: Option<ForkJoin>) -> Tree<'s> {
    parse_by(source.text, source.body.into(), PIECE, join)
}

fn parse_by(text: &str, start: usize, least: usize, join: Option<ForkJoin>) -> Tree<'_> {
    let Chunks { free, defining } = chunks(text, start, least);
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

/// Parses a part of the text in one go.
fn whole(text: &str, part: Range<usize>) -> Tree<'_> {
    let mut builder = Builder::new(text, part.clone());
    builder.read(part, &Defined::default());
    builder.finish()
}

/// Parses successive chunks with a join, from both ends until the two threads meet. Returns none if a chunk continues
/// after its end. The second thread may start late, so the chunks are not distributed beforehand.
fn read<'s>(
    text: &'s str,
    chunks: &[Range<usize>],
    defined: &Defined<'_, 's>,
    join: Option<ForkJoin>,
) -> Option<Tree<'s>> {
    let unread = Mutex::new(chunks.iter());
    // Neither thread panics while it holds the lock.
    let unread = || unread.lock().unwrap_or_else(PoisonError::into_inner);
    let (start, end) = (chunks.first()?.start, chunks.last()?.end);
    let read = |builder: &mut Builder<'s>, chunk: &Range<usize>| {
        builder.read(chunk.clone(), defined);
        (chunk.end == text.len() || builder.is_closed()).then_some(())
    };
    let from_the_start = || {
        let mut builder = Builder::new(text, start..end);
        while let Some(chunk) = { unread().next() } {
            read(&mut builder, chunk)?;
        }
        Some(builder.finish())
    };
    let from_the_end = || {
        let mut trees = Vec::new();
        while let Some(chunk) = { unread().next_back() } {
            let mut builder = Builder::new(text, chunk.clone());
            read(&mut builder, chunk)?;
            trees.push(builder.finish());
        }
        Some(trees)
    };
    let Some(join) = join.filter(|_| chunks.len() > 1) else { return from_the_start() };
    let (tree, rest) = join.both(from_the_start, from_the_end);
    let mut tree = tree?;
    rest?.into_iter().rev().for_each(|chunk| tree.append(chunk));
    Some(tree)
}

/// The chunks of a text in document order.
struct Chunks {
    /// The chunks without definitions.
    free: Vec<Range<usize>>,
    /// The chunk with all definitions, if there are any: the last one.
    defining: Option<Range<usize>>,
}

/// Returns the chunks of the text after `start`; a single one if the text cannot be split.
fn chunks(text: &str, start: usize, least: usize) -> Chunks {
    let all = start..text.len();
    let mut free = Vec::new();
    if all.len() <= 2 * least {
        free.push(all);
        return Chunks { free, defining: None };
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
            Chunks { free, defining: Some(last) }
        }
        Some(_) => Chunks { free: vec![all], defining: None },
        None => {
            free.push(last);
            Chunks { free, defining: None }
        }
    }
}

/// Returns the position of the next heading after a blank line, at `from` or later.
fn next_heading(text: &str, from: usize) -> Option<usize> {
    let rest = text.as_bytes().get(from..)?;
    memmem::find_iter(rest, b"\n#").map(|at| from + at + 1).find(|&at| {
        let before = &text[..at - 1];
        let line = &text[at..];
        let title = line.trim_start_matches('#');
        before.strip_suffix('\r').unwrap_or(before).ends_with('\n')
            && line.len() - title.len() <= 6
            && title.starts_with(' ')
    })
}

/// Returns whether a heading after a block, as written, is certain to end it.
pub(super) fn ends_at_heading(kind: Kind, block: &str) -> bool {
    // A fence with this much indentation does not close a fence without indentation.
    let last_is_code = || block.lines().last().is_some_and(|last| last.starts_with("    "));
    match kind {
        Kind::CodeBlock => !is_left_open(block) && !last_is_code(),
        Kind::HtmlBlock => !is_left_open(block),
        _ => true,
    }
}

impl Tree<'_> {
    /// Appends the nodes of the next chunk.
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

    /// The second thread does all of the work, or half of it.
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
            let Chunks { free, defining } = chunks(text, 0, 1);
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
        assert_eq!(chunks(text, source.body.into(), 1).free[0].start, 18);
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
