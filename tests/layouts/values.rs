//! The values of the parts of an entry, and how the entries of a list write them.

use proptest::prelude::*;

/// Numbers from which the values of an entry are chosen; zero is the plainest.
pub(crate) type Seeds = [u16; 14];

/// What the entries of a list have in common.
#[derive(Debug, Clone)]
pub(crate) struct Style {
    pub(crate) month: usize,
    pub(crate) day: usize,
    pub(crate) labels: [&'static str; 3],
    pub(crate) join: usize,
    pub(crate) initials: bool,
    pub(crate) stop: bool,
    pub(crate) host: usize,
}

/// A list to write: its style, and the seeds of its entries.
pub(crate) fn lists() -> impl Strategy<Value = (Style, Vec<Seeds>)> {
    let style = any::<[u16; 8]>().prop_map(|at| Style {
        month: usize::from(at[0]) % MONTHS,
        day: usize::from(at[1]) % DAYS,
        labels: [pick(&LABELS[0], at[2]), pick(&LABELS[1], at[3]), pick(&LABELS[2], at[4])],
        join: usize::from(at[5]) % 4,
        initials: at[5] % 3 == 2,
        stop: at[6] % 2 == 0,
        host: usize::from(at[7]) % HOSTS.len(),
    });
    (style, prop::collection::vec(any::<Seeds>(), 9..=30))
}

/// The values of one entry.
#[derive(Debug)]
pub(crate) struct Values {
    pub(crate) title: String,
    pub(crate) tool: String,
    pub(crate) name: String,
    pub(crate) authors: Vec<String>,
    pub(crate) venue: &'static str,
    pub(crate) group: &'static str,
    pub(crate) description: String,
    pub(crate) lang: &'static str,
    pub(crate) licence: &'static str,
    pub(crate) topic: &'static str,
    pub(crate) format: &'static str,
    /// Year, month and day.
    pub(crate) date: (u16, usize, u16),
    /// The number of the part that it lacks.
    pub(crate) missing: Option<usize>,
}

const HOSTS: [&str; 3] = ["https://example.org/", "https://arxiv.org/abs/2401.1", "https://github.com/leaf/tea"];

const LABELS: [[&str; 7]; 3] = [
    ["Paper", "paper", "PDF", "pdf", "论文", "arXiv", "Link"],
    ["Code", "code", "GitHub", "代码", "PyTorch", "Brewery", "official code"],
    ["Project Page", "Demo", "Video", "Website", "Slides", "Tasting", "Dataset"],
];

const VERBS: [&str; 12] = [
    "Learning",
    "Brewing",
    "Reading",
    "Measuring",
    "Scaling",
    "Tracing",
    "Explaining",
    "Compressing",
    "Aligning",
    "Editing",
    "Rethinking",
    "Exploring",
];
const ADJECTIVES: [&str; 11] = [
    "Neural",
    "Visual",
    "Sparse",
    "Efficient",
    "Multimodal",
    "Robust",
    "Causal",
    "Green",
    "Hierarchical",
    "Temporal",
    "Open",
];
const NOUNS: [&str; 13] = [
    "Tea",
    "Leaves",
    "Networks",
    "Transformers",
    "Kettles",
    "Representations",
    "Flavours",
    "Memory",
    "Attention",
    "Harvests",
    "Images",
    "Language Models",
    "Graphs",
];
const CHINESE: [&str; 7] = ["图像识别", "大语言模型", "茶叶分类", "知识图谱", "注意力机制", "语音合成", "推荐系统"];
const GIVEN: [&str; 14] = [
    "Anna", "Wei", "José", "Priya", "Olga", "Ahmed", "Min-Jun", "Yuki", "Łukasz", "Thi Lan", "Chloé", "David",
    "Xiaoming", "Ravi",
];
const FAMILY: [&str; 15] = [
    "Schmidt",
    "Zhang",
    "García",
    "Sharma",
    "Ivanova",
    "El-Sayed",
    "Kim",
    "Tanaka",
    "Kowalski",
    "Nguyen",
    "Dubois",
    "Miller",
    "van den Berg",
    "Wang",
    "Patel",
];
const VENUES: [&str; 15] = [
    "NeurIPS",
    "ICML",
    "ICLR",
    "CVPR",
    "ACL",
    "EMNLP",
    "AAAI",
    "ECCV",
    "arXiv",
    "TPAMI",
    "TMLR",
    "SIGGRAPH",
    "ICRA",
    "INTERSPEECH",
    "ICCV",
];
const GROUPS: [&str; 6] = ["Google", "Tsinghua University", "OpenAI", "Meta", "Stanford University", "Microsoft"];
const LANGUAGES: [&str; 7] = ["Python", "Go", "Rust", "JavaScript", "C++", "TypeScript", "Java"];
const LICENCES: [&str; 4] = ["MIT", "Apache-2.0", "GPL-3.0", "BSD-3-Clause"];
const TOPICS: [&str; 5] = ["Planning", "Retrieval", "Question Answering", "image captioning", "3D detection"];
const FORMATS: [&str; 3] = ["PDF", "EPUB", "HTML"];
const NAMES: [[&str; 6]; 2] =
    [["Tea", "Brew", "Cup", "Leaf", "Kettle", "Oolong"], ["Net", "GPT", "-2", "Former", "++", "3D"]];

fn pick<T: Copy>(from: &[T], at: u16) -> T {
    from[usize::from(at) % from.len()]
}

impl Values {
    /// Chooses the values of the entry with the number `at` in its list.
    pub(crate) fn of(seeds: &Seeds, at: usize, style: &Style) -> Self {
        let shift = at as u16;
        let word = |from: &[&'static str], seed: usize| pick(from, (seeds[seed] % 1000) + shift * (1 + seed as u16));
        let (verb, adjective) = (word(&VERBS, 0), word(&ADJECTIVES, 1));
        let (noun, second) = (pick(&NOUNS, seeds[2] % 1000 + shift), pick(&NOUNS, seeds[2] % 1000 + shift + 5));
        let number = seeds[3] % 8 + 2;
        let name = format!("{}{}", word(&NAMES[0], 4), word(&NAMES[1], 3));
        let title = match seeds[5] % 16 {
            1 => format!("{name}: {verb} {noun} for {adjective} {second}"),
            2 => format!("Is {noun} All You Need?"),
            3 => format!("{adjective} {noun}"),
            4 => format!("{}{}", pick(&NAMES[0], seeds[4]), NOUNS[at % 11].to_lowercase()),
            5 => format!("{verb} {noun} (and {second}) in {number} Steps"),
            6 => format!("On the Taste of {noun}, Cups and {adjective} {second}"),
            7 => format!("基于{}的{}方法研究", pick(&CHINESE, seeds[6]), pick(&CHINESE, seeds[7])),
            8 => format!("a note on {} and {}", noun.to_lowercase(), second.to_lowercase()),
            9 => format!("Why {noun} [Still] Matter: {verb} {second}"),
            10 => {
                format!("{verb} {adjective} {noun} from Few Examples with Many {second} and without Any Labels at All")
            }
            11 => format!("{adjective}-Aware {noun} via Cross-Cup {second}"),
            12 => format!("{number}{number}48 {noun}: A Survey"),
            _ => format!("{verb} {noun} with {adjective} {second}"),
        };
        let low = noun.to_lowercase();
        let tool = match seeds[5] % 8 {
            1 => format!("leaf/{}-{}", low.replace(' ', "-"), adjective.to_lowercase()),
            2 => format!("{adjective} Kit"),
            3 => format!("{}.js", low.replace(' ', "")),
            4 => format!("{}-cli", adjective.to_lowercase()),
            5 => format!("{}工具", pick(&CHINESE, seeds[6])),
            6 => format!("{adjective} {noun} Toolbox"),
            _ => name.clone(),
        };
        let prose = match seeds[8] % 7 {
            1 => format!("a small library for {low}"),
            2 => format!("{verb} and tasting of {low}, with support for cups and kettles"),
            3 => format!("Brews {} {low} (and coffee) from the command line", adjective.to_lowercase()),
            4 => format!("Command-line client for `{}`", second.to_lowercase().replace(' ', "-")),
            5 => format!("Serves {low}. It also stores {} for later", second.to_lowercase()),
            6 => format!("一个用于{}的开源工具", pick(&CHINESE, seeds[7])),
            _ => format!("Fast and {} tool to prepare {low} at home", adjective.to_lowercase()),
        };
        let stop = match (style.stop, prose.is_ascii()) {
            (false, _) => "",
            (true, true) => ".",
            (true, false) => "。",
        };
        let people = match style.join {
            3 => 1 + seeds[9] % 2,
            _ => 1 + seeds[9] % 5,
        };
        // A list of single names alone says nothing of what they are.
        let people = if at % 4 == 1 { people.max(2) } else { people };
        let person = |number: u16| {
            let given = pick(&GIVEN, seeds[10] % 1000 + number * 3 + shift);
            let family = pick(&FAMILY, seeds[11] % 1000 + number * 4 + shift);
            let initial = given.chars().next().expect("names have letters");
            if style.initials { format!("{initial}. {family}") } else { format!("{given} {family}") }
        };
        Self {
            title,
            tool,
            name,
            authors: (0..people).map(person).collect(),
            venue: pick(&VENUES, seeds[12]),
            group: pick(&GROUPS, seeds[10]),
            description: format!("{prose}{stop}"),
            lang: pick(&LANGUAGES, seeds[6]),
            licence: pick(&LICENCES, seeds[7]),
            topic: pick(&TOPICS, seeds[6]),
            format: pick(&FORMATS, seeds[6]),
            date: (2015 + seeds[12] % 10, usize::from(seeds[13] % 12) + 1, seeds[10] % 28 + 1),
            missing: (seeds[13] % 5 == 1).then_some(usize::from(seeds[9])),
        }
    }
}

impl Style {
    /// Returns the names of authors as the list writes them.
    pub(crate) fn authors(&self, names: &[String]) -> String {
        match (self.join, names) {
            (3, _) => format!("{} et al.", names.join(", ")),
            (1 | 2, [first @ .., last]) if !first.is_empty() => {
                format!("{}{}{last}", first.join(", "), if self.join == 1 { " and " } else { ", and " })
            }
            _ => names.join(", "),
        }
    }

