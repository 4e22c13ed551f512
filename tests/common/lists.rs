//! Generates lists with the shapes of real ones.
//!
//! The entries of a group have one shape, as in a list that a person maintains; some entries differ from it, as in
//! every real list.

use proptest::{collection::vec, prelude::*, sample::select};

/// A whole list.
pub(crate) fn list() -> impl Strategy<Value = String> {
    let front_matter = prop_oneof![
        8 => Just(""),
        1 => Just("---\ntitle: Sheds\n---\n"),
        1 => Just("\u{feff}"),
        1 => Just("+++\ndraft = true\n+++\n\n"),
    ];
    let contents = prop_oneof![3 => Just(0), 4 => 1..5_usize];
    let sections = vec((heading(), vec(block(), 0..4)), 0..7);
    let end = select(vec![
        "",
        "\n",
        "\n\n",
        "\n \n",
        "\n\n[rake]: https://example.org/rake\n[HOSE]: <http://github.com/beds/hose>\n",
    ]);
    (front_matter, contents, vec(block(), 0..3), sections, gap(), end).prop_map(
        |(front_matter, contents, intro, sections, gap, end)| {
            let mut text = format!("{front_matter}# Awesome Sheds\n\n{}\n", intro.join("\n\n"));
            text.push_str(&contents_list(contents, &sections));
            for (heading, blocks) in sections {
                text.push_str(&format!("{gap}{heading}\n{gap}{}\n", blocks.join("\n\n")));
            }
            text + end
        },
    )
}

/// The separators between headings and text: most lists use only one.
fn gap() -> impl Strategy<Value = &'static str> {
    select(vec!["\n", "\n", "\n", "", "\n\n", "  \n"])
}

fn contents_list(style: usize, sections: &[(String, Vec<String>)]) -> String {
    let items = sections.iter().enumerate().map(|(at, (heading, _))| {
        let label = heading.trim_matches(['#', ' ', '=', '-', '\n', ':']);
        let slug = awesome_lint::list::slug(label);
        // Each third anchor is wrong in its own way.
        let anchor = match at % 6 {
            2 => label.replace(' ', "-"),
            5 => slug.replace('-', "--"),
            _ => slug,
        };
        format!("- [{label}](#{anchor})\n")
    });
    let items: String = items.collect();
    match style {
        0 => String::new(),
        1 => format!("## Contents\n\n{items}\n"),
        2 => format!("<details>\n<summary>Contents</summary>\n\n{items}\n</details>\n\n"),
        3 => format!("## Contents\n\n<!-- toc -->\n{items}<!-- tocstop -->\n\n"),
        _ => format!("{items}\n"),
    }
}

fn heading() -> impl Strategy<Value = String> {
    let text = prop_oneof![
        5 => title(),
        1 => title().prop_map(|title| format!("{title}:")),
        1 => title().prop_map(|title| format!("🪴 {title}")),
        1 => title().prop_map(|title| format!("✂\u{fe0f} {title}")),
        1 => title().prop_map(|title| format!("[{title}](#contents)")),
        1 => title().prop_map(|title| format!("**{title}**.")),
        1 => Just("Rakes".to_owned()),
    ];
    (text, 0..12).prop_map(|(text, style)| match style {
        0 => format!("{text}\n==="),
        1 => format!("{text}\n-----"),
        2 => format!("### {text} ###"),
        3 => format!("<h2 id=\"{text}\">{text}</h2>\n"),
        4..=6 => format!("### {text}"),
        _ => format!("## {text}"),
    })
}

fn block() -> impl Strategy<Value = String> {
    let plain = select(vec![
        "Tools that I lend to neighbours.  \nOne at a time.",
        "> - [Quoted](https://example.org/quoted) - In a quote.\n>\n> - [Other](https://example.org/other)",
        "```md\n- [Fenced](https://example.org)   \n\n\n\n```",
        "<!-- - [Hidden](https://example.org/hidden) -->",
        "<table><tr><td><a href=\"https://example.org/cell\">Cell</a> 2024-01-02</td></tr></table>",
        "([back to top](#contents))",
        "    indented code  \n\n\n    more",
        "[^1]: A footnote about soil.",
        "***",
        "<p align=\"right\">(<a href=\"#top\">top</a>)</p>",
        "[//]: # (a comment)",
        "- [ ] [Task](https://example.org/task)\n- [x] [Done](https://example.org/done)",
        "Soil\n: what plants grow in",
        "中文段落，没有空格。\n\n　全角空格",
        "<details>\n<summary>More</summary>\n\n- [Inside](https://example.org/inside) - Within.\n\n</details>",
    ]);
    prop_oneof![2 => plain.prop_map(str::to_owned), 5 => group(), 1 => table(), 1 => nested()]
}

