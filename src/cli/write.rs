//! Replaces the text of a file: wholly or not at all.

use std::{
    fmt, fs,
    io::{self, Write as _},
    path::Path,
};

use atomic_write_file::AtomicWriteFile;

/// Why a file was not written. It is as it was.
#[derive(Debug)]
pub(super) enum WriteError {
    /// Its text is no longer the one that was read.
    Changed,
    /// Its permissions forbid writing.
    ReadOnly,
    /// A pipe, a device.
    NoFile,
    /// The system refused.
    Io(io::Error),
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed => f.write_str("changed while it was read, so it was not written; run again"),
            Self::ReadOnly => f.write_str("read-only, so it was not written; make it writable"),
            Self::NoFile => f.write_str("not a regular file, so it was not written; use `-` and redirect the output"),
            Self::Io(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                f.write_str("not written: permission denied for its folder, where a temporary file is made")
            }
            Self::Io(error) => write!(f, "not written: {error}"),
        }
    }
}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Replaces `old`, which was read from `path`, by `new`: a temporary file beside it takes its place, with
/// its permissions. A symbolic link stays, and its target is replaced. A file that already holds `new` is
/// not touched.
pub(super) fn replace(path: &Path, old: &[u8], new: &[u8]) -> Result<(), WriteError> {
    if old == new {
        return Ok(());
    }
    // The rename would put a file in the place of a link.
    let target = fs::canonicalize(path)?;
    let metadata = fs::metadata(&target)?;
    if !metadata.is_file() {
        return Err(WriteError::NoFile);
    }
    // The rename would succeed, since only the folder must be writable for it. Opening says what this user may
    // do, which the permissions alone do not.
    match fs::OpenOptions::new().write(true).open(&target) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => return Err(WriteError::ReadOnly),
        opened => drop(opened?),
    }
    let mut file = AtomicWriteFile::open(&target)?;
    file.write_all(new)?;
    // As late as possible: what an editor saved in the meantime is not lost.
    if fs::read(&target)? != old {
        return Err(WriteError::Changed);
    }
    Ok(file.commit()?)
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    fn folder_with(text: &str) -> (TempDir, std::path::PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("README.md");
        fs::write(&path, text).unwrap();
        (folder, path)
    }

    fn names(folder: &TempDir) -> Vec<std::ffi::OsString> {
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect()
    }

    #[test]
    fn the_text_is_replaced_and_no_other_file_left() {
        let (folder, path) = folder_with("old");
        replace(&path, b"old", "new 茶".as_bytes()).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new 茶");
        assert_eq!(names(&folder), ["README.md"]);
    }

    #[test]
    fn an_unchanged_text_is_not_written() {
        let (_folder, path) = folder_with("same");
        let long_ago = std::time::SystemTime::UNIX_EPOCH;
        fs::File::options().write(true).open(&path).unwrap().set_modified(long_ago).unwrap();
        replace(&path, b"same", b"same").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), long_ago);
    }

    #[test]
    fn a_file_that_changed_since_is_kept() {
        let (folder, path) = folder_with("saved by an editor");
        assert!(matches!(replace(&path, b"old", b"new"), Err(WriteError::Changed)));
        assert_eq!(fs::read_to_string(&path).unwrap(), "saved by an editor");
        assert_eq!(names(&folder), ["README.md"]);
    }

    #[test]
    fn a_read_only_file_is_kept_from_who_may_not_write_it() {
        let (_folder, path) = folder_with("old");
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        // A superuser may write it all the same.
        if fs::OpenOptions::new().write(true).open(&path).is_ok() {
            replace(&path, b"old", b"new").unwrap();
            assert!(fs::metadata(&path).unwrap().permissions().readonly());
            return;
        }
        assert!(matches!(replace(&path, b"old", b"new"), Err(WriteError::ReadOnly)));
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    }

    #[test]
    fn a_folder_is_no_file() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(replace(folder.path(), b"old", b"new"), Err(WriteError::NoFile)));
    }

    #[cfg(unix)]
    #[test]
    fn the_mode_is_kept() {
        use std::os::unix::fs::PermissionsExt;

        for mode in [0o600, 0o640, 0o664, 0o755] {
            let (_folder, path) = folder_with("old");
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            replace(&path, b"old", b"new").unwrap();
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o7777, mode);
        }
    }

    #[cfg(unix)]
    #[test]
    fn the_target_of_a_link_is_written() {
        let (folder, path) = folder_with("old");
        let link = folder.path().join("link.md");
        std::os::unix::fs::symlink("README.md", &link).unwrap();
        replace(&link, b"old", b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
    }
}
