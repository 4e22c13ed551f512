//! Laws that hold for every text, and for every name of the table.

use proptest::prelude::*;

use super::*;

/// Checks that the ranges of a venue are in the text and on character boundaries.
fn has_valid_ranges(text: &str, venue: &Venue) -> bool {
    let ranges = [Some(&venue.name), venue.track.as_ref(), venue.when.as_ref().map(|when| &when.range)];
    ranges.into_iter().flatten().all(|range| text.get(range.clone()).is_some_and(|part| !part.is_empty()))
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in any::<String>()) {
        let venue = whole(&text);
        prop_assert!(venue.is_none_or(|venue| has_valid_ranges(&text, &venue)));
        let found = trailing(&text);
        prop_assert!(found.is_none_or(|(start, venue)| text.is_char_boundary(start) && has_valid_ranges(&text, &venue)));
    }

    #[test]
    fn texts_that_look_like_mentions_are_read_without_panic(
        text in "([（*']|In )?(CVPR|arXiv|Nature|Journal of Tea|茶|ÉCOLE|é|X@|IEEE|ACL|workshop|['’‘(),. @/&_-]|20[0-3][0-9]|[0-9]{1,5}|v| ){0,12}"
    ) {
        let venue = whole(&text);
        prop_assert!(venue.is_none_or(|venue| has_valid_ranges(&text, &venue)));
        let found = trailing(&text);
        prop_assert!(found.is_none_or(|(start, venue)| text.is_char_boundary(start) && has_valid_ranges(&text, &venue)));
    }
}

/// Returns the names of the table.
fn names() -> impl Iterator<Item = &'static str> {
    let names = crate::words::read(include_str!("names.txt")).flat_map(|line| line.split('|'));
    names.map(|name| name.trim_start_matches(['=', '~', '!', '?', '+', '%']))
}

#[test]
fn every_name_is_read_with_every_spelling_of_the_year() {
    for name in names() {
        for (year, short) in [(1997, 97), (2024, 24)] {
            let mut texts = vec![
                format!("{name} {year}"),
                format!("{name}, {year}"),
                format!("{name}-{year}"),
                format!("{name} ({year})"),
                format!("{year} {name}"),
                format!("{year}-{name}"),
                format!("[{name} {year} Oral]"),
                format!("[{name} (Oral) {year}]"),
                format!("**{year} {name}** (Spotlight)"),
                format!("In {name}, {year}."),
                format!("Proc. of {name} {year}"),
            ];
            if name.ends_with(char::is_alphabetic) {
                texts.push(format!("{name}{year}"));
                texts.extend(["'", "", "-"].map(|mark| format!("{name}{mark}{short}")));
            }
            for text in texts {
                let venue = whole(&text).unwrap_or_else(|| panic!("{text} is a venue"));
                let end = name.trim_end_matches(|c: char| !c.is_alphanumeric());
                assert_eq!(&text[venue.name], end, "{text}");
                assert_eq!(venue.when.map(|when| when.year), Some(year), "{text}");
            }
        }
    }
}

proptest! {
    #[test]
    fn a_name_is_read_with_any_year(at in any::<prop::sample::Index>(), year in 1950..=2039_i32, form in 0..4_usize) {
        let names: Vec<&str> = names().filter(|name| name.ends_with(char::is_alphabetic)).collect();
        let name = *at.get(&names);
        let text = match form {
            0 => format!("{name} {year}"),
            1 => format!("{year} {name}"),
            2 => format!("{name}'{:02}", year % 100),
            _ => format!("{name}{:02}", year % 100),
        };
        let found = whole(&text).and_then(|venue| venue.when).map(|when| when.year);
        prop_assert_eq!(found, Some(year), "{}", text);
    }
}
