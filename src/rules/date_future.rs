//! `date-future`: the date of an entry is in the future.

use chrono::{Days, Months};

use crate::{
    dates::DateValue,
    list::DatePlace,
    rule::{Check, Context, Rule},
    votes::criteria,
};

pub(super) static RULE: Rule = Rule { checks: &[Check::List(check)], ..rule!("date-future") };

fn check(cx: &mut Context) {
    // In the eastern time zones, it is already tomorrow.
    let Some(tomorrow) = cx.today.and_then(|today| today.checked_add_days(Days::new(1))) else { return };
    let dates = cx.list.dates.iter().filter(|date| date.place != DatePlace::Prose);
    let all = dates.clone().count();
    let next_year = tomorrow.checked_add_months(Months::new(12)).unwrap_or(tomorrow);
    let ahead: Vec<_> = dates
        .filter(|date| !matches!(date.written.value, DateValue::Year(_)))
        .filter(|date| {
            // What a conference has accepted appears within a year.
            let is_accepted = cx.list.entry(date.entry).venue.is_some();
            let limit = if is_accepted { next_year } else { tomorrow };
            date.written.value.earliest().is_some_and(|day| day > limit)
        })
        .map(|date| date.written.range)
        .collect();
    // A single date is always reported. A list with many dates in the future is a calendar.
    if ahead.len() > 1 && !criteria::DATE_PAST.is_met(all - ahead.len(), all) {
        return;
    }
    for place in ahead {
        cx.report(place, format!("`{}` is in the future", cx.text(place)))
            .help("look up the date on the page of the entry: the year may be wrong");
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use crate::{
        lint::{Options, lint},
        source::Source,
    };

    #[test]
    fn a_day_is_allowed_for_the_east() {
        let today = NaiveDate::from_ymd_opt(2026, 2, 28);
        let options = Options { today, ..Options::default() };
        for (date, finds) in [("2026-02-28", 0), ("2026-03-01", 0), ("2026-03-02", 1), ("2026-03", 0), ("2026-04", 1)] {
            let text = format!("- [First Flush](https://example.org/flush) ({date})\n");
            let found = lint(&Source::new(&text).unwrap(), &options).diagnostics;
            assert_eq!(found.iter().filter(|found| found.rule == "date-future").count(), finds, "{date}");
        }
    }
}