    /// Returns a month as the list writes it.
    pub(crate) fn month(&self, (year, month, _): (u16, usize, u16)) -> String {
        let name = NAMES_OF_MONTHS[month - 1];
        let short = &name[..3];
        let dot = if name.len() == 3 { "" } else { "." };
        match self.month {
            0 => format!("{year}-{month:02}"),
            1 => format!("{year}/{month:02}"),
            2 => format!("{year}.{month:02}"),
            3 => format!("{year}.{month}"),
            4 => format!("{short} {year}"),
            5 => format!("{short}{dot} {year}"),
            6 => format!("{name} {year}"),
            7 => format!("{short}{dot}, {year}"),
            8 => format!("{year}年{month}月"),
            _ => format!("{month:02}/{year}"),
        }
    }

    /// Returns a day as the list writes it.
    pub(crate) fn day(&self, (year, month, day): (u16, usize, u16)) -> String {
        let name = NAMES_OF_MONTHS[month - 1];
        let short = &name[..3];
        let dot = if name.len() == 3 { "" } else { "." };
        match self.day {
            0 => format!("{year}-{month:02}-{day:02}"),
            1 => format!("{year}/{month:02}/{day:02}"),
            2 => format!("{year}.{month:02}.{day:02}"),
            3 => format!("{short}{dot} {day}, {year}"),
            4 => format!("{name} {day}, {year}"),
            5 => format!("{short} {day:02}, {year}"),
            6 => format!("{day} {short} {year}"),
            _ => format!("{year}年{month}月{day}日"),
        }
    }

    /// Returns the URL with a number.
    pub(crate) fn url(&self, number: usize) -> String {
        format!("{}{number:04}", HOSTS[self.host])
    }
}

const MONTHS: usize = 10;
const DAYS: usize = 8;
const NAMES_OF_MONTHS: [&str; 12] = [
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
