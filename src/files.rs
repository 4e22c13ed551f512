//! The files beside a list, for a core that reads none itself.

use std::{fmt, sync::Arc};

/// Answers which files and folders exist beside a list.
#[derive(Clone)]
pub struct Files(Arc<Lookup>);

/// Whether a path exists; none where that is not known.
type Lookup = dyn Fn(&str) -> Option<bool> + Send + Sync;

impl Files {
    /// Asks `lookup` about each path: relative to the list's folder, or with a slash before it to the repository's,
    /// percent-encoding resolved, without query and fragment.
    pub fn new(lookup: impl Fn(&str) -> Option<bool> + Send + Sync + 'static) -> Self {
        Self(Arc::new(lookup))
    }

    /// Whether a file or folder exists; none where that is not known.
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
