//! The days that the text names, along an axis with the day of publication: what is past, and what is still to come.
//!
//! The axis is even, day by day. Where nothing is named for most of its length it is broken, and each piece has an even axis of its own.

use std::ops::Range;

use yew::prelude::*;

use super::{Room, table, use_width, words_width};
use crate::language::{days, fill, grouped, key, plural, t, tenths};
use crate::order;
use crate::reading::{DayMark, Figures, day_written, shorten};
use crate::selection::Selection;
use crate::state::{Action, Origin, State};

/// Height of the row that says "past" and "future", and of a row of names.
const HEAD: f64 = 20.0;
const LANE: f64 = 18.0;

/// Most rows of names.
const LANES: usize = 4;

/// Room on both sides of a piece of the axis, and its width when it is a single day.
const SIDE: f64 = 28.0;
const ALONE: f64 = 92.0;

/// Most pieces of an axis, and the share of a piece that must be empty for it to be broken.
const PIECES: usize = 3;
const EMPTY: f64 = 0.75;

/// How far apart the marks of an axis stand: each so many days, or so many months.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    Days(i64),
    Months(i64),
}

const STEPS: [Step; 15] = [
    Step::Days(1),
    Step::Days(2),
    Step::Days(7),
    Step::Days(14),
    Step::Months(1),
    Step::Months(3),
    Step::Months(6),
    Step::Months(12),
    Step::Months(24),
    Step::Months(60),
    Step::Months(120),
    Step::Months(240),
    Step::Months(600),
    Step::Months(1200),
    Step::Months(6000),
];

impl Step {
    /// About how many days it is.
    fn length(self) -> f64 {
        match self {
            Self::Days(days) => days as f64,
            Self::Months(months) => months as f64 * 30.437,
        }
    }

    /// How wide its words are at most.
    fn room(self) -> f64 {
        match self {
            Self::Days(_) => 84.0,
            Self::Months(months) if months % 12 == 0 => 42.0,
            Self::Months(_) => 64.0,
        }
    }

    /// The marks of a stretch of days, each with the day on which what it names ends.
    fn marks(self, first: i64, last: i64) -> Vec<(i64, i64)> {
        match self {
            Self::Days(step) => {
                let begin = -(-first).div_euclid(step) * step;
                (0..).map(|count| begin + count * step).take_while(|day| *day <= last).map(|day| (day, day)).collect()
            }
            Self::Months(step) => {
                let named = if step % 12 == 0 { 12 } else { 1 };
                let begin = -(-month_of(first)).div_euclid(step) * step;
                let marks =
                    (0..).map(|count| begin + count * step).map(|month| (first_of(month), first_of(month + named) - 1));
                marks.skip_while(|mark| mark.0 < first).take_while(|mark| mark.0 <= last).collect()
            }
        }
    }
}

/// The first day of a month, counted from January of year 0.
fn first_of(month: i64) -> i64 {
    crate::reading::day_counted(month.div_euclid(12), month.rem_euclid(12) + 1, 1)
}

/// The month of a day, counted as in [`first_of`].
fn month_of(day: i64) -> i64 {
    let about = (day as f64 / 30.436_875).floor() as i64 + 1970 * 12;
    (about - 2..about + 2).rev().find(|month| first_of(*month) <= day).unwrap_or(about)
}

/// A piece of the axis.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Piece {
    first: i64,
    last: i64,
    from: f64,
    to: f64,
}

impl Piece {
    fn x(&self, day: i64) -> f64 {
        if self.first == self.last {
            return (self.from + self.to) / 2.0;
        }
        let (from, to) = (self.from + SIDE, self.to - SIDE);
        from + (day - self.first) as f64 / (self.last - self.first) as f64 * (to - from)
    }

    /// Marks with their words: as many as there is room for.
    fn marks(&self) -> Vec<(f64, String)> {
        let (span, wide) = ((self.last - self.first) as f64, self.to - self.from - 2.0 * SIDE);
        let fits = |step: &&Step| span / step.length() * step.room() <= wide;
        let step = STEPS.iter().find(fits).copied().unwrap_or(Step::Months(6000));
        let mut marks = step.marks(self.first, self.last);
        if marks.len() < 2 || self.first == self.last {
            marks = vec![(self.first, self.first), (self.last, self.last)];
            marks.dedup();
        }
        marks.into_iter().map(|(day, end)| (self.x(day), said(day, end))).collect()
    }
}

/// A day or a stretch of days, for the eye.
fn said(first: i64, last: i64) -> String {
    days(&day_written(first), &day_written(last))
}

