//! The exported entries of small lists.

use super::*;
use crate::markdown::Document;

fn export(text: &str) -> Export {
    let document = Document::new(text).unwrap();
    Export::read("README.md", &List::read(&document.source, &document.tree))
}

/// Returns the data of an entry on one line.
fn summary(entry: &Entry) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    format!(
        "{} | {} | {} | {} | {} | {}",
        entry.path.join("/"),
        text(&entry.name),
        text(&entry.title),
        text(&entry.description),
        text(&entry.url),
        entry.date.as_ref().and_then(|date| date.iso.as_deref()).unwrap_or_default(),
    )
}

#[test]
fn entries_of_every_carrier() {
    const PAPERS: &str = "# T\n\n\
        ## [A](https://example.org/a)\n\n## [B](https://example.org/b)\n\n## [C](https://example.org/c)\n\n\
        ## [D](https://example.org/d)\n\n## [E](https://example.org/e)\n";
    for (text, carrier, expected) in [
        (
            "# T\n\n## Pots & *Pans*\n\n- **SAE** [Tea &amp; *Time*](https://example.org/a) - Hot `x`. (May 2, 2024)\n",
            Carrier::Bullet,
            "Pots & Pans | SAE | Tea & Time | Hot x. | https://example.org/a | 2024-05-02",
        ),
        ("1. [茶](https://example.org/a)：热的。\n", Carrier::Number, " |  | 茶 | 热的。 | https://example.org/a | "),
        (
            "| Name | Description | Date |\n|-|-|-|\n| [Tea](https://example.org/a) | A *drink* | 2024-05 |\n",
            Carrier::Row,
            " |  | Tea | A drink | https://example.org/a | 2024-05",
        ),
        (
            "| Title | Links |\n|-|-|\n| 1) **Tea** - A *hot* drink | [paper](https://example.org/a) |\n",
            Carrier::Row,
            " |  | Tea | A hot drink | https://example.org/a | ",
        ),
        ("- Paper: https://example.org/b\n", Carrier::Bullet, " |  |  |  | https://example.org/b | "),
        (
            "| Year | Title | Links |\n|-|-|-|\n| 2024 | Tea \\| Time | [paper](https://example.org/a) |\n",
            Carrier::Row,
            " |  | Tea | Time |  | https://example.org/a | 2024",
        ),
        (
            "**Tea in Time** [paper](https://example.org/a)\n",
            Carrier::Paragraph,
            " |  | Tea in Time |  | https://example.org/a | ",
        ),
        (
            "**Tea in Time**\n\n- Paper: [arXiv](https://example.org/a)\n- Date: 2024-05\n",
            Carrier::Paragraph,
            " |  | Tea in Time |  | https://example.org/a | 2024-05",
        ),
        (
            "- 标题：茶叶\n  - 地址：https://example.org/a\n  - 日期：2024.05\n",
            Carrier::Bullet,
            " |  | 茶叶 |  | https://example.org/a | 2024-05",
        ),
        (
            "* **Bag**: \"Tea Bags\", *TeaConf 2023*. [[paper](https://example.org/a)]\n",
            Carrier::Bullet,
            " | Bag | Tea Bags |  | https://example.org/a | 2023",
        ),
        (
            "<ul><li><a href=\"https://example.org/a\">Sencha</a> - <b>Steamed</b>.</li>\n<li><a href='https://example.org/b'>B</a></li></ul>\n",
            Carrier::Html,
            " |  | Sencha | Steamed. | https://example.org/a | ",
        ),
        (
            "<dl><dt><a href=\"https://example.org/a\">Sencha</a></dt><dd>Steamed.</dd>\n<dt><a href='https://example.org/b'>B</a></dt></dl>\n",
            Carrier::Html,
            " |  | Sencha | Steamed. | https://example.org/a | ",
        ),
        (PAPERS, Carrier::Heading, " |  | A |  | https://example.org/a | "),
        (
            "<ul><li><a href=\"https://example.org/?a&amp;b\">T&amp;a</a> x</li>\n<li><a href='https://example.org/b'>B</a></li></ul>\n",
            Carrier::Html,
            " |  | T&a | x | https://example.org/?a&b | ",
        ),
        (
            "- Tea:\n  - Site: https://example.org/a\n  - Price: low\n",
            Carrier::Bullet,
            " |  | Tea |  | https://example.org/a | ",
        ),
    ] {
        let export = export(text);
        let entry = &export.entries[0];
        assert_eq!((entry.carrier, summary(entry).as_str()), (carrier, expected), "{text}");
    }
    assert!(export(PAPERS).sections.is_empty());
}

