//! `--watch`: checks again whenever a file has changed.
//!
//! It polls the metadata of the files a few times a second. For a few files this costs next to nothing, and it also
//! notices changes that system events miss: editors that replace a file, network folders, containers.

use std::{
    collections::{BTreeMap, HashSet},
    fs, io,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant, SystemTime},
};

use super::{
    Failure, Status,
    args::CheckArgs,
    check, config, console,
    files::{self, Input},
};
use crate::report::count;

/// The time between two polls.
const PAUSE: Duration = Duration::from_millis(200);
/// The time that a changed file must stay the same: an editor may write in several steps.
const SETTLED: Duration = Duration::from_millis(50);
/// Polling takes at most one part in `SHARE` of a processor's time.
const SHARE: u32 = 20;

/// Checks the files that `args` name, and again after each change, until the process ends or its output is closed.
pub(super) fn run(args: &CheckArgs) -> Result<Status, Failure> {
    if args.paths.iter().any(|path| files::is_stdin(path)) {
        return Err(Failure("`--watch` needs files and cannot watch standard input; remove `-`".to_owned()));
    }
    let mut look = Look::at(args);
    let mut status = check::run(args)?;
    if look.files() == 0 {
        return Ok(status);
    }
    loop {
        if console::reader_is_gone() {
            return Ok(status);
        }
        if !args.quiet {
            let files = count(look.files(), "file", "files");
            console::note(args.color, &format!("watching {files}; press Ctrl-C to stop"));
        }
        look = changed(&look, || Look::at(args));
        status = check::run(args).unwrap_or_else(|Failure(message)| {
            // Go on: a deleted file may come back, and an error in the configuration may be fixed.
            console::clear();
            console::error(args.color, &message);
            Status::Failed
        });
    }
}

/// Waits until the files differ from `old` and have stopped changing.
fn changed(old: &Look, look: impl Fn() -> Look) -> Look {
    loop {
        let start = Instant::now();
        let mut new = look();
        let took = start.elapsed();
        if new == *old {
            thread::sleep(PAUSE.max(took * SHARE));
            continue;
        }
        loop {
            thread::sleep(SETTLED);
            let again = look();
            if again == new {
                break;
            }
            new = again;
        }
        if new != *old {
            return new;
        }
    }
}

/// The metadata of all files of a run.
#[derive(Debug, PartialEq, Eq)]
struct Look {
    inputs: BTreeMap<PathBuf, Option<Stamp>>,
    configs: BTreeMap<PathBuf, Option<Stamp>>,
    problems: Vec<String>,
}

/// The metadata of one file, which changes if the file is written or replaced.
#[derive(Debug, PartialEq, Eq)]
struct Stamp {
    modified: Option<SystemTime>,
    bytes: u64,
    #[cfg(unix)]
    inode: (u64, i64, i64),
}

impl Look {
    fn at(args: &CheckArgs) -> Self {
        let (inputs, problems) =
            files::find(&args.paths).unwrap_or_else(|Failure(problem)| (Vec::new(), vec![problem]));
        let inputs: BTreeMap<_, _> = inputs
            .into_iter()
            .filter_map(|input| match input {
                Input::File(path) => Some((stamp(&path), path)),
                Input::Stdin => None,
            })
            .map(|(stamp, path)| (path, stamp.ok()))
            .collect();
        let mut configs: BTreeMap<_, _> =
            args.config.config.iter().map(|file| (file.clone(), stamp(file).ok())).collect();
        if args.config.config.is_none() && !args.config.isolated {
            let mut seen = HashSet::new();
            for path in inputs.keys() {
                let Ok(file) = path.canonicalize() else { continue };
                for folder in file.ancestors().skip(1).take_while(|folder| seen.insert(folder.to_path_buf())) {
                    for name in config::NAMES {
                        let file = folder.join(name);
                        if let Ok(stamp) = stamp(&file) {
                            configs.insert(file, Some(stamp));
                        }
                    }
                }
            }
        }
        Self { inputs, configs, problems }
    }

    fn files(&self) -> usize {
        self.inputs.len()
    }
}

fn stamp(path: &Path) -> io::Result<Stamp> {
    #[cfg(unix)]
    use std::os::unix::fs::MetadataExt as _;

    let metadata = fs::metadata(path)?;
    Ok(Stamp {
        modified: metadata.modified().ok(),
        bytes: metadata.len(),
        #[cfg(unix)]
        inode: (metadata.ino(), metadata.ctime(), metadata.ctime_nsec()),
    })
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    fn look(number: u64) -> Look {
        let stamp = Stamp {
            modified: None,
            bytes: number,
            #[cfg(unix)]
            inode: (0, 0, 0),
        };
        let inputs = [(PathBuf::from("a.md"), Some(stamp))].into();
        Look { inputs, configs: BTreeMap::new(), problems: Vec::new() }
    }

    #[test]
    fn a_change_is_noticed_once_it_has_settled() {
        // The file is written in three steps.
        let at = Cell::new(0);
        let seen = changed(&look(1), || {
            at.set(at.get() + 1);
            look([1, 1, 0, 3, 5, 5][at.get() - 1])
        });
        assert_eq!((seen, at.get()), (look(5), 6));
    }

    #[test]
    fn a_change_that_was_undone_is_ignored() {
        let at = Cell::new(0);
        let seen = changed(&look(1), || {
            at.set(at.get() + 1);
            look([0, 1, 1, 2, 2][at.get() - 1])
        });
        assert_eq!((seen, at.get()), (look(2), 5));
    }
}
