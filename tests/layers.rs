//! The modules of `src` form layers, which ARCHITECTURE.md lists: a module imports only lower layers, and sibling
//! modules do not import each other in a circle.
//!
//! The imports are read from the text of `src`: `use` lines and paths that start with `crate::`, `super::` or `self::`,
//! without those of unit tests. Imports between a module and its submodules are not restricted.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// A module's path within the crate: `["dates", "find"]`.
type Module = Vec<String>;
/// The imports of each module.
type Graph = BTreeMap<String, BTreeSet<String>>;

fn read(file: impl AsRef<Path>) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).expect("a file of the checkout")
}

/// Returns the code of each module, without unit tests.
fn modules() -> BTreeMap<Module, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut found = BTreeMap::new();
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).expect("a folder of the checkout").map(|entry| entry.expect("readable").path())
        {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(&root).expect("found below it").with_extension("");
                let name = name.iter().map(|part| part.to_string_lossy().into_owned());
                found.insert(name.filter(|part| part != "lib").collect::<Module>(), read(path));
            }
        }
    }
    let is_test = |module: &Module| {
        (1..=module.len()).any(|end| {
            let (name, parent) = module[..end].split_last().expect("not empty");
            found.get(parent).is_some_and(|text| text.contains(&format!("#[cfg(test)]\nmod {name};")))
        })
    };
    let tests: Vec<Module> = found.keys().filter(|module| is_test(module)).cloned().collect();
    found.retain(|module, _| !tests.contains(module));
    found.into_iter().map(|(module, text)| (module, code(&text))).collect()
}

/// Returns a text without comments and without the unit tests at its end.
fn code(text: &str) -> String {
    let lines = text.lines().map(|line| line.split_once("//").map_or(line, |(code, _)| code));
    let code: String = lines.map(|line| format!("{line}\n")).collect();
    let tests = code
        .match_indices("#[cfg(test)]\nmod ")
        .find(|(at, _)| code[*at..].lines().nth(1).is_some_and(|line| line.ends_with('{')));
    tests.map_or(&*code, |(at, _)| &code[..at]).to_owned()
}

/// Returns the paths in a module's code.
fn paths(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("use ") {
        let is_word = code[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_');
        if let Some(end) = code[at..].find(';').filter(|_| !is_word) {
            let tree: String = code[at + 4..at + end].split_whitespace().map(|word| format!("{word} ")).collect();
            spread(&tree, "", &mut found);
        }
    }
    for (at, start) in ["crate::", "super::", "self::"].iter().flat_map(|start| code.match_indices(start)) {
        let end = code[at..].find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | ':')).unwrap_or(start.len());
        if !code[..at].ends_with("::") {
            found.push(code[at..at + end].to_owned());
        }
    }
    found
}

/// Expands a tree like `crate::{a::b, c::{d, e}}` into its paths.
fn spread(tree: &str, before: &str, found: &mut Vec<String>) {
    let tree = tree.trim();
    let Some((stem, rest)) = tree.split_once('{') else {
        found.push(format!("{before}{}", tree.split(" as ").next().unwrap_or(tree).trim()));
        return;
    };
    let before = format!("{before}{}", stem.trim());
    let inner = rest.rsplit_once('}').map_or(rest, |(inner, _)| inner);
    let (mut depth, mut start) = (0, 0);
    for (at, c) in inner.char_indices().chain([(inner.len(), ',')]) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                if !inner[start..at].trim().is_empty() {
                    spread(&inner[start..at], &before, found);
                }
                start = at + 1;
            }
            _ => {}
        }
    }
}

/// Returns the module that a path in `from` leads to; none if it leads out of the crate.
fn resolve(path: &str, from: &Module, modules: &BTreeMap<Module, String>) -> Option<Module> {
    let mut parts = path.split("::").map(str::trim).peekable();
    let mut at = match *parts.peek()? {
        "crate" => Module::new(),
        "self" | "super" => from.clone(),
        _ => return None,
    };
    for part in parts {
        match part {
            "crate" | "self" => {}
            "super" => {
                at.pop();
            }
            name => {
                at.push(name.to_owned());
                if !modules.contains_key(&at) {
                    at.pop();
                    break;
                }
            }
        }
    }
    Some(at)
}

/// Returns, for each folder, the imports between its modules, each including its submodules.
fn graphs(modules: &BTreeMap<Module, String>) -> BTreeMap<String, Graph> {
    let mut graphs: BTreeMap<String, Graph> = BTreeMap::new();
    for (from, code) in modules {
        for to in paths(code).iter().filter_map(|path| resolve(path, from, modules)) {
            let shared = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
            if let (Some(one), Some(other)) = (from.get(shared), to.get(shared)) {
                let graph = graphs.entry(from[..shared].join("::")).or_default();
                graph.entry(one.clone()).or_default().insert(other.clone());
            }
        }
    }
    graphs
}

