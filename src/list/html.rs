//! Tags and attributes inside HTML.
