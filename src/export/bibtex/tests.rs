//! The records of small lists.

use super::*;

fn bibtex(text: &str) -> String {
    let reading = crate::markdown::Document::new(text).unwrap();
    write(&Export::read("README.md", &crate::list::List::read(&reading.source, &reading.tree)))
}

fn keys(text: &str) -> Vec<String> {
    let lines = bibtex(text);
    lines.lines().filter_map(|line| line.strip_prefix("@misc{")?.strip_suffix(',')).map(str::to_owned).collect()
}

#[test]
fn papers_have_the_fields_of_their_host() {
    for (item, expected) in [
        (
            "[Tea & 100% _Time_](https://arxiv.org/pdf/2401.00001v2) (May 2, 2024)",
            "@misc{arxiv-2401.00001,\n  title         = {{Tea \\& 100\\% Time}},\n  year          = {2024},\n  \
             month         = jan,\n  eprint        = {2401.00001},\n  archivePrefix = {arXiv},\n  \
             url           = {https://arxiv.org/abs/2401.00001}\n}\n",
        ),
        (
            "[Old Tea](https://arxiv.org/abs/hep-th/9901001)",
            "@misc{arxiv-hep-th-9901001,\n  title         = {{Old Tea}},\n  year          = {1999},\n  \
             month         = jan,\n  eprint        = {hep-th/9901001},\n  archivePrefix = {arXiv},\n  \
             primaryClass  = {hep-th},\n  url           = {https://arxiv.org/abs/hep-th/9901001}\n}\n",
        ),
        (
            "[Grüner Tee](https://doi.org/10.1000/A_(1)) (2023-06)",
            "@misc{doi-10.1000-A_-1-,\n  title         = {{Grüner Tee}},\n  year          = {2023},\n  \
             month         = jun,\n  doi           = {10.1000/A_(1)},\n  \
             url           = {https://doi.org/10.1000/A_(1)}\n}\n",
        ),
        (
            "**Tea Leaves in Time** [[paper]](https://aclanthology.org/P18-1001.pdf) \
             [[review]](https://openreview.net/forum?id=aB3_-xyz12)",
            "@misc{anthology-P18-1001,\n  title         = {{Tea Leaves in Time}},\n  year          = {2018},\n  \
             howpublished  = {ACL Anthology},\n  url           = {https://aclanthology.org/P18-1001/}\n}\n",
        ),
    ] {
        assert_eq!(bibtex(&format!("# Tea\n\n- {item}\n")), expected, "{item}");
    }
}

#[test]
fn a_paper_comes_once() {
    for (items, expected) in [
        (
            "- [A](https://arxiv.org/abs/2401.00001)\n- [B](https://arxiv.org/pdf/2401.00001)\n",
            &["arxiv-2401.00001"][..],
        ),
        // By the second identifier.
        (
            "- [A](https://arxiv.org/abs/2401.00001) [doi](https://doi.org/10.1000/x)\n\
             - [B](https://doi.org/10.1000/X)\n",
            &["arxiv-2401.00001"],
        ),
        // A later entry adds identifiers.
        (
            "- [A](https://doi.org/10.1000/x)\n\
             - [B](https://doi.org/10.1000/x) [arXiv](https://arxiv.org/abs/2401.00001)\n\
             - [C](https://arxiv.org/abs/2401.00001)\n",
            &["arxiv-2401.00001"],
        ),
        // One of the two identifiers is wrong, so both papers stay.
        (
            "- [A](https://doi.org/10.1000/x) [arXiv](https://arxiv.org/abs/2401.00001)\n\
             - [B](https://arxiv.org/abs/2401.00002) [doi](https://doi.org/10.1000/x)\n",
            &["arxiv-2401.00001", "arxiv-2401.00002"],
        ),
        // Submissions differ by case, but keys do not.
        (
            "- [A](https://openreview.net/forum?id=aaaaB)\n- [B](https://openreview.net/forum?id=aaaab)\n",
            &["openreview-aaaaB", "openreview-aaaab-2"],
        ),
        // A tool, and the paper that it is based on.
        (
            "- [Kettle](https://github.com/octo/kettle) - From [A Study of Boiling Water](https://arxiv.org/abs/2401.00002).\n",
            &["arxiv-2401.00002"],
        ),
        ("- [Kettle](https://github.com/octo/kettle) - Boils water.\n", &[]),
    ] {
        assert_eq!(keys(items), expected, "{items}");
    }
}

