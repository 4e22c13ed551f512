//! `link-reference`: a reference has no definition, or a definition has no reference or is repeated.

use rustc_hash::{FxHashMap, FxHashSet};

use memchr::{memmem, memrchr2};

use crate::{
    TextRange, TextSize,
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    markdown::{Definition, Kind, LinkStyle, NodeRef, Tree},
    range,
    rule::{Check, Context, Fixes, Rule},
    text::line_end,
};

pub(super) static RULE: Rule =
    Rule { fixes: Fixes::Sometimes, checks: &[Check::List(check)], ..rule!("link-reference") };

/// The number of references `[text][label]` from which two pairs of brackets are meant as a reference.
const REFERENCES: usize = 2;

fn check(cx: &mut Context) {
    let tree = cx.list.tree;
    if tree.definitions.is_empty() {
        return;
    }
    let references: Vec<NodeRef> = tree
        .nodes_of([Kind::Link(0), Kind::Image(0)])
        .filter(|node| node.link().is_some_and(|link| link.style == LinkStyle::Reference))
        .collect();
    check_unused(&references, cx);
    check_repeated(tree, cx);
    if references.iter().filter(|node| node.text().contains("][")).count() >= REFERENCES {
        for node in tree.nodes_of([Kind::Text]) {
            check_undefined(node, cx);
        }
    }
}

fn check_unused(references: &[NodeRef], cx: &mut Context) {
    let links = || references.iter().filter_map(|node| node.link());
    let mut places: Vec<TextSize> = links().filter_map(|link| link.destination).map(TextRange::start).collect();
    places.sort_unstable();
    // A target with an escape has no range, so it is compared by its URL.
    let escaped: FxHashSet<&str> = links().filter(|link| link.destination.is_none()).map(|link| &*link.url).collect();
    for definition in &cx.list.tree.definitions {
        let next = places.partition_point(|&place| place < definition.range.start());
        let used =
            places.get(next).is_some_and(|&place| place < definition.range.end()) || escaped.contains(&*definition.url);
        if !used && !is_comment(definition) {
            let finding = cx.report(definition.range, format!("no link uses the definition of `{}`", definition.label));
            finding.severity(Severity::Info).help("use it, or remove it");
            if let Some(fix) = removal(definition.range, cx.list.source.text) {
                finding_fix(cx, fix);
            }
        }
    }
}

/// Whether a definition is a comment, like `[//]: # (text)`: readers do not see it.
fn is_comment(definition: &Definition) -> bool {
    matches!(&*definition.url, "" | "#") || definition.label.starts_with("//")
}

/// Reports a label that is defined again below. Markdown uses the first definition.
fn check_repeated(tree: &Tree, cx: &mut Context) {
    let text = cx.list.source.text;
    let mut at = usize::from(cx.list.source.body);
    let ends = tree.blocks().map(NodeRef::range).chain([TextRange::empty(TextSize::of(text))]);
    let mut first_of: FxHashMap<String, &Definition> = FxHashMap::default();
    let mut repeated = Vec::new();
    for block in ends {
        let mut start = at;
        for line in text[at.min(block.start().into())..block.start().into()].split_inclusive('\n') {
            let place = range(start, start + line.trim_end().len());
            start += line.len();
            let Some((label, target)) = line.trim_start().strip_prefix('[').and_then(|rest| rest.split_once("]:"))
            else {
                continue;
            };
            let before = tree.definitions.partition_point(|known| known.range.start() < place.end());
            if before.checked_sub(1).is_some_and(|last| tree.definitions[last].range.end() > place.start()) {
                continue;
            }
            if first_of.is_empty() {
                first_of.extend(tree.definitions.iter().map(|known| (known.label.to_lowercase(), known)));
            }
            if let Some(&first) = first_of.get(&label.to_lowercase()) {
                let target = target.split_whitespace().next().unwrap_or_default().trim_matches(['<', '>']);
                repeated.push((place, first, label, target == first.url));
            }
        }
        at = block.end().into();
    }
    for (place, first, label, same) in repeated {
        let message = if same {
            format!("`{label}` is defined twice")
        } else {
            format!("`{label}` is defined twice: only the first target, `{}`, is used", first.url)
        };
        let finding = cx.report(place, message);
        finding.help("remove one of them").label(first.range, "the first definition");
        if same {
            finding.severity(Severity::Info);
        }
        if let Some(fix) = removal(place, text) {
            finding_fix(cx, fix);
        }
    }
}

fn finding_fix(cx: &mut Context, fix: Fix) {
    if let Some(finding) = cx.diagnostics.last_mut() {
        finding.fix(fix);
    }
}

/// Returns the fix that removes a definition with its lines. None where the lines contain other text.
fn removal(definition: TextRange, text: &str) -> Option<Fix> {
    let (start, end) = (usize::from(definition.start()), usize::from(definition.end()));
    let end = start + text[start..end].trim_end().len();
    let from = text[..start].rfind('\n')?;
    let to = line_end(text, end);
    let to = end + text[end..to].trim_end_matches('\r').len();
    let alone = text[from..start].trim().is_empty() && text[end..to].trim().is_empty();
    // The edit removes the line ending before it, so that it ends within the last line.
    let from = text[..from].strip_suffix('\r').map_or(from, str::len);
    alone.then(|| Fix::needs_review(Phase::Content, "remove it", vec![Edit::delete(range(from, to))]))
}

/// How far to search for the text of a reference, in bytes. A line can be as long as a file.
const LONGEST: usize = 1000;

/// Reports `[text][label]` and `[text][]` that Markdown reads as text.
fn check_undefined(node: NodeRef, cx: &mut Context) {
    let text = cx.list.source.text;
    let content = node.text();
    for at in memmem::find_iter(content.as_bytes(), "][") {
        let Some(length) =
            content[at + 2..].find([']', '[', '\n']).filter(|&end| content[at + 2 + end..].starts_with(']'))
        else {
            continue;
        };
        let middle = usize::from(node.range().start()) + at;
        let from = middle.saturating_sub(LONGEST);
        let Some(open) = memrchr2(b'[', b'\n', &text.as_bytes()[from..middle]).map(|open| from + open) else {
            continue;
        };
        if text.as_bytes()[open] == b'\n' {
            continue;
        }
        let inner = &text[open + 1..middle];
        let label = &content[at + 2..at + 2 + length];
        // `array[0][1]` is code, and `[text][https://…]` has a URL, not a label.
        if text[..open].ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | ')' | '`'))
            || label.contains("://")
        {
            continue;
        }
        let escaped = text[..open].ends_with('\\') || inner.ends_with('\\') || label.ends_with('\\');
        if escaped || inner.contains(']') || inner.trim().is_empty() || label.starts_with('^') || label == " " {
            continue;
        }
        let missing = if label.is_empty() { inner } else { label };
        let place = range(open, middle + 2 + length + 1);
        cx.report(place, format!("`{}` is shown with its brackets: `{missing}` is not defined", &text[place]))
            .help(format!("add a line `[{missing}]: URL`, or correct the label"));
    }
}
