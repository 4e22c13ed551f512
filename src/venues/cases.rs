//! Texts that are venues, and texts that are not.

use super::*;

/// Texts that are known venues: the name, with ` + ` before a track after the year, and the year or year and month.
const KNOWN: &[(&str, &str, &str)] = &[
    // A name and a year, in all spellings.
    ("CVPR 2022", "CVPR", "2022"),
    ("CVPR'22", "CVPR", "2022"),
    ("CVPR’22", "CVPR", "2022"),
    ("CVPR '22", "CVPR", "2022"),
    ("CVPR22", "CVPR", "2022"),
    ("CVPR2022", "CVPR", "2022"),
    ("CVPR-2022", "CVPR", "2022"),
    ("CVPR–2022", "CVPR", "2022"),
    ("CVPR_2022", "CVPR", "2022"),
    ("AAAI-20", "AAAI", "2020"),
    ("ICML'98", "ICML", "1998"),
    ("2022-CVPR", "CVPR", "2022"),
    ("2023 TPAMI", "TPAMI", "2023"),
    ("2023, TPAMI", "TPAMI", "2023"),
    ("'22 ECCV", "ECCV", "2022"),
    ("ICLR, 2024", "ICLR", "2024"),
    ("ICLR , 2024", "ICLR", "2024"),
    ("ICLR: 2024", "ICLR", "2024"),
    ("ICLR (2024)", "ICLR", "2024"),
    ("(ICLR 2024)", "ICLR", "2024"),
    ("**ICLR 2024**", "ICLR", "2024"),
    ("*ICLR*, **2024**", "ICLR", "2024"),
    ("`ICLR` `2024`", "ICLR", "2024"),
    (r"\[ICLR 2024\]", "ICLR", "2024"),
    ("_[ICLR 2024]_.", "ICLR", "2024"),
    ("（ICLR 2024）", "ICLR", "2024"),
    ("【CVPR 2024】", "CVPR", "2024"),
    ("🔥 ICLR 2024", "ICLR", "2024"),
    (" ICLR 2024, ", "ICLR", "2024"),
    ("2023 Nature, 2023", "Nature", "2023"),
    ("JAMIA, 2023.5", "JAMIA", "2023-05"),
    ("EMNLP 2021/07", "EMNLP", "2021-07"),
    ("ICML 2021-03", "ICML", "2021-03"),
    // Names without a year.
    ("CVPR", "CVPR", ""),
    ("| ECCV |", "ECCV", ""),
    ("Neurips", "Neurips", ""),
    ("neurips", "neurips", ""),
    ("NeurlPS", "NeurlPS", ""),
    ("ACL", "ACL", ""),
    ("CHI", "CHI", ""),
    ("WWW", "WWW", ""),
    ("Nature", "Nature", ""),
    ("nature communications", "nature communications", ""),
    ("OpenReview", "OpenReview", ""),
    ("bioRxiv", "bioRxiv", ""),
    ("BioRXiv 2021", "BioRXiv", "2021"),
    ("SSRN 2023", "SSRN", "2023"),
    // Remarks.
    ("ICLR 2024 (Oral)", "ICLR", "2024"),
    ("[ICLR 2024 Oral]", "ICLR", "2024"),
    ("ICLR (Oral) 2024", "ICLR", "2024"),
    ("NeurIPS 2023 Spotlight", "NeurIPS", "2023"),
    ("NeurIPS'23 D&B", "NeurIPS", "2023"),
    ("NeurIPS 2021 Datasets and Benchmarks (Oral)", "NeurIPS", "2021"),
    ("NeurIPS Datasets & Benchmarks Track, 2022", "NeurIPS", "2022"),
    ("CVPR 2023, Highlight", "CVPR", "2023"),
    ("CVPR 2023 - Best Paper Award Candidate", "CVPR", "2023"),
    ("ICLR 2023 top-25%", "ICLR", "2023"),
    ("ICLR 2023 notable top 5%", "ICLR", "2023"),
    ("EMNLP 2023 main conference", "EMNLP", "2023"),
    ("ACL 2023 (long paper)", "ACL", "2023"),
    ("accepted at KDD 2021", "KDD", "2021"),
    ("Accepted by IEEE ITSC 2025", "IEEE ITSC", "2025"),
    ("Submitted to AAAI 2027", "AAAI", "2027"),
    ("under review at TMLR", "TMLR", ""),
    ("To appear in POPL 2024", "POPL", "2024"),
    ("In ICML", "ICML", ""),
    ("In Proc. of ICML, 2020", "ICML", "2020"),
    ("In Proceedings of the ICML 2020", "ICML", "2020"),
    ("In conjunction with ICCV 2019", "ICCV", "2019"),
    ("Venue: ICLR 2024", "ICLR", "2024"),
    ("Conference: SIGMOD'25", "SIGMOD", "2025"),
    ("IEEE TIP, vol. 29, pp. 12-20, 2020", "IEEE TIP", "2020"),
    // Tracks that belong to the name.
    ("ACL Findings", "ACL Findings", ""),
    ("ACL Findings 2023", "ACL Findings", "2023"),
    ("Findings of ACL 2023", "Findings of ACL", "2023"),
    ("Findings of the EMNLP 2023", "Findings of the EMNLP", "2023"),
    ("ACL 2023 Findings", "ACL + Findings", "2023"),
    ("EMNLP (Findings) 2022", "EMNLP (Findings)", "2022"),
    ("EMNLP-Findings, 2022", "EMNLP-Findings", "2022"),
    ("CVPR Workshop 2022", "CVPR Workshop", "2022"),
    ("ICML workshop 2021", "ICML workshop", "2021"),
    ("CVPRW 2022", "CVPRW", "2022"),
    ("ICMLW'22", "ICMLW", "2022"),
    ("NeurIPS-W 2020", "NeurIPS-W", "2020"),
    ("CVPR 2024 AI4ABC Workshop", "CVPR + Workshop", "2024"),
    ("NeurIPS 2023 Workshop ABC (Spotlight)", "NeurIPS + Workshop", "2023"),
    ("SCALR@COLM 2025", "SCALR@COLM", "2025"),
    ("NLP4XY@ACL'23", "NLP4XY@ACL", "2023"),
    // Preprints.
    ("arXiv", "arXiv", ""),
    ("arXiv, ", "arXiv", ""),
    ("arXiv 2024.06", "arXiv", "2024-06"),
    ("arXiv 2402", "arXiv", "2024-02"),
    ("[arxiv 2402]", "arxiv", "2024-02"),
    ("arXiv'23", "arXiv", "2023"),
    ("arXiv:2023", "arXiv", "2023"),
    ("arxiv:2401.00001", "arxiv", ""),
    ("arXiv:2401.00001v2", "arXiv", ""),
    ("arXiv:2401.00001 [cs.CL], 2024", "arXiv", "2024"),
    ("arXiv preprint 2021", "arXiv", "2021"),
    ("arXiv preprint arXiv:2401.00001", "arXiv", ""),
    ("arXiv preprint arXiv:2401.00001, 2024", "arXiv", "2024"),
    ("CoRR abs/1901.1234", "CoRR", ""),
    ("CoRR abs/1901.12345 (2019)", "CoRR", "2019"),
    ("Preprint, arXiv 2021", "arXiv", "2021"),
    // Journals.
    ("Nature Communications 2021", "Nature Communications", "2021"),
    ("Nat. Commun. 2021", "Nat. Commun", "2021"),
    ("IEEE Transactions on Image Processing, 2020", "IEEE Transactions on Image Processing", "2020"),
    ("IEEE transactions on cybernetics, 2021", "IEEE transactions on cybernetics", "2021"),
    ("IEEE Trans. Image Process. 2020", "IEEE Trans. Image Process", "2020"),
    ("IEEE TIP", "IEEE TIP", ""),
    ("IEEE T-BIOM 2023", "IEEE T-BIOM", "2023"),
    ("IEEE XYZ 2020", "IEEE XYZ", "2020"),
    ("ACM TOG", "ACM TOG", ""),
    ("ACM ToG, 2019", "ACM ToG", "2019"),
    ("Proc. of the ACM on Human-Computer Interaction", "Proc. of the ACM on Human-Computer Interaction", ""),
    ("Journal of Heuristics, 2023", "Journal of Heuristics", "2023"),
    ("International Journal of Tea Research 2020", "International Journal of Tea Research", "2020"),
    ("European Journal of Human Genetics", "European Journal of Human Genetics", ""),
    ("Computers and Operations Research, 2024", "Computers and Operations Research", "2024"),
    ("Computers & Operations Research", "Computers & Operations Research", ""),
    ("PLOS ONE 2018", "PLOS ONE", "2018"),
    ("npj Digital Medicine, 2023", "npj Digital Medicine", "2023"),
    ("The Lancet Digital Health, 2022", "The Lancet Digital Health", "2022"),
    ("Science, 2020", "Science", "2020"),
    ("Cell 2019", "Cell", "2019"),
    ("Neurocomputing-2022", "Neurocomputing", "2022"),
    ("Harvard Law Review 2015", "Harvard Law Review", "2015"),
    ("Econometrica, 1979", "Econometrica", "1979"),
    ("自动化学报, 2020", "自动化学报", "2020"),
    ("Signal Processing: Image Communication, 2021", "Signal Processing: Image Communication", "2021"),
    // Conferences with longer names.
    ("SIGGRAPH Asia 2020", "SIGGRAPH Asia", "2020"),
    ("ACM Multimedia 2021", "ACM Multimedia", "2021"),
    ("ACM MM'21", "ACM MM", "2021"),
    ("MM 2021", "MM", "2021"),
    ("USENIX Security 2020", "USENIX Security", "2020"),
    ("IEEE S&P 2020", "IEEE S&P", "2020"),
    ("ECML-PKDD 2019", "ECML-PKDD", "2019"),
    ("ACL/IJCNLP 2021", "ACL/IJCNLP", "2021"),
    ("TPAMI / IJCV", "TPAMI / IJCV", ""),
    ("3DV 2020", "3DV", "2020"),
    (
        "International Conference on Learning Representations",
        "International Conference on Learning Representations",
        "",
    ),
    (
        "Proceedings of the 37th International Conference on Machine Learning, 2020",
        "International Conference on Machine Learning",
        "2020",
    ),
    (
        "IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR), 2022",
        "IEEE/CVF Conference on Computer Vision and Pattern Recognition",
        "2022",
    ),
    ("DEF CON", "DEF CON", ""),
    ("PyCon US 2019", "PyCon US", "2019"),
    ("Strange Loop 2014", "Strange Loop", "2014"),
    ("Google I/O 2019", "Google I/O", "2019"),
    // Publishers.
    ("O'Reilly, 2019", "O'Reilly", "2019"),
    ("MIT Press, 2011", "MIT Press", "2011"),
    ("Cambridge University Press (1998)", "Cambridge University Press", "1998"),
    ("Springer 2006", "Springer", "2006"),
    ("No Starch Press", "No Starch Press", ""),
];