/// Breaks the axis where most of a piece is empty.
fn broken(ends: &[i64]) -> Vec<Range<usize>> {
    let mut pieces = vec![0..ends.len()];
    while pieces.len() < PIECES {
        let widest =
            pieces.iter().enumerate().filter_map(|(place, piece)| Some((place, gap(ends.get(piece.clone())?)?))).next();
        let Some((place, at)) = widest else { break };
        let Some(piece) = pieces.get(place).cloned() else { break };
        pieces.splice(place..=place, [piece.start..piece.start + at, piece.start + at..piece.end]);
    }
    pieces
}

/// Behind how many days of a piece it is to be broken, if it is.
fn gap(ends: &[i64]) -> Option<usize> {
    // Two days lie as far apart as they do.
    let (first, last) = ends.first().zip(ends.last()).filter(|_| ends.len() > 2)?;
    let gaps = ends.iter().zip(ends.iter().skip(1)).map(|(a, b)| b - a).enumerate();
    let (at, widest) = gaps.max_by_key(|(_, gap)| *gap)?;
    (widest as f64 > EMPTY * (last - first) as f64).then_some(at + 1)
}

/// The pieces in their places.
fn pieces(ends: &[i64], width: f64) -> Vec<Piece> {
    let parts = broken(ends);
    let parts: Vec<&[i64]> = parts.into_iter().filter_map(|part| ends.get(part)).collect();
    let alone = parts.iter().filter(|part| part.len() == 1).count() as f64;
    let shared: usize = parts.iter().map(|part| part.len()).filter(|count| *count > 1).sum();
    // Where all are single days they share the width; else they have what they need.
    let single = if shared == 0 { width / alone } else { ALONE.min(width / 3.5) };
    let rest = width - alone * single;
    let mut from = 0.0;
    parts
        .into_iter()
        .filter_map(|part| {
            let wide = if part.len() == 1 { single } else { rest * part.len() as f64 / shared as f64 };
            let piece = Piece { first: *part.first()?, last: *part.last()?, from, to: from + wide };
            from += wide;
            Some(piece)
        })
        .collect()
}

/// What stands for a day on the axis.
#[derive(Clone, Debug, PartialEq)]
struct Mark {
    from: f64,
    to: f64,
    /// The words of the text, and where they are written if there is room: the beginning, and the row from the axis up.
    words: String,
    label: Option<(f64, usize)>,
}

/// Finds each mark's words a place where they cover nothing, and no line to other words crosses them. Rows are counted from 0, up.
fn label(marks: &mut [Mark], published: Option<f64>, width: f64) -> usize {
    let line = |x: f64, top: f64, bottom: f64| Room([x - 2.0, top, x + 2.0, bottom]);
    let mut taken: Vec<Room> = published.map(|x| line(x, -1000.0, 0.0)).into_iter().collect();
    let mut most = 0;
    for mark in marks {
        let (wide, x) = (words_width(&mark.words), (mark.from + mark.to) / 2.0);
        let places = (0..LANES).flat_map(|lane| [x - wide / 2.0, x - 4.0, x - wide + 4.0].map(|left| (lane, left)));
        let free = places.into_iter().find(|(lane, left)| {
            let y = -(*lane as f64) * LANE - 6.0;
            let room = Room::of_words(*left, y, wide);
            *left >= 0.0 && left + wide <= width && room.is_free(&taken) && line(x, y + 4.0, 0.0).is_free(&taken)
        });
        if let Some((lane, left)) = free {
            let y = -(lane as f64) * LANE - 6.0;
            taken.extend([Room::of_words(left, y, wide), line(x, y + 4.0, 0.0)]);
            mark.label = Some((left, lane));
            most = most.max(lane + 1);
        }
    }
    most
}

/// What the axis needs.
#[derive(PartialEq, Properties)]
pub(crate) struct TimeLineProps {
    /// Days in order.
    pub(crate) days: Vec<DayMark>,
    /// The day of publication.
    pub(crate) published: Option<i64>,
    /// The entity that is pointed at.
    pub(crate) selected: Option<usize>,
    /// Changes the state of the page.
    pub(crate) dispatch: UseReducerDispatcher<State>,
}

/// The ends of all stretches of days, in order, each once.
fn ends(days: &[DayMark], published: Option<i64>) -> Vec<i64> {
    let mut ends: Vec<i64> = days.iter().flat_map(|day| [day.first, day.last]).chain(published).collect();
    order::sort_by_key(&mut ends, |day| *day);
    ends.dedup();
    ends
}

