//! Texts that are names, and texts that are none. All names are invented, or those of public groups.

use proptest::prelude::*;

use super::*;

/// Texts that are people's names for sure, with the names.
const SURE: &[(&str, &str)] = &[
    // One name with an initial.
    ("Anna B. Leaf", "Anna B. Leaf"),
    ("A. Leaf", "A. Leaf"),
    ("A. B. Leaf", "A. B. Leaf"),
    ("A.B. Leaf", "A.B. Leaf"),
    ("J.-P. Leaf", "J.-P. Leaf"),
    ("Anna B Leaf", "Anna B Leaf"),
    ("Leaf, A. B.", "Leaf, A. B."),
    ("А. Листов", "А. Листов"),
    ("Листов А.", "Листов А."),
    ("Yu. Listov", "Yu. Listov"),
    ("Bob Q. Leaf Jr.", "Bob Q. Leaf Jr."),
    ("Dr. Bob Q. Leaf", "Bob Q. Leaf"),
    ("A. Leaf (Tea Lab)", "A. Leaf"),
    ("A. Leaf, Cup University", "A. Leaf"),
    ("A. Leaf.", "A. Leaf"),
    // Two and more.
    ("Ann Leaf, Bob Cup", "Ann Leaf|Bob Cup"),
    ("Ann Leaf and Bob Cup", "Ann Leaf|Bob Cup"),
    ("Ann Leaf, Bob Cup, and Cy Mug", "Ann Leaf|Bob Cup|Cy Mug"),
    ("Ann Leaf & Bob Cup", "Ann Leaf|Bob Cup"),
    ("Ann Leaf &amp; Bob Cup", "Ann Leaf|Bob Cup"),
    ("Ann Leaf and Bob Cup with Cy Mug", "Ann Leaf|Bob Cup|Cy Mug"),
    ("Ann Leaf; Bob Cup;", "Ann Leaf|Bob Cup"),
    ("Ann Leaf · Bob Cup", "Ann Leaf|Bob Cup"),
    ("Ann Leaf，Bob Cup、Cy Mug", "Ann Leaf|Bob Cup|Cy Mug"),
    ("Ann Leaf und Bob Cup", "Ann Leaf|Bob Cup"),
    ("Ann Leaf et Bob Cup", "Ann Leaf|Bob Cup"),
    ("Ana Hoja y Beto Taza", "Ana Hoja|Beto Taza"),
    ("Анна Листова и Борис Чашкин", "Анна Листова|Борис Чашкин"),
    ("Ann Leaf, Bob Cup.", "Ann Leaf|Bob Cup"),
    ("Ann Leaf, Bob Cup, Mira", "Ann Leaf|Bob Cup|Mira"),
    ("Ann Leaf, Bob Cup, Cup University", "Ann Leaf|Bob Cup|Cup University"),
    // Shapes of names.
    ("Ingrid von Leaf, Jan van der Kop", "Ingrid von Leaf|Jan van der Kop"),
    ("Mª del Milagro Leaf, Oscar Leaf Cup", "Mª del Milagro Leaf|Oscar Leaf Cup"),
    ("Brendan O'Leaf, Bob D’Cup", "Brendan O'Leaf|Bob D’Cup"),
    ("Jun-Yan Leaf, Li-Wei Cup", "Jun-Yan Leaf|Li-Wei Cup"),
    ("Yann LeLeaf, Bob McCup", "Yann LeLeaf|Bob McCup"),
    ("Tobias Ågren, Åsa Östlund", "Tobias Ågren|Åsa Östlund"),
    ("Andr&eacute; Leaf, Bob Cup", "Andr&eacute; Leaf|Bob Cup"),
    (r"Andr{\'e} Leaf, Bob Cup", r"Andr{\'e} Leaf|Bob Cup"),
    ("ANN LEAF, Bob Cup", "ANN LEAF|Bob Cup"),
    ("Zhihe YANG, Yunjian Xu", "Zhihe YANG|Yunjian Xu"),
    ("Ann Leaf, Kwang In Kim, Bob Cup", "Ann Leaf|Kwang In Kim|Bob Cup"),
    ("Ann Leaf, Chen Change Loy", "Ann Leaf|Chen Change Loy"),
    ("S P Leaf, Bob C U", "S P Leaf|Bob C U"),
    ("Ann d'Angelo, Omar al-Fincan", "Ann d'Angelo|Omar al-Fincan"),
    ("José Hoja y Taza, Ana Tetera", "José Hoja y Taza|Ana Tetera"),
    ("Muhammad ibn Yaprak, Ali bin Fincan", "Muhammad ibn Yaprak|Ali bin Fincan"),
    // Family names first.
    ("Leaf, R. J., Cup, A.", "Leaf, R. J.|Cup, A."),
    ("Leaf, R., Cup, A. and Mug, C.", "Leaf, R.|Cup, A.|Mug, C."),
    ("Leaf R., Cup A.B.", "Leaf R.|Cup A.B."),
    ("Leaf Hoja, R., Cup, A.", "Leaf Hoja, R.|Cup, A."),
    ("Leaf, Ann and Cup, Bob", "Leaf, Ann|Cup, Bob"),
    // Marks of affiliation.
    ("Ann Leaf<sup>1*</sup>, Bob Cup<sup>12*</sup>", "Ann Leaf|Bob Cup"),
    ("Ann Leaf<sup>1,2</sup> Bob Cup<sup>2,4</sup> Cy Mug<sup>2</sup><br>", "Ann Leaf|Bob Cup|Cy Mug"),
    ("Ann Leaf¹, Bob Cup²", "Ann Leaf|Bob Cup"),
    ("Ann Leaf¹ Bob Cup²", "Ann Leaf|Bob Cup"),
    ("Ann Leaf1, Bob Cup2", "Ann Leaf|Bob Cup"),
    ("Ann Leaf^1, Bob Cup^{2}", "Ann Leaf|Bob Cup"),
    ("Ann Leaf$^{1,2}$, Bob Cup$^3$", "Ann Leaf|Bob Cup"),
    ("Ann Leaf[1], Bob Cup[1,2]", "Ann Leaf|Bob Cup"),
    (r"Ann Leaf\*, Bob Cup\*, Cy Mug", "Ann Leaf|Bob Cup|Cy Mug"),
    ("Ann Leaf*,†, Bob Cup†", "Ann Leaf|Bob Cup"),
    ("Ann Leaf#, Bob Cup#", "Ann Leaf|Bob Cup"),
    ("Ann Leaf (MIT), Bob Cup (CMU)", "Ann Leaf|Bob Cup"),
    // Markdown and HTML.
    ("*Ann Leaf, Bob Cup* \\", "Ann Leaf|Bob Cup"),
    ("_Ann Leaf, Bob Cup_", "Ann Leaf|Bob Cup"),
    ("**Ann Leaf**, Bob Cup", "Ann Leaf|Bob Cup"),
    ("<b>Ann Leaf</b>, Bob Cup<br>", "Ann Leaf|Bob Cup"),
    ("<i>Ann&nbsp;Leaf, Bob Cup</i>", "Ann&nbsp;Leaf|Bob Cup"),
    ("[Ann Leaf](https://example.org/a_b), [Bob Cup](https://example.org)", "Ann Leaf|Bob Cup"),
    ("[Ann Leaf](https://example.org) [Bob Cup][1]", "Ann Leaf|Bob Cup"),
    ("Ann Leaf,<br>Bob Cup", "Ann Leaf|Bob Cup"),
    // What comes before and after.
    ("by A. Leaf", "A. Leaf"),
    ("By: Ann Leaf and Bob Cup", "Ann Leaf|Bob Cup"),
    ("**Authors:** Ann Leaf, Bob Cup", "Ann Leaf|Bob Cup"),
    ("作者：王小明、李晓雷", "王小明|李晓雷"),
    ("от А. Листова", "А. Листова"),
    ("Leaf et al.", "Leaf"),
    ("Leaf et al", "Leaf"),
    ("Leaf et. al.", "Leaf"),
    ("Ann Leaf et.al.", "Ann Leaf"),
    ("Leaf *et al.*", "Leaf"),
    ("Ann Leaf et al. (Tea Lab)", "Ann Leaf"),
    ("[Leaf et al.](https://example.org)", "Leaf"),
    ("Ann Leaf, Bob Cup, et al.", "Ann Leaf|Bob Cup"),
    ("Ann Leaf, Bob Cup, others", "Ann Leaf|Bob Cup"),
    ("Ann Leaf and others", "Ann Leaf"),
    ("Ann Leaf, Bob Cup, ...", "Ann Leaf|Bob Cup"),
    // Without capitals.
    ("王小明、李晓雷", "王小明|李晓雷"),
    ("王小明 李晓雷", "王小明|李晓雷"),
    ("王小明 和 李晓雷", "王小明|李晓雷"),
    ("王小明 等", "王小明"),
    ("김철수, 이영희", "김철수|이영희"),
];