/// Texts that only look like venues.
const UNKNOWN: &[(&str, &str, &str)] = &[
    ("QW@XZ 2020", "QW@XZ", "2020"),
    ("QWXZ 2020", "QWXZ", "2020"),
    ("QWXZ'20", "QWXZ", "2020"),
    ("QWXZ, 2020", "QWXZ", "2020"),
    ("QWXZ 2020 (Oral)", "QWXZ", "2020"),
    ("2017-QWXZ", "QWXZ", "2017"),
    ("QuOops 2017", "QuOops", "2017"),
    ("QW-XZ 2017", "QW-XZ", "2017"),
    ("QX'17", "QX", "2017"),
    // Common words without a year, and names that are more often something else.
    ("Science", "Science", ""),
    ("RSS", "RSS", ""),
    ("RAID", "RAID", ""),
    ("Machine Learning 2011", "Machine Learning", "2011"),
    ("Bioinformatics, 2020", "Bioinformatics", "2020"),
];

/// Texts that are no venues, by what they are, with `¦` between them.
const OTHERS: &[(&str, &str)] = &[
    (
        "Versions and products",
        "Version 2020 ¦ Angular 2 ¦ ES2015 ¦ ES6 ¦ PHP 8.3 ¦ PHP 2023 ¦ Windows 2000 ¦ Office 2016 ¦ \
         SQL Server 2019 ¦ SQL 2016 ¦ Visual Studio 2022 ¦ VS2022 ¦ GPT-4 ¦ GPT4 ¦ C++20 ¦ C++ 2020 ¦ C11 ¦ \
         Python 3.12 ¦ iOS 17 ¦ macOS 2020 ¦ MATLAB 2020 ¦ JavaScript 2023 ¦ TypeScript 2022 ¦ Ubuntu 22.04 ¦ \
         LTS 2024 ¦ ISO 2022 ¦ ISO/IEC 9899:2018 ¦ RFC 2024 ¦ IPv6 ¦ H264 ¦ MP3 ¦ UTF-16 ¦ SHA-256 ¦ COVID-19 ¦ \
         v1.2 ¦ 2.0.1 ¦ WordPress 2021",
    ),
    (
        "Dates and seasons",
        "2048 ¦ 2020 ¦ '23 ¦ 2024-05-01 ¦ 2024.06 ¦ May 2023 ¦ MAY 2020 ¦ Jan. 2021 ¦ JAN 2021 ¦ Q1 2024 ¦ \
         Fall 2020 ¦ FALL 2020 ¦ Summer School 2019 ¦ Since 2015 ¦ SINCE 2015 ¦ Updated 2023 ¦ UPDATED 2023 ¦ \
         12 March 2020 ¦ 2019-2020 ¦ Top 2023 ¦ TOP 2023 ¦ Best of 2020 ¦ BEST 2020 ¦ Year 2020 ¦ NEW 2024 ¦ \
         Week 12",
    ),
    (
        "Data sets, benchmarks and models",
        "COCO 2017 ¦ VOC 2012 ¦ VOC2012 ¦ PASCAL VOC 2007 ¦ MNIST, 1998 ¦ AIME 2024 ¦ WebLI , 2022 ¦ ImageNet 2012 ¦ \
         LAION5B, 2022 ¦ LLaMA 2023 ¦ LLMs 2023 ¦ ILSVRC2012",
    ),
    (
        "People and organisations",
        "McCarthy 1960 ¦ LeCun 2015 ¦ DeMarco, 1987 ¦ O'Brien 1999 ¦ Knuth 1984 ¦ A. Leaf, 2020 ¦ A. Leaf et al. ¦ \
         Leaf et al. 2020 ¦ MIT 2019 ¦ NASA 2020 ¦ OpenAI 2023 ¦ LinkedIn 2020 ¦ GitHub, 2024 ¦ YouTube 2018 ¦ \
         Netflix 2020 ¦ Google 2019 ¦ IBM 1998 ¦ UK 2020 ¦ EU 2016",
    ),
    (
        "Labels, tags and licences",
        "Paper ¦ PDF ¦ Code ¦ Project Page ¦ Oral ¦ Spotlight ¦ Best Paper Award ¦ Workshop ¦ Findings ¦ \
         Proceedings ¦ Conference ¦ Journal ¦ Under review ¦ in press ¦ MIT ¦ CC BY ¦ CC BY 4.0 ¦ GPL-3.0 ¦ AGPL ¦ \
         Apache 2.0 ¦ ★ 200 ¦ 200 stars ¦ Docker ¦ C/C++ ¦ C & C++ ¦ Go ¦ API ¦ $20 ¦ @ACL ¦ #ICML?x ¦ nature ¦ \
         science ¦ cell ¦ NATURE ¦ chi ¦ acl ¦ www ¦ mm ¦ fast ¦ soda ¦ Machine Learning ¦ Bioinformatics ¦ \
         Sensors ¦ user ¦ Media ¦ media ¦ approx. ¦ semantics ¦ J for C Programmers ¦ sector",
    ),
    (
        "Titles and prose",
        "Advances in Tea Brewing ¦ Conference on Tea ¦ A survey of CVPR 2022 papers ¦ CVPR 2022 Papers ¦ \
         CVPR-2024-Papers ¦ All papers of ICML 2021 ¦ ICML 2021 Expo ¦ How we won KDD 2020 ¦ Journal of ¦ \
         The Nature of Code ¦ Nature of Code ¦ Nature 2020 photos ¦ Cell phone 2020 ¦ \
         Data Science from Scratch, 2019 ¦ Transactions for HBase ¦ neurips.cc ¦ arxiv.org/abs/2401.00001 ¦ \
         https://arxiv.org ¦ ICML 2021 ICLR 2022 ¦ ICLR 2025 2024.10 ¦ CVPR = 2022 ¦ CVPR?x 2022 ¦ \
         A fast library for reading dates. ¦ In this paper, we propose a method. ¦ … ¦ () ¦ — ¦ 茶 ¦ 茶 2020 ¦ \
         Чай 2020",
    ),
];

