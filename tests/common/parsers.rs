//! Compares how the two parsers read a text.

use std::panic::catch_unwind;

use awesome_lint::{
    markdown::{Kind, LinkStyle, Tree},
    source::Source,
};
use markdown::mdast::Node;

/// Returns the first difference between the two parsers; none if they agree on every block, link and image.
pub(crate) fn disagreement(text: &str) -> Option<String> {
    let source = Source::new(text).expect("test texts are small");
    let body = &text[usize::from(source.body)..];
    let lines = |at: usize| text[..at].matches('\n').count();
    let ours = ours(&Tree::parse(&source), source.body.into(), &lines);
    let root = catch_unwind(|| markdown::to_mdast(body, &markdown::ParseOptions::gfm()));
    let Ok(Ok(root)) = root else { return Some("the second parser cannot read it".into()) };
    let mut theirs = Vec::new();
    collect(&root, &|at| lines(at + usize::from(source.body)), &mut theirs);
    let at = ours.iter().zip(&theirs).take_while(|(a, b)| a == b).count();
    (at < ours.len().max(theirs.len())).then(|| format!("at node {at}: {:?} and {:?}", ours.get(at), theirs.get(at)))
}

fn ours(tree: &Tree, body: usize, line: &dyn Fn(usize) -> usize) -> Vec<String> {
    let mut out = Vec::new();
    let mut image_end = 0;
    for node in tree.nodes() {
        if node.index() < image_end {
            continue;
        }
        let target = node.link().map(|link| match link.style {
            LinkStyle::Reference => "by reference",
            _ => &*link.url,
        });
        match (node.kind(), target) {
            (Kind::Heading(level), _) => out.push(format!("heading {level}")),
            (Kind::Item, _) => out.push(format!("item in line {}", line(node.range().start().into()))),
            (Kind::TableHead | Kind::TableRow, _) => out.push("row".into()),
            (Kind::Quote, _) => out.push("quote".into()),
            (Kind::CodeBlock, _) => out.push(format!("code in line {}", line(node.range().start().into()))),
            (Kind::HtmlBlock, _) => out.push("html".into()),
            (Kind::HardBreak, _) => out.push("break".into()),
            (Kind::Link(_), Some(url)) => {
                out.push(format!("link {url} at {}", usize::from(node.range().start()) - body));
            }
            (Kind::Image(_), Some(url)) => {
                out.push(format!("image {url}"));
                image_end = node.end();
            }
            _ => {}
        }
    }
    out
}

fn collect(node: &Node, line_at: &dyn Fn(usize) -> usize, out: &mut Vec<String>) {
    let start = || node.position().map_or(0, |position| position.start.offset);
    let line = || line_at(start());
    match node {
        Node::Heading(heading) => out.push(format!("heading {}", heading.depth)),
        Node::ListItem(_) => out.push(format!("item in line {}", line())),
        Node::TableRow(_) => out.push("row".into()),
        Node::Blockquote(_) => out.push("quote".into()),
        Node::Code(_) => out.push(format!("code in line {}", line())),
        Node::Break(_) => out.push("break".into()),
        Node::Link(link) => out.push(format!("link {} at {}", link.url, start())),
        Node::LinkReference(_) => out.push(format!("link by reference at {}", start())),
        Node::Image(image) => out.push(format!("image {}", image.url)),
        Node::ImageReference(_) => out.push("image by reference".into()),
        _ => {}
    }
    let flow = !matches!(
        node,
        Node::Paragraph(_)
            | Node::Heading(_)
            | Node::TableCell(_)
            | Node::Emphasis(_)
            | Node::Strong(_)
            | Node::Delete(_)
            | Node::Link(_)
            | Node::LinkReference(_)
    );
    for child in node.children().into_iter().flatten() {
        if flow && matches!(child, Node::Html(_)) {
            out.push("html".into());
        }
        collect(child, line_at, out);
    }
}
