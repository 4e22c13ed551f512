//! Answers which files exist next to a list in its repository.

use std::{
    path::{Component, Path, PathBuf},
    sync::OnceLock,
};

use crate::files::Files;

/// Returns a function that answers whether a path that is written in the list at `list` exists. It has no answer for
/// paths outside the repository, or if the list is in no repository: a single file says nothing about what is published
/// with it.
pub(super) fn files_beside(list: &Path) -> Files {
    let list = list.to_owned();
    let place = OnceLock::new();
    Files::new(move |path| {
        let place = place.get_or_init(|| Place::of(&list));
        let file = place.as_ref()?.resolve(path)?;
        // A link to a file that is elsewhere is still a file of the repository.
        Some(file.symlink_metadata().is_ok())
    })
}

/// The position of a list in its repository.
struct Place {
    /// The repository's top folder.
    root: PathBuf,
    /// The list's folder, relative to the root.
    folder: PathBuf,
}

impl Place {
    fn of(list: &Path) -> Option<Self> {
        let file = list.canonicalize().ok()?;
        let folder = file.parent()?;
        let root = folder.ancestors().find(|above| above.join(".git").exists())?;
        Some(Self { root: root.to_owned(), folder: folder.strip_prefix(root).ok()?.to_owned() })
    }

    /// Returns the file that a relative target names, or `None` if it is outside the repository.
    fn resolve(&self, path: &str) -> Option<PathBuf> {
        let start = if path.starts_with('/') { Path::new("") } else { &self.folder };
        let path = Path::new(path.trim_start_matches('/'));
        let mut inside = PathBuf::new();
        for part in start.components().chain(path.components()) {
            match part {
                Component::Normal(name) => inside.push(name),
                Component::CurDir => {}
                Component::ParentDir => {
                    if !inside.pop() {
                        return None;
                    }
                }
                Component::RootDir | Component::Prefix(_) => return None,
            }
        }
        Some(self.root.join(inside))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn repository(git: bool) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("lists/docs")).unwrap();
        if git {
            fs::create_dir(folder.path().join(".git")).unwrap();
        }
        for file in ["LICENSE", "lists/README.md", "lists/docs/茶 a.md"] {
            fs::write(folder.path().join(file), "").unwrap();
        }
        folder
    }

    #[test]
    fn looks_inside_the_repository() {
        let folder = repository(true);
        let files = files_beside(&folder.path().join("lists/README.md"));
        for (path, expected) in [
            ("README.md", Some(true)),
            ("./docs/茶 a.md", Some(true)),
            ("docs", Some(true)),
            ("docs/", Some(true)),
            ("docs/b.md", Some(false)),
            ("README.md/b", Some(false)),
            ("LICENSE", Some(false)),
            ("../LICENSE", Some(true)),
            ("/LICENSE", Some(true)),
            ("//LICENSE", Some(true)),
            ("..", Some(true)),
            ("../../issues", None),
            ("docs/../../../lists", None),
            ("a\0b", Some(false)),
        ] {
            assert_eq!(files.exist(path), expected, "{path}");
        }
    }

    #[test]
    fn knows_nothing_outside_of_one() {
        let folder = repository(false);
        // The folder for temporary files may itself be in a repository.
        if folder.path().ancestors().any(|above| above.join(".git").exists()) {
            return;
        }
        assert_eq!(files_beside(&folder.path().join("lists/README.md")).exist("docs/b.md"), None);
        assert_eq!(files_beside(Path::new("no such list.md")).exist("b.md"), None);
    }
}