fn name(text: &str, venue: &Venue) -> String {
    let track = venue.track.clone().map(|track| format!(" + {}", &text[track]));
    format!("{}{}", &text[venue.name.clone()], track.unwrap_or_default())
}

fn year(venue: &Venue) -> String {
    venue.when.as_ref().map_or(String::new(), |when| match when.month {
        Some(month) => format!("{}-{month:02}", when.year),
        None => when.year.to_string(),
    })
}

#[test]
fn venues_are_read() {
    for (cases, known) in [(KNOWN, true), (UNKNOWN, false)] {
        for (text, expected, when) in cases {
            let venue = whole(text).unwrap_or_else(|| panic!("{text:?} is a venue"));
            assert_eq!((&*name(text, &venue), &*year(&venue), venue.known), (*expected, *when, known), "{text:?}");
        }
    }
}

#[test]
fn other_texts_are_none() {
    for (kind, texts) in OTHERS {
        for text in texts.split('¦').map(str::trim) {
            assert_eq!(whole(text), None, "{kind}: {text:?}");
        }
    }
    for text in ["", " "] {
        assert_eq!(whole(text), None, "{text:?}");
    }
}

#[test]
fn enough_cases() {
    let others = OTHERS.iter().flat_map(|(_, texts)| texts.split('¦')).count();
    assert!(KNOWN.len() >= 120 && others >= 120, "{} {others}", KNOWN.len());
}