/// Texts that can be names, with them, but also something else.
const UNSURE: &[(&str, &str)] = &[
    ("Ann Leaf", "Ann Leaf"),
    ("Ann Leaf with Bob Cup", "Ann Leaf|Bob Cup"),
    ("Александр Листов", "Александр Листов"),
    ("Tobias Ågren", "Tobias Ågren"),
    ("Ingrid von Leaf", "Ingrid von Leaf"),
    ("Zima Blue", "Zima Blue"),
    ("Ann Leaf, Cup University", "Ann Leaf"),
    ("[Ann Leaf](https://example.org), University of Cups", "Ann Leaf"),
    ("José Hoja y Taza", "José Hoja y Taza"),
    ("Mira", "Mira"),
    ("by Mira", "Mira"),
    ("@leaf", "@leaf"),
    ("@leaf-2, @cup_3", "@leaf-2|@cup_3"),
    ("[@leaf](https://example.org)", "@leaf"),
    ("LeLeaf", "LeLeaf"),
    ("TeaFlow", "TeaFlow"),
    ("TeaFlow, TeaTorch", "TeaFlow|TeaTorch"),
    ("TeaFlow, TeaTorch, etc.", "TeaFlow|TeaTorch"),
    ("Vitamin C", "Vitamin C"),
    ("Becoming A Leaf", "Becoming A Leaf"),
    ("I Leaf Cups", "I Leaf Cups"),
    ("The Go Authors", "The Go Authors"),
    ("FAIR", "FAIR"),
    ("OpenAI", "OpenAI"),
    ("Google DeepMind", "Google DeepMind"),
    ("Google Research & MIT", "Google Research|MIT"),
    ("Redwood Research", "Redwood Research"),
    ("University of California", "University of California"),
    ("Institute for the Study of Tea", "Institute for the Study of Tea"),
    ("École Polytechnique", "École Polytechnique"),
    ("Tea NLP Lab & Tea Vision and Learning Lab", "Tea NLP Lab|Tea Vision and Learning Lab"),
    ("StackOverflow Contributors", "StackOverflow Contributors"),
    ("浙江大学", "浙江大学"),
    ("上海市人工智能实验室", "上海市人工智能实验室"),
    ("蚂蚁集团", "蚂蚁集团"),
    ("王小明", "王小明"),
    ("李雷, 王雷", "李雷|王雷"),
    ("間瀬茂", "間瀬茂"),
    ("間瀬 茂", "間瀬 茂"),
    ("間瀬茂 著", "間瀬茂"),
    ("ジャン・リーフ", "ジャン・リーフ"),
    ("김철수", "김철수"),
    ("서울대학교", "서울대학교"),
];