/// Whether there is something to draw: two days that are not one.
pub(crate) fn says_something(figures: &Figures) -> bool {
    let first = figures.days.first();
    first.is_some_and(|first| {
        figures.days.iter().any(|day| (day.first, day.last) != (first.first, first.last))
            || figures.published.is_some_and(|day| day < first.first || day > first.last)
    })
}

/// When a day is, seen from the day of publication.
fn side(day: &DayMark, published: Option<i64>) -> &'static str {
    match published {
        Some(published) if day.last < published => key("past"),
        Some(published) if day.first > published => key("future"),
        Some(published) if day.first == published && day.last == published => key("day of publication"),
        Some(_) => key("past and future"),
        None => "",
    }
}

/// The axis.
#[component]
pub(crate) fn TimeLine(props: &TimeLineProps) -> Html {
    let measure = use_node_ref();
    let width = use_width(&measure);
    let pieces = pieces(&ends(&props.days, props.published), width);
    let x = |day: i64| {
        let piece = pieces.iter().find(|piece| day <= piece.last).or(pieces.last());
        piece.map_or(0.0, |piece| piece.x(day))
    };
    let mut marks: Vec<Mark> = props
        .days
        .iter()
        .map(|day| Mark { from: x(day.first), to: x(day.last), words: shorten(&day.words, 20), label: None })
        .collect();
    let published = props.published.map(x);
    let lanes = label(&mut marks, published, width);
    let axis = HEAD + lanes as f64 * LANE + 12.0;
    let mark = |(day, mark): (&DayMark, &Mark)| {
        let (dispatch, entity) = (props.dispatch.clone(), day.entity);
        let onclick = Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(Action::Selected(Selection::Entity(entity, 0), Origin::List));
        });
        let future = props.published.is_some_and(|published| day.first > published);
        let class =
            classes!("day", future.then_some("day-future"), (props.selected == Some(entity)).then_some("day-selected"));
        let (left, right) = (mark.from - 5.0, mark.to + 5.0);
        html! {
            <g {class} {onclick} key={entity}>
                if let Some((words, lane)) = mark.label {
                    <path d={format!("M{} {}V{}", tenths((mark.from + mark.to) / 2.0), tenths(axis - 8.0 - lane as f64 * LANE), tenths(axis))} />
                    <text x={tenths(words)} y={tenths(axis - 12.0 - lane as f64 * LANE)}>{ &mark.words }</text>
                }
                <rect x={tenths(left)} width={tenths(right - left)} y={tenths(axis - 5.0)} height="10" rx="5" />
            </g>
        }
    };
    html! {
        <figure class="picture">
            <div ref={measure}></div>
            <svg class="time-line" viewBox={format!("0 0 {} {}", tenths(width), tenths(axis + 30.0))} role="img" aria-label={sentence(props)}>
                { for pieces.iter().enumerate().map(|(place, piece)| drawn(piece, place > 0, axis, published)) }
                if let Some(at) = published {
                    { publication(at, props.published.unwrap_or_default(), axis, width) }
                }
                { for props.days.iter().zip(&marks).map(mark) }
            </svg>
            <figcaption class="row-note">
                { sentence(props) }
                if pieces.len() > 1 {
                    { " " }{ t("The axis is broken where no day is named for long.") }
                }
            </figcaption>
            { table(
                t("The days that are named"),
                &[t("Day"), t("In the text"), t("When"), t("Times named")],
                props.days.iter().map(|day| row(day, props.published)).collect(),
            ) }
        </figure>
    }
}

fn row(day: &DayMark, published: Option<i64>) -> Vec<String> {
    let side = match side(day, published) {
        "" => "\u{2013}",
        side => t(side),
    };
    vec![said(day.first, day.last), day.words.clone(), side.to_owned(), grouped(day.times)]
}

/// What the axis shows.
fn sentence(props: &TimeLineProps) -> String {
    let (first, last) = (props.days.iter().map(|day| day.first).min(), props.days.iter().map(|day| day.last).max());
    let Some((first, last)) = first.zip(last) else { return String::new() };
    let span = fill("{0} on an axis: {1}.", &[&plural(props.days.len(), "{0} date|{0} dates"), &said(first, last)]);
    if props.published.is_none() {
        return span;
    }
    let count = |which: &str| props.days.iter().filter(|day| side(day, props.published) == which).count();
    let sides =
        fill("{0} before the day of publication, {1} after it.", &[&grouped(count("past")), &grouped(count("future"))]);
    format!("{span} {sides}")
}