#[test]
fn the_range_of_a_year_has_its_apostrophe_and_month() {
    for (text, expected) in
        [("CVPR’22", "’22"), ("arXiv 2024.06", "2024.06"), ("AAAI-20", "20"), ("(ICLR, 2024)", "2024")]
    {
        assert_eq!(&text[whole(text).unwrap().when.unwrap().range], expected, "{text}");
    }
}

#[test]
fn mentions_at_the_end_are_read() {
    for (text, mention, expected, when) in [
        ("Title, CVPR 2022", "CVPR 2022", "CVPR", "2022"),
        ("Title (EMNLP'22)", "(EMNLP'22)", "EMNLP", "2022"),
        ("Title (EMNLP'22) ", "(EMNLP'22) ", "EMNLP", "2022"),
        ("Title [ICLR 2024 (Oral)]", "[ICLR 2024 (Oral)]", "ICLR", "2024"),
        ("Title (ICLR 2024) (Oral)", "(ICLR 2024) (Oral)", "ICLR", "2024"),
        ("Title. In Proc. of ICML, 2020", "In Proc. of ICML, 2020", "ICML", "2020"),
        ("Title. Proc. ICML, 2020.", "Proc. ICML, 2020.", "ICML", "2020"),
        ("Title, IEEE Transactions on Tea, 2020", "IEEE Transactions on Tea, 2020", "IEEE Transactions on Tea", "2020"),
        ("Title - NeurIPS 2021", "NeurIPS 2021", "NeurIPS", "2021"),
        ("**Title** NeurIPS 2021.", "NeurIPS 2021.", "NeurIPS", "2021"),
        ("Title *NeurIPS 2021*", "*NeurIPS 2021*", "NeurIPS", "2021"),
        ("Title, *NeurIPS 2021*", "*NeurIPS 2021*", "NeurIPS", "2021"),
        ("Title **NeurIPS 2021**", "**NeurIPS 2021**", "NeurIPS", "2021"),
        ("Title | 3rd | IJCV 2016", "IJCV 2016", "IJCV", "2016"),
        ("Title [2023] [ACL, 2023]", "[ACL, 2023]", "ACL", "2023"),
        ("Title, 2023, TPAMI", "2023, TPAMI", "TPAMI", "2023"),
        ("\"Title\" Nature 2021", "Nature 2021", "Nature", "2021"),
        ("Title? ACL 2023 Findings", "ACL 2023 Findings", "ACL + Findings", "2023"),
        ("Title: findings of ACL 2023", "findings of ACL 2023", "findings of ACL", "2023"),
        ("Title | - | Computers & Graphics 2019", "Computers & Graphics 2019", "Computers & Graphics", "2019"),
        ("Title. A. Leaf. arXiv:2401.00001", "arXiv:2401.00001", "arXiv", ""),
        ("茶の研究，CVPR 2022", "CVPR 2022", "CVPR", "2022"),
        ("Title, NeurIPS", "NeurIPS", "NeurIPS", ""),
        ("(CVPR 2022)", "(CVPR 2022)", "CVPR", "2022"),
    ] {
        let (start, venue) = trailing(text).unwrap_or_else(|| panic!("{text:?} ends in a venue"));
        assert_eq!((&text[start..], &*name(text, &venue), &*year(&venue)), (mention, expected, when), "{text:?}");
    }
    for text in [
        "Title",
        "Title in CVPR 2022",
        "Title, QWXZ 2022",
        "Title, Science",
        "Title (ACL)",
        "Tools for the web (WWW)",
        "Best of, 2022",
        "A fast disk array, RAID",
        "Papers of CVPR 2022",
        "A list of papers, see CVPR 2022 website",
        "https://example.org/tea_ICCV_2015.pdf",
        "Title, May 2023",
        "",
        "，",
    ] {
        assert_eq!(trailing(text), None, "{text:?}");
    }
}