/// Texts that are no names.
const NONE: &[&str] = &[
    "",
    " ",
    "*",
    ",",
    "and",
    "by",
    "et al.",
    "...",
    // Prose.
    "A library for tea",
    "A Library",
    "Fast, simple",
    "Simple and fast tea for Ann Leaf",
    "Ann Leaf makes tea",
    "Ann Leaf, who makes tea",
    "Tea. Cups. Mugs.",
    "Ann Leaf. Bob Cup",
    "Leaf's cup",
    "Don't Panic",
    "It's Tea",
    "Made by Ann Leaf",
    "Course by Ann Leaf",
    "Written in Rust",
    "Tea for Two",
    "History of Tea",
    "The Tea",
    "Cup at Work",
    "What Is Tea?",
    "Ann Leaf!",
    "Ann Leaf - Bob Cup",
    "Ann Leaf | Bob Cup",
    "Ann Leaf / Bob Cup",
    "Ann Leaf and",
    "Ann Leaf,, Bob Cup",
    ", Ann Leaf",
    "Ann Leaf von",
    "van",
    "`Ann Leaf`",
    "\"Ann Leaf\"",
    "Ann Leaf <https://example.org",
    "https://example.org",
    "example.org",
    "Node.js",
    "tea@example.org",
    "One Two Three Four Five Six Seven",
    "Tea Leaf Cup Mug Pot Kettle",
    "Ein Buch über Tee",
    "Une tasse de thé",
    "Книга о чае",
    "Машинное обучение",
    "高性能的中文模型可以用来做很多事情",
    "日本語で書かれたとても長い説明文です",
    "인공지능을 위한 도구",
    "كتاب عن الشاي",
    // Titles.
    "Attention Is All You Need",
    "Learning to Pour Tea",
    "Tea Robots, Water Machines",
    "Towards Better Cups, Faster",
    "Tea Leaf: A Survey",
    "Visual Instruction Tuning",
    "Tea Networks and Cup Transformers",
    "Deep Residual Learning, Ann Leaf",
    "Tea Graph Prediction with Cup Labels; Ann Leaf et al",
    "Self-Supervised Leaf",
    "Improving Leaf Reading with Google",
    "AI Toolkit for Healthcare Imaging",
    "Foundation Model Adaptation for Cups",
    "Manage Google Tasks",
    "Microsoft Graph API",
    "MIT License",
    "Leaf Classification",
    "Cup Segmentations, Mug Visualizations",
    // Topics.
    "Natural Language Processing",
    "Machine Learning",
    "Deep Learning, Computer Vision",
    "Computer Vision",
    "Reinforcement Learning",
    "Operating Systems, Computer Networks",
    "Artificial Intelligence",
    "Open Source",
    "Open-Source",
    "Web Development, Mobile Development",
    "Data Science, Data Mining",
    "Image Generation",
    "Time Series",
    // Languages, formats, licences, tools.
    "Python, Java",
    "Java",
    "JavaScript",
    "Ruby",
    "Go",
    "Rust, Go",
    "C++",
    "C#",
    "C, C++",
    "A, B, C",
    "R",
    "Julia",
    "PyTorch",
    "TensorFlow",
    "Docker",
    "GPL-3.0",
    "GPL",
    "Apache-2.0",
    "BSD-3-Clause",
    "PDF",
    "PDF, EPUB",
    "HTML",
    "JSON API",
    "MySQL, PostgreSQL",
    "GitHub",
    "Windows, Linux",
    "iOS",
    "GPT-4",
    "Llama 2",
    "LLMs",
    "3D",
    // Venues, dates, places.
    "CVPR",
    "CVPR 2024",
    "NeurIPS'23",
    "ACL, EMNLP",
    "2024",
    "June 2024",
    "June",
    "May",
    "January",
    "Monday",
    "New York, Los Angeles",
    "San Francisco, New York",
    "Germany",
    "French",
    "China",
    // Labels and notes.
    "Paper",
    "Code",
    "Project Page",
    "[Paper](https://example.org) [Code](https://example.org)",
    "Slack [Leaf Page](https://example.org)",
    "(Ann Leaf)",
    "[Ann Leaf]",
    "![Ann Leaf](https://example.org)",
    "<sup>1</sup>Leaf University <sup>2</sup>Cup University",
    "<sup>*</sup>Equal Contribution",
    "†Corresponding author",
    "Various",
    "Anonymous",
    "None",
    "Misc",
    "★ 200",
    "42",
];