/// A piece of the axis with its marks, dashed where the future is.
fn drawn(piece: &Piece, broken: bool, axis: f64, published: Option<f64>) -> Html {
    let mut end = f64::NEG_INFINITY;
    let mut words = Vec::new();
    for (x, name) in piece.marks() {
        let wide = words_width(&name);
        let left = (x - wide / 2.0).clamp(piece.from, (piece.to - wide).max(piece.from));
        // What finds no room has its mark alone.
        words.push((x, (left > end + 6.0).then_some((left, name))));
        if left > end + 6.0 {
            end = left + wide;
        }
    }
    let (from, to) = (piece.from + if broken { 5.0 } else { 0.0 }, piece.to - 5.0);
    let now = published.map_or(to, |x| x.clamp(from, to));
    let (from, now, to, y) = (tenths(from), tenths(now), tenths(to), tenths(axis));
    html! {
        <>
            <path class="axis" d={format!("M{from} {y}H{now}")} />
            <path class="axis axis-future" d={format!("M{now} {y}H{to}")} />
            if broken {
                <path class="axis" d={format!("M{} {}l6 -12m4 0l-6 12", tenths(piece.from - 5.0), tenths(axis + 6.0))} />
            }
            { for words.into_iter().map(|(x, name)| html! {
                <>
                    <path class="axis" d={format!("M{} {y}v9", tenths(x))} />
                    if let Some((left, name)) = name {
                        <text class="tick" x={tenths(left)} y={tenths(axis + 24.0)}>{ name }</text>
                    }
                </>
            }) }
        </>
    }
}

/// The line of the day of publication, with the past at its left and the future at its right.
fn publication(at: f64, day: i64, axis: f64, width: f64) -> Html {
    let name = fill("Published {0}", &[&said(day, day)]);
    let wide = words_width(&name);
    let left = (at - wide / 2.0).clamp(0.0, (width - wide).max(0.0));
    let (past, future) = (t("Past"), t("Future"));
    let before = left > words_width(past) + 16.0;
    let after = width - left - wide > words_width(future) + 16.0;
    html! {
        <>
            <path class="published" d={format!("M{} {}V{}", tenths(at), tenths(HEAD - 4.0), tenths(axis + 9.0))} />
            <text class="published-name" x={tenths(left)} y="12">{ name }</text>
            if before {
                <text class="tick" x="0" y="12">{ format!("\u{2190} {past}") }</text>
            }
            if after {
                <text class="tick" x={tenths(width)} y="12" text-anchor="end">{ format!("{future} \u{2192}") }</text>
            }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_on_whole_days_months_and_years() {
        assert_eq!(Step::Days(7).marks(3, 15), [(7, 7), (14, 14)]);
        // February and March 1970, and the year 1971.
        assert_eq!(Step::Months(1).marks(10, 70), [(31, 58), (59, 89)]);
        assert_eq!(Step::Months(12).marks(1, 400), [(365, 729)]);
        for day in [-800_000, -1, 0, 30, 31, 58, 59, 20_000] {
            assert!(first_of(month_of(day)) <= day && day < first_of(month_of(day) + 1), "{day}");
        }
    }

    #[test]
    fn an_axis_is_even_and_broken_where_nothing_is() {
        let even = pieces(&[0, 10, 20], 300.0);
        assert!(even.len() == 1 && (even[0].x(10) - 150.0).abs() < 1e-9);
        let far = pieces(&[0, 20_000, 20_003, 20_010], 400.0);
        assert_eq!(far.iter().map(|piece| (piece.first, piece.last)).collect::<Vec<_>>(), [(0, 0), (20_000, 20_010)]);
        assert!((far[1].to - 400.0).abs() < 1e-9 && far[0].to == far[1].from);
        assert_eq!(pieces(&[0, 20_000], 400.0).len(), 1, "two days lie as far apart as they do");
    }

    #[test]
    fn words_cover_neither_words_nor_lines() {
        let mark = |x: f64| Mark { from: x, to: x, words: "last Tuesday".to_owned(), label: None };
        let mut marks = [mark(100.0), mark(110.0), mark(130.0), mark(300.0)];
        let lanes = label(&mut marks, Some(140.0), 400.0);
        let rooms: Vec<Room> = marks
            .iter()
            .filter_map(|mark| {
                mark.label.map(|(left, lane)| Room::of_words(left, lane as f64 * -LANE, words_width(&mark.words)))
            })
            .collect();
        assert!(lanes >= 2 && rooms.len() >= 3, "{marks:?}");
        for (place, room) in rooms.iter().enumerate() {
            assert!(room.is_free(&rooms[place + 1..]) && !room.covers(&Room([139.0, -500.0, 141.0, 0.0])), "{marks:?}");
        }
    }
}