/// Generates a list of entries with one shape.
pub(crate) fn group() -> impl Strategy<Value = String> {
    let marker = select(vec!["- ", "- ", "* ", "+ ", "1. ", "*   ", "-\t", "10) "]);
    let between = select(vec!["\n", "\n", "\n\n", "\n  \n"]);
    (0..SHAPES, marker, between, 0..DATE_FORMS, vec((data(), 0..24_usize), 1..10)).prop_map(
        |(shape, marker, between, form, entries)| {
            let mut text = String::new();
            for (at, (data, odd)) in entries.iter().enumerate() {
                let marker = match (odd, marker) {
                    (1, _) => "* ",
                    (2, _) => "-",
                    (3, "1. ") => "2. ",
                    (4, _) => "  - ",
                    _ => marker,
                };
                let form = if *odd == 5 { (form + at) % DATE_FORMS } else { form };
                let indent = " ".repeat(marker.trim_start().len());
                text.push_str(marker);
                text.push_str(&entry(shape, data, form, *odd).replace('\n', &format!("\n{indent}")));
                text.push_str(match odd {
                    6 => "  ",
                    7 => " \t",
                    8 => "\n\n",
                    9 => "\n\n\n",
                    _ => "",
                });
                text.push_str(between);
            }
            text
        },
    )
}

fn nested() -> impl Strategy<Value = String> {
    vec((title(), group()), 1..4).prop_map(|parts| {
        let parts =
            parts.iter().map(|(title, group)| format!("- {title}\n  {}\n", group.trim_end().replace('\n', "\n  ")));
        parts.collect()
    })
}

fn table() -> impl Strategy<Value = String> {
    (0..DATE_FORMS, vec((data(), 0..16_usize), 0..9)).prop_map(|(form, rows)| {
        let mut text = "| Title | Date | Code |\n|:--|---|--:|\n".to_owned();
        for (data, odd) in rows {
            let form = if odd == 0 { (form + 1) % DATE_FORMS } else { form };
            let (title, url) = (data.title.replace('|', "\\|"), data.url.replace('|', "%7C"));
            let (date, repo) = (date(form, &data), &data.repository);
            text.push_str(&match odd {
                1 => format!("| [{title}]({url}) | {date}\n"),
                2 => format!("[{title}]({url})|{date}|-|  \n"),
                3 => format!("| [{title}]({url}) | {date} | - | more |\n"),
                _ => format!("| [{title}]({url}) | {date} | [![Star](https://img.shields.io/github/stars/{repo}.svg)](https://github.com/{repo}) |\n"),
            });
        }
        text
    })
}

/// The subject of an entry.
#[derive(Debug, Clone)]
pub(crate) struct Data {
    title: String,
    url: String,
    note: &'static str,
    repository: String,
    paper: String,
    day: (i32, usize, u32),
}

fn data() -> impl Strategy<Value = Data> {
    let note = select(vec![
        "A short note.",
        "Without a full stop",
        "Ends `in code`",
        "中文说明。",
        "Two lines,\nthe second one longer.",
        "See [another](https://example.org/another) too (2023).",
        "**Bold** and *slanted* <br> broken",
        "",
        "a | b \\[c\\] &amp; d",
        "Line break  \nafter two spaces",
    ]);
    let repository =
        (select(vec!["beds", "Sheds", "soil-lab"]), select(vec!["rake", "hose.js", "Hand-Fork"]), 0..4_u32)
            .prop_map(|(owner, name, number)| format!("{owner}/{name}{number}"));
    let paper =
        (7..27_u32, 1..13_u32, 1..9_u32).prop_map(|(year, month, number)| format!("{year:02}{month:02}.0{number:04}"));
    let day = (2019..2027_i32, 1..13_usize, 1..32_u32);
    (title(), url(), note, repository, paper, day).prop_map(|(title, url, note, repository, paper, day)| Data {
        title,
        url,
        note,
        repository,
        paper,
        day,
    })
}

fn title() -> impl Strategy<Value = String> {
    let word = select(vec![
        "Rake",
        "trowel",
        "Hose",
        "hose",
        "The",
        "Spade",
        "édition",
        "園芸",
        "Ключ",
        "🪴",
        "C++",
        ".NET",
        "x_y",
        "a*b",
        "`code`",
        "**bold**",
        "2024",
        "R&D",
        "ﬁre",
        "\u{202e}rtl",
        "שלום",
        "A",
        "z",
        "[New]",
        "<b>",
        "\\_",
    ]);
    vec(word, 1..4).prop_map(|words| words.join(" "))
}