/// Texts that begin with names, and what follows.
const LEADING: &[(&str, &str, &str)] = &[
    ("A. Leaf, B. Cup and C. Mug. \"Title\", 2020", "A. Leaf|B. Cup|C. Mug", ". \"Title\", 2020"),
    ("Ann Leaf, Bob Cup: Title", "Ann Leaf|Bob Cup", ": Title"),
    ("Ann Leaf, Bob Cup. Title of tea", "Ann Leaf|Bob Cup", ". Title of tea"),
    ("Ann Leaf and Bob Cup (2020). Title", "Ann Leaf|Bob Cup", "(2020). Title"),
    ("Ann Leaf (MIT), Bob Cup: Title", "Ann Leaf|Bob Cup", ": Title"),
    ("Ann Leaf, Bob Cup, “Title of tea”", "Ann Leaf|Bob Cup", "“Title of tea”"),
    ("Leaf, A., Cup, B. C. (2020)", "Leaf, A.|Cup, B. C.", "(2020)"),
    ("Leaf, A., & Cup, B. Title of tea", "Leaf, A.|Cup, B.", "Title of tea"),
    ("Leaf et al. Title of tea", "Leaf", "Title of tea"),
    ("[Leaf et al.](https://example.org) shows", "Leaf", "shows"),
    ("Ann Leaf et al., Title", "Ann Leaf", "Title"),
    ("*Ann Leaf, Bob Cup* [[Paper](https://example.org)]", "Ann Leaf|Bob Cup", "[[Paper](https://example.org)]"),
    ("**Ann Leaf, Bob Cup.** Title", "Ann Leaf|Bob Cup", ".** Title"),
    ("Ann Leaf, Bob Cup, Learning to Pour Tea, 2004.", "Ann Leaf|Bob Cup", "Learning to Pour Tea, 2004."),
    ("Ann Leaf, Bob Cup, Relative Entropy: Cups", "Ann Leaf|Bob Cup", "Relative Entropy: Cups"),
    ("By: Ann Leaf, Bob Cup. Title", "Ann Leaf|Bob Cup", ". Title"),
    ("王小明、李晓雷：题目", "王小明|李晓雷", "：题目"),
];

