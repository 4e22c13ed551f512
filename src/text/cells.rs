//! The cells of a table row.

/// Returns the cells of a row as ranges in its text. GitHub splits at every pipe without a backslash, also in code.
/// <https://github.github.com/gfm/#tables-extension->
pub(crate) fn cells(row: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let trimmed = row.trim();
    let start = row.len() - row.trim_start().len();
    let first = start + usize::from(trimmed.starts_with('|'));
    let mut at = (trimmed.len() > 1 || !trimmed.starts_with('|')).then_some(first);
    let end = start + trimmed.len();
    std::iter::from_fn(move || {
        let from = at?;
        let mut escaped = false;
        for (offset, byte) in row.as_bytes()[from..end].iter().enumerate() {
            match byte {
                b'\\' => escaped = !escaped,
                b'|' if !escaped => {
                    let next = from + offset + 1;
                    at = (next < end).then_some(next);
                    return Some((from, from + offset));
                }
                _ => escaped = false,
            }
        }
        at = None;
        Some((from, end))
    })
}