#[test]
fn entries_know_what_they_stand_in() {
    let export = export(
        "# T\n\n## A\n\n### B\n\n- Hot *drinks*\n  - [Tea](https://example.org/a)\n    - [Sencha](https://example.org/b)\n\
         - Cold\n  - [Water](https://example.org/c)\n\n## B\n\n- [Pot](https://example.org/d)\n",
    );
    assert_eq!(export.title.as_deref(), Some("T"));
    let sections: Vec<_> = export.sections.iter().map(|one| (one.slug.as_deref(), one.path.join("/"))).collect();
    assert_eq!(sections, [(Some("a"), String::new()), (Some("b"), "A".into()), (Some("b-1"), String::new())]);
    let places: Vec<_> = export.entries.iter().map(|one| (one.path.join("/"), one.section, one.parent)).collect();
    let expected = [
        ("A/B/Hot drinks", Some(1), None),
        ("A/B/Hot drinks", Some(1), Some(0)),
        ("A/B/Cold", Some(1), None),
        ("B", Some(2), None),
    ];
    assert_eq!(places, expected.map(|(path, section, parent)| (path.to_owned(), section, parent)));
    assert_eq!(export.entries[0].text, "Tea");
    assert_eq!(export.entries[3].line, 15);
}

#[test]
fn links_name_what_they_lead_to() {
    for (url, kind, identifier) in [
        ("https://arxiv.org/pdf/2401.00001v3", LinkKind::Arxiv, Some("2401.00001")),
        ("https://doi.org/10.1000%2F182", LinkKind::Doi, Some("10.1000/182")),
        ("https://openreview.net/pdf?id=aB3_-xyz12", LinkKind::OpenReview, Some("aB3_-xyz12")),
        ("https://aclanthology.org/P18-1001.pdf", LinkKind::Anthology, Some("P18-1001")),
        ("https://github.com/octo/tool/tree/main/a", LinkKind::GitHub, Some("octo/tool")),
        ("https://youtu.be/abcdefghijk", LinkKind::YouTube, Some("abcdefghijk")),
        ("https://example.org", LinkKind::Page, None),
        ("docs/tea.md", LinkKind::File, None),
        ("#tea", LinkKind::Anchor, None),
        ("mailto:a@example.org", LinkKind::Other, None),
    ] {
        let export = export(&format!("- [Tea](https://example.com) and [more]({url})\n"));
        let link = &export.entries[0].links[1];
        assert_eq!((link.kind, link.identifier.as_deref(), link.url.as_str()), (kind, identifier, url), "{url}");
    }
}

#[test]
fn identifiers_come_once_that_of_the_main_link_first() {
    let export = export(
        "- [![Stars](https://img.shields.io/github/stars/octo/tea)](https://github.com/octo/tea) \
         [Pot](https://github.com/octo/pot), [again](https://github.com/Octo/Pot/issues)\n",
    );
    let entry = &export.entries[0];
    assert_eq!(entry.identifiers.github, ["octo/pot", "octo/tea"]);
    let badge = &entry.badges[0];
    assert_eq!((badge.kind.as_deref(), badge.identifier.as_deref()), (Some("stars"), Some("octo/tea")));
    assert_eq!((badge.alt.as_deref(), badge.url.as_deref()), (Some("Stars"), Some("https://github.com/octo/tea")));
    assert!(entry.links[0].image && entry.links[0].label.as_deref() == Some("Stars"));
}

#[test]
fn dates_are_as_fine_as_they_are_known() {
    for (written, iso, precision) in [
        ("2024", Some("2024"), Some(Precision::Year)),
        ("May 2024", Some("2024-05"), Some(Precision::Month)),
        ("2 May 2024", Some("2024-05-02"), Some(Precision::Day)),
        ("10/06/2025", Some("2025"), Some(Precision::Year)),
        ("Feb. 30, 2024", None, None),
    ] {
        let export = export(&format!("- [Tea](https://example.org) ({written})\n"));
        let date = export.entries[0].date.as_ref().unwrap();
        assert_eq!((date.iso.as_deref(), date.precision, date.written.as_str()), (iso, precision, written));
    }
}