fn url() -> impl Strategy<Value = String> {
    let fixed = select(vec![
        "",
        "#rakes",
        "#Rakes",
        "https://example.org/a_(b)",
        "<https://example.org/a b>",
        "http://github.com/beds/rake/",
        "https://www.arxiv.org/abs/2401.00001v2",
        "https://arxiv.org/pdf/2401.00002.pdf",
        "https:/example.org",
        "github.com/beds/rake",
        "https://https://example.org",
        "https://github.com/beds/rake.git#readme",
        "docs/rake.md",
        "https://youtu.be/abcdefghijk?si=x",
        "https://dx.doi.org/10.1000/ABC",
        "https://example.org/?utm_source=x&a=b",
        "mailto:a@example.org",
        "https://example.org \"title\"",
        "https://arxiv.org/abs//2401.00001",
        "https://example.org/&amp;x",
        "HTTPS://EXAMPLE.ORG/x",
        "https://example.org/园",
        "https://openreview.net/forum?id=abcdefghij&referrer=x",
        "https://example.org/%zz",
        "http://example.org",
        "https://example.org/a\\_b",
    ]);
    prop_oneof![
        3 => (0..30_u32).prop_map(|number| format!("https://example.org/{number}")),
        2 => (1..13_u32, 1..9_u32).prop_map(|(month, number)| format!("https://arxiv.org/abs/24{month:02}.0{number:04}")),
        2 => fixed.prop_map(str::to_owned),
    ]
}

const SHAPES: usize = 10;

fn entry(shape: usize, data: &Data, form: usize, odd: usize) -> String {
    let Data { title, url, note, repository, paper, .. } = data;
    let date = date(form, data);
    let star = match odd {
        10 => format!(
            "[![Stars](https://img.shields.io/github/stars/{repository}?style=flat)](https://github.com/{repository})"
        ),
        11 => "[![Star](https://img.shields.io/github/stars/other/one.svg?style=social)](https://github.com/beds/rake)"
            .to_owned(),
        12 => format!(
            "[![Star](https://img.shields.io/github/stars/{repository}?tab=readme-ov-file.svg?style=social)](https://github.com/{repository})"
        ),
        13 => String::new(),
        _ => format!(
            "[![Star](https://img.shields.io/github/stars/{repository}.svg?style=social)](https://github.com/{repository})"
        ),
    };
    let arxiv = match odd {
        14 => String::new(),
        15 => {
            format!("[![arXiv](https://img.shields.io/badge/arXiv-{paper}-b31b1b.svg)](https://arxiv.org/abs/{paper})")
        }
        _ => format!("[![arXiv](https://img.shields.io/badge/arXiv-b31b1b.svg)](https://arxiv.org/abs/{paper})"),
    };
    let (first, second) = if odd == 16 { (&star, &arxiv) } else { (&arxiv, &star) };
    let link = match odd {
        17 => format!("[{title}] ({url})"),
        18 => format!("[{title}](https://example.org/a b)"),
        19 => format!("[{title}][rake]"),
        20 => format!("<{url}>"),
        21 => format!("![{title}]({url})"),
        _ => format!("[{title}]({url})"),
    };
    match shape {
        0 => format!("{link} - {note}"),
        1 => format!("[{title}](https://arxiv.org/abs/{paper}) {date}\n{first}\n{second}"),
        2 => format!("**{title}** [Paper of {title}](https://arxiv.org/abs/{paper}) ({date})  \n{first} {second}"),
        3 => format!(
            "{date} **{title}** [[paper](https://arxiv.org/abs/{paper})] [[code](https://github.com/{repository})]"
        ),
        4 => format!("{link}\n- Date: {date}\n- Code: {second}\n- Note：{note}"),
        5 => format!("[{repository}](https://github.com/{repository}) {second} {note}"),
        6 => format!("**{link}** {note}\n\n*A. Gardener.* [[pdf](https://arxiv.org/pdf/{paper})], {date}"),
        7 => format!("{link}, {date}."),
        8 => format!("[{title}][rake] - {note}"),
        _ => format!("{link} {note} {first}\n\n  ```sh\n  dig {date}  \n  ```"),
    }
}

const DATE_FORMS: usize = 14;

fn date(form: usize, data: &Data) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let (year, month, day) = data.day;
    let name = MONTHS[month - 1];
    match form {
        0 => format!("({}. {day}, {year})", &name[..3]),
        1 => format!("{year}-{month:02}-{day:02}"),
        2 => format!("[{year}/{month:02}]"),
        3 => format!("{name} {day}, {year}"),
        4 => format!("{year}.{month}"),
        5 => format!("{year}年{month}月"),
        6 => format!("`{year}`"),
        7 => format!("(ICLR {year})"),
        8 => format!("{day}/{month}/{year}"),
        9 => format!("({}., {year})", &name[..3]),
        10 => format!("({name}. {day:02}, {year})"),
        11 => format!("{day}.{month:02}.{year}"),
        12 => format!("[{month:02}/{}]", year % 100),
        _ => format!("({}. {day}, {year}, CVPR {year})", &name[..3]),
    }
}