#[test]
fn the_title_is_that_of_the_paper() {
    let text = "- [Kettle](https://github.com/octo/kettle) - From [A Study of Boiling Water](https://arxiv.org/abs/2401.00002).\n\
                - [Pot](https://github.com/octo/pot) [![arXiv](https://img.shields.io/badge/arXiv-2401.00003-b31b1b.svg)](https://arxiv.org/abs/2401.00003)\n";
    let found = bibtex(text);
    let titles: Vec<_> = found.lines().filter(|line| line.contains("title ")).map(str::trim).collect();
    assert_eq!(titles, ["title         = {{A Study of Boiling Water}},", "title         = {{Pot}},"]);
}

/// Returns the values of a field in all records, with the type of the record before them.
fn values(text: &str, name: &str) -> Vec<String> {
    let mut record = String::new();
    let mut found = Vec::new();
    for line in bibtex(text).lines() {
        if let Some(start) = line.strip_prefix('@') {
            record = start.split('{').next().unwrap_or_default().to_owned();
        } else if let Some((_, value)) = line.split_once(" = ").filter(|(key, _)| key.trim() == name) {
            found.push(format!("{record} {}", value.trim_end_matches(',')));
        }
    }
    found
}

#[test]
fn the_venue_decides_the_type() {
    for (venue, field, expected) in [
        ("CVPR 2022", "booktitle", "inproceedings {CVPR}"),
        ("NeurIPS Workshop 2022", "booktitle", "inproceedings {NeurIPS Workshop}"),
        ("Nature Medicine 2022", "journal", "article {Nature Medicine}"),
        ("IEEE Transactions on Image Processing 2022", "journal", "article {IEEE Transactions on Image Processing}"),
        ("arXiv 2022", "journal", "article {arXiv}"),
        ("Springer 2022", "publisher", "misc {Springer}"),
    ] {
        let text = format!("- [A Study of Boiling Water](https://arxiv.org/abs/2112.00070), {venue}\n");
        assert_eq!(values(&text, field), [expected], "{}", bibtex(&text));
    }
}

#[test]
fn authors_are_separated_by_and() {
    for (authors, expected) in [
        ("A. Leaf, B. Cup and C. Mug", "{Leaf, A. and Cup, B. and Mug, C.}"),
        ("A. Leaf et al.", "{Leaf, A. and others}"),
        ("A. Leaf & B. van Cup", "{Leaf, A. and van Cup, B.}"),
    ] {
        let text = format!("- [A Study of Boiling Water](https://arxiv.org/abs/2112.00070), {authors}, CVPR 2022\n");
        assert_eq!(values(&text, "author"), [format!("inproceedings {expected}")], "{}", bibtex(&text));
    }
    // A paper that the entry only links to has other authors.
    let text = "- [Kettle](https://github.com/octo/kettle), A. Leaf, B. Cup. Based on [A Study of Boiling Water](https://arxiv.org/abs/2401.00002).\n";
    assert_eq!(values(text, "author"), <[String; 0]>::default());
}

#[test]
fn a_paper_at_a_conference_has_the_year_of_the_list() {
    for (venue, year, month) in [
        ("CVPR 2022", "2022", None),
        ("TPAMI 2023", "2023", None),
        ("CVPR", "2021", Some("dec")),
        ("arXiv 2022", "2021", Some("dec")),
    ] {
        let text = format!("- [A Study of Boiling Water](https://arxiv.org/abs/2112.00070), {venue}\n");
        let has =
            |name: &str| values(&text, name).pop().map(|value| value.split(' ').nth(1).unwrap_or_default().to_owned());
        assert_eq!(has("year"), Some(format!("{{{year}}}")), "{venue}");
        assert_eq!(has("month").as_deref(), month, "{venue}");
    }
    // The venue and its year come from the same entry.
    let text = "- [A Study of Boiling Water](https://arxiv.org/abs/2112.00070) (2021-12)\n\
                - [A Study of Boiling Water](https://arxiv.org/abs/2112.00070), CVPR 2022\n";
    assert_eq!(values(text, "year"), ["inproceedings {2022}"]);
}
