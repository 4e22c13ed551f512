//! Videos on YouTube.

use super::{
    parts::UrlParts,
    sites::{Site, site},
};

/// The length of a video's identifier in bytes.
const ID_LENGTH: usize = 11;

/// Returns the identifier of the video that a URL names: `watch?v=`, `youtu.be/`, `/shorts/`, `/embed/`, `/live/`.
#[must_use]
pub fn video(url: &str) -> Option<&str> {
    let parts = UrlParts::split(url);
    video_of(&parts, site(parts.host))
}

pub(super) fn video_of<'s>(parts: &UrlParts<'s>, site: Site) -> Option<&'s str> {
    let path = parts.path.strip_prefix('/')?;
    let id = match site {
        Site::YoutuBe => path,
        Site::Youtube => match path.split_once('/') {
            None | Some((_, "")) if path.trim_end_matches('/') == "watch" => parts.param("v")?,
            Some(("shorts" | "embed" | "live" | "v" | "e", id)) => id,
            _ => return None,
        },
        _ => return None,
    };
    let id = id.trim_end_matches('/');
    let is_id = id.len() == ID_LENGTH
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        // `/embed/videoseries?list=…` plays a list.
        && id != "videoseries";
    is_id.then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_videos() {
        for url in [
            "https://www.youtube.com/watch?v=abcdefghi-_",
            "http://m.youtube.com/watch?list=x&v=abcdefghi-_&t=3",
            "https://youtu.be/abcdefghi-_?si=x",
            "https://youtube.com/shorts/abcdefghi-_/",
            "https://www.youtube-nocookie.com/embed/abcdefghi-_",
            "https://www.youtube.com/live/abcdefghi-_?feature=share",
        ] {
            assert_eq!(video(url), Some("abcdefghi-_"), "{url}");
        }
        for url in [
            "https://www.youtube.com/watch?v=abc",
            "https://www.youtube.com/watch",
            "https://www.youtube.com/playlist?list=abcdefghi-_",
            "https://www.youtube.com/embed/videoseries?list=x",
            "https://www.youtube.com/@abcdefghijk",
            "https://www.youtube.com/channel/abcdefghi-_",
            "https://example.org/watch?v=abcdefghi-_",
            "https://youtu.be/日本語日",
        ] {
            assert_eq!(video(url), None, "{url}");
        }
    }
}