/// Returns modules that each import the next, with the last one importing the first.
fn circle(graph: &Graph) -> Option<Vec<&String>> {
    fn visit<'g>(at: &'g String, graph: &'g Graph, way: &mut Vec<&'g String>, done: &mut BTreeSet<&'g String>) -> bool {
        if let Some(start) = way.iter().position(|module| *module == at) {
            way.drain(..start);
            return true;
        }
        if !done.insert(at) {
            return false;
        }
        way.push(at);
        if graph.get(at).into_iter().flatten().any(|next| visit(next, graph, way, done)) {
            return true;
        }
        way.pop();
        false
    }
    let (mut way, mut done) = (Vec::new(), BTreeSet::new());
    graph.keys().any(|at| visit(at, graph, &mut way, &mut done)).then_some(way)
}

/// Returns the names in the numbered list of layers, by number.
fn layers(page: &str) -> BTreeMap<String, usize> {
    let (_, list) = page.split_once("\n### The layers\n").expect("ARCHITECTURE.md lists the layers");
    let list = list.split("\n#").next().unwrap_or(list);
    let rows = list.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())).enumerate();
    rows.flat_map(|(layer, row)| row.split('`').skip(1).step_by(2).map(move |name| (name.to_owned(), layer))).collect()
}

/// Returns the imports that do not lead to a lower layer.
fn climbs(graph: &Graph, layers: &BTreeMap<String, usize>) -> Vec<String> {
    let pairs = graph.iter().flat_map(|(from, all)| all.iter().map(move |to| (from, to)));
    pairs.filter(|(from, to)| layers.get(*to) >= layers.get(*from)).map(|(from, to)| format!("{from} → {to}")).collect()
}

#[test]
fn modules_import_lower_layers_alone() {
    let modules = modules();
    let layers = layers(&read("ARCHITECTURE.md"));
    let mods: Vec<_> = modules.keys().filter(|module| module.last().is_some_and(|name| name == "mod")).collect();
    assert!(mods.is_empty(), "the file of a module is beside its folder, not inside as `mod.rs`: {mods:?}");
    let tops: BTreeSet<&String> =
        modules.keys().filter(|module| *module != &["main"]).filter_map(|module| module.first()).collect();
    let without: Vec<_> = tops.iter().filter(|module| !layers.contains_key(**module)).collect();
    assert!(without.is_empty(), "ARCHITECTURE.md puts these into no layer: {without:?}");
    let graph = &graphs(&modules)[""];
    assert!(graph.len() > 10, "only {} modules import anything", graph.len());
    let graph = graph.iter().filter(|(from, _)| *from != "main").map(|(from, to)| (from.clone(), to.clone())).collect();
    assert_eq!(climbs(&graph, &layers), [""; 0], "these do not import a lower layer");
}

#[test]
fn no_modules_import_each_other_in_a_circle() {
    let graphs = graphs(&modules());
    assert!(graphs.len() > 8, "only {} folders have imports", graphs.len());
    let circles: Vec<_> = graphs.iter().filter_map(|(folder, graph)| Some((folder, circle(graph)?))).collect();
    assert_eq!(circles, [], "the folder and the circle");
}

#[test]
fn imports_are_found_however_they_are_written() {
    let code = code(
        "use std::fmt;\nuse crate::{a, b::{self, C as D, e::*},\n    f};\npub(crate) use self::g::h;\n\
         fn reuse (x: super::i::J) -> crate::k { }\n// crate::no\n#[cfg(test)]\nuse crate::l;\n\
         #[cfg(test)]\nmod tests {\n    use crate::m;\n}\n",
    );
    let found: BTreeSet<String> = paths(&code).into_iter().filter(|path| !path.ends_with("::")).collect();
    let expected = [
        "crate::a",
        "crate::b::C",
        "crate::b::e::*",
        "crate::b::self",
        "crate::f",
        "crate::k",
        "crate::l",
        "self::g::h",
        "std::fmt",
        "super::i::J",
    ];
    assert_eq!(found, expected.map(str::to_owned).into());
}

#[test]
fn circles_and_climbs_are_found() {
    let graph = |edges: &[(&str, &str)]| {
        let mut graph = Graph::new();
        for (from, to) in edges {
            graph.entry((*from).to_owned()).or_default().insert((*to).to_owned());
        }
        graph
    };
    assert_eq!(circle(&graph(&[("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")])), None);
    assert_eq!(circle(&graph(&[("a", "b"), ("b", "c"), ("c", "d"), ("d", "b")])).unwrap(), ["b", "c", "d"]);
    let layers = layers("\n### The layers\n\n1. `a`\n2. `b`, `c`\n\n### Other\n\n1. `d`\n");
    assert_eq!(layers, [("a", 0), ("b", 1), ("c", 1)].map(|(name, layer)| (name.to_owned(), layer)).into());
    assert_eq!(climbs(&graph(&[("b", "a")]), &layers), [""; 0]);
    assert_eq!(climbs(&graph(&[("a", "b"), ("b", "c")]), &layers), ["a → b", "b → c"]);
}