/// Texts that do not begin with names for sure.
const NOT_LEADING: &[&str] = &[
    "",
    "Ann Leaf, Bob Cup",
    "Ann Leaf: Title",
    "Tea Leaf: A Survey",
    "Deep Learning: A Survey",
    "Tea Robots, Water Machines: A Survey",
    "A library. By A. Leaf",
    "Leaf, A. Title of tea",
    "Ann Leaf, Bob Cup and Cy Mug pour tea.",
    "Ann Leaf, Learning to Pour Tea",
    "OpenAI. Title",
    "2020. Ann Leaf",
    "\"Ann Leaf\"",
];

/// Returns the names with a bar between them, and whether they are sure.
fn shown(text: &str, people: Option<&People>) -> Option<(String, bool)> {
    people.map(|people| {
        let names: Vec<&str> = people.names.iter().map(|name| &text[name.clone()]).collect();
        (names.join("|"), people.sure)
    })
}

/// Checks all cases before it fails: a change of the word lists may concern many.
fn assert_all(cases: impl Iterator<Item = (String, String)>) {
    let wrong: Vec<String> = cases
        .filter(|(found, expected)| found != expected)
        .map(|(found, expected)| format!("{found}, not {expected}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn reads_names() {
    let cases = [(SURE, true), (UNSURE, false)];
    assert_all(cases.into_iter().flat_map(|(cases, sure)| {
        cases.iter().map(move |(text, names)| {
            let expected = Some(((*names).to_owned(), sure));
            (format!("{text:?}: {:?}", shown(text, whole(text).as_ref())), format!("{text:?}: {expected:?}"))
        })
    }));
}

#[test]
fn other_texts_are_no_names() {
    assert_all(
        NONE.iter()
            .map(|text| (format!("{text:?}: {:?}", shown(text, whole(text).as_ref())), format!("{text:?}: None"))),
    );
}

#[test]
fn reads_names_at_the_start() {
    let read = |text: &str| {
        let found = leading(text);
        let rest = found.as_ref().map(|(_, end)| text[*end..].to_owned());
        format!("{text:?}: {:?} {rest:?}", shown(text, found.map(|(people, _)| people).as_ref()))
    };
    assert_all(
        LEADING
            .iter()
            .map(|(text, names, rest)| (read(text), format!("{text:?}: {:?} {:?}", Some((names, true)), Some(rest)))),
    );
    assert_all(NOT_LEADING.iter().map(|text| (read(text), format!("{text:?}: None None"))));
}

/// Checks that the names of a text are in order and have no marks around them.
fn check(text: &str, people: &People, end: usize) {
    assert!(!people.names.is_empty(), "{text:?}");
    let mut before = 0;
    for name in &people.names {
        assert!(before <= name.start && name.start < name.end && name.end <= end, "{text:?}: {name:?}");
        let name_text = text.get(name.clone()).unwrap_or_else(|| panic!("{text:?}: {name:?} is not on boundaries"));
        let is_mark = |c: char| c.is_whitespace() || "*_~\\,;()[]<>#^$†‡¹²³".contains(c);
        assert_eq!(name_text.trim_matches(is_mark), name_text, "{text:?}");
        before = name.end;
    }
}

proptest! {
    #[test]
    fn ranges_are_in_order(text in prop_oneof![
        "(Ann|Leaf|A\\.|B|von|et al\\.|王小明|李雷|김철수|Lab|MIT|of|and|y|Jr\\.|Dr\\.|by|:|\\.|,|;|&|&amp;|&nbsp;|<sup>|</sup>|<br>|<b>|\\*|_|\\\\|\\[|\\]|\\(|\\)|\\^|\\$|1|¹|†|é|\\{|\\}|'|-|\"|@|#|…| | | ){0,24}",
        "\\PC{0,40}",
    ]) {
        if let Some(people) = whole(&text) {
            check(&text, &people, text.len());
        }
        if let Some((people, end)) = leading(&text) {
            prop_assert!(people.sure && text.is_char_boundary(end));
            check(&text, &people, end);
        }
    }

    #[test]
    fn joined_names_are_read_back(count in 2usize..9, comma in prop_oneof!["<sup>1</sup>, ", "; ", "、", ", "], seed in any::<u32>()) {
        let all = ["Ann Leaf", "Bob van Cup", "C. Mug", "Dee Pot-Lid", "Eve O'Tea", "Flo G. Kettle", "Gus McSaucer"];
        let names: Vec<&str> = (0..count).map(|at| all[(seed as usize + at * 3) % all.len()]).collect();
        let text = names.join(&comma);
        let people = whole(&text).expect("names");
        prop_assert_eq!(people.names.iter().map(|name| &text[name.clone()]).collect::<Vec<_>>(), names);
        prop_assert!(people.sure);
    }
}
