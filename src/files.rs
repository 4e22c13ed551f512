//! The files beside a list. The core reads no files itself.

use std::{fmt, sync::Arc};

/// Answers which files and folders exist beside a list.
#[derive(Clone)]
pub struct Files(Arc<Lookup>);

/// A function that returns whether a path exists; none if unknown.
type Lookup = dyn Fn(&str) -> Option<bool> + Send + Sync;

impl Files {
    /// Creates `Files` with a function that looks up each path. Paths are relative to the list's folder, or begin with
    /// a slash and are relative to the repository. Percent-encoding is decoded, and query and fragment are removed.
    pub fn new(lookup: impl Fn(&str) -> Option<bool> + Send + Sync + 'static) -> Self {
        Self(Arc::new(lookup))
    }

    /// Returns whether a file or folder exists; none if unknown.
    #[must_use]
    pub fn exist(&self, path: &str) -> Option<bool> {
        (self.0)(path)
    }
}

impl fmt::Debug for Files {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Files")
    }
}
