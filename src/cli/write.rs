//! Replaces the text of a file atomically.

use std::{
    fmt, fs,
    io::{self, Write as _},
    path::Path,
};

use atomic_write_file::AtomicWriteFile;

/// The reason why a file was not written. The file is unchanged.
#[derive(Debug)]
pub(super) enum WriteError {
    /// The file has changed since it was read.
    Changed,
    /// The file is read-only.
    ReadOnly,
    /// The path is not a regular file but a pipe or a device, for example.
    NoFile,
    /// The operating system reported an error.
    Io(io::Error),
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed => f.write_str("not written: the file has changed since it was read; run again"),
            Self::ReadOnly => f.write_str("not written: the file is read-only; make it writable"),
            Self::NoFile => f.write_str("not written: not a regular file; use `-` and redirect the output"),
            Self::Io(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                f.write_str("not written: permission denied for its folder, where a temporary file is created")
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

/// Replaces `old`, which was read from `path`, with `new`. The new text is written to a temporary file with the same
/// permissions, which is then renamed. A symbolic link stays, and its target is replaced. If `old` equals `new`, nothing
/// is written.
pub(super) fn replace(path: &Path, old: &[u8], new: &[u8]) -> Result<(), WriteError> {
    if old == new {
        return Ok(());
    }
    // Renaming would replace the link with a file.
    let target = fs::canonicalize(path)?;
    let metadata = fs::metadata(&target)?;
    if !metadata.is_file() {
        return Err(WriteError::NoFile);
    }
    // Renaming needs only a writable folder, so it would replace a read-only file. Opening the file shows what this user
    // may do; its permissions alone do not.
    match fs::OpenOptions::new().write(true).open(&target) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => return Err(WriteError::ReadOnly),
        opened => drop(opened?),
    }
    let mut file = AtomicWriteFile::open(&target)?;
    file.write_all(new)?;
    // Check as late as possible, so that changes saved by an editor in the meantime are not lost.
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
    fn a_read_only_file_is_not_written() {
        let (_folder, path) = folder_with("old");
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        // A superuser may write it anyway.
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
