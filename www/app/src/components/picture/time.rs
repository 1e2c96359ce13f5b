//! The days that the text names, along an axis with the day of publication: what is past, and what is still to come.
//!
//! The axis is even, day by day. Where nothing is named for most of its length it is broken, and each piece has an even axis of its own.

use std::ops::Range;

use yew::prelude::*;

use super::paper::{Room, table, use_width, words_width};
use crate::language::{days, fill, grouped, key, plural, t, tenths};
use crate::order;
use crate::reading::{DayMark, Figures, day_written, shorten};
use crate::selection::Selection;
use crate::state::{Action, Origin, State};

/// Height of the row that says which side is past and which future, and of a row of names.
const HEAD: f64 = 20.0;
const LANE: f64 = 18.0;

/// Most rows of names.
const LANES: usize = 4;

/// Room on both sides of a piece of the axis, and its width when it is a single day.
const SIDE: f64 = 28.0;
const ALONE: f64 = 92.0;

/// Least width of a piece, about, and the share of a piece that must be empty for it to be broken.
const PIECE: f64 = 120.0;
const EMPTY: f64 = 0.6;

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
    /// Room after its last day.
    after: f64,
    /// Whether it is one day, or one stretch of days, and nothing else.
    is_one: bool,
}

impl Piece {
    fn x(&self, day: i64) -> f64 {
        let (from, to) = (self.from + SIDE, self.to - self.after);
        if self.first == self.last {
            return (from + to) / 2.0;
        }
        from + (day - self.first) as f64 / (self.last - self.first) as f64 * (to - from)
    }

    /// Marks with their words: as many as there is room for.
    fn marks(&self) -> Vec<(f64, String)> {
        let (span, wide) = ((self.last - self.first) as f64, self.to - self.from - SIDE - self.after);
        let fits = |step: &&Step| span / step.length() * step.room() <= wide;
        let step = STEPS.iter().find(fits).copied().unwrap_or(Step::Months(6000));
        if self.is_one {
            return vec![((self.x(self.first) + self.x(self.last)) / 2.0, said(self.first, self.last))];
        }
        let mut marks = step.marks(self.first, self.last);
        if marks.len() < 2 {
            marks = vec![(self.first, self.first), (self.last, self.last)];
        }
        marks.into_iter().map(|(day, end)| (self.x(day), said(day, end))).collect()
    }
}

/// A day or a stretch of days, for the eye.
fn said(first: i64, last: i64) -> String {
    days(&day_written(first), &day_written(last))
}

/// Breaks the axis where most of a piece is empty.
fn broken(ends: &[i64], days: &[DayMark], most: usize) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = std::iter::once(0..ends.len()).collect();
    while pieces.len() < most {
        let found =
            pieces.iter().enumerate().find_map(|(place, piece)| Some((place, gap(ends.get(piece.clone())?, days)?)));
        let Some((place, at)) = found else { break };
        let Some(piece) = pieces.get(place).cloned() else { break };
        pieces.splice(place..=place, [piece.start..piece.start + at, piece.start + at..piece.end]);
    }
    pieces
}

/// After how many days of a piece it is to be broken, if it is.
fn gap(ends: &[i64], days: &[DayMark]) -> Option<usize> {
    // Two days lie as far apart as they do.
    let (first, last) = ends.first().zip(ends.last()).filter(|_| ends.len() > 2)?;
    let empty = |from: i64, to: i64| !days.iter().any(|day| day.first <= from && to <= day.last);
    let gaps = ends.iter().zip(ends.iter().skip(1)).enumerate();
    let gaps = gaps.filter(|(_, (from, to))| empty(**from, **to)).map(|(at, (from, to))| (at, to - from));
    let (at, widest) = gaps.max_by_key(|(_, gap)| *gap)?;
    (widest as f64 > EMPTY * (last - first) as f64).then_some(at + 1)
}

/// The pieces in their places.
fn pieces(days: &[DayMark], published: Option<i64>, width: f64) -> Vec<Piece> {
    let ends = ends(days, published);
    // After the day of publication there is room for the word.
    let is_followed = published.is_some_and(|published| has_future(days, published));
    let after = if is_followed { words_width(&future()) + 10.0 - SIDE } else { 0.0 };
    let width = width - after;
    let is_one = |part: &[i64]| match *part {
        [_] => true,
        [first, last] => days.iter().any(|day| (day.first, day.last) == (first, last)),
        _ => false,
    };
    let parts: Vec<(&[i64], bool)> = broken(&ends, days, (width / PIECE) as usize)
        .into_iter()
        .filter_map(|part| ends.get(part))
        .map(|part| (part, is_one(part)))
        .collect();
    let alone = parts.iter().filter(|part| part.1).count() as f64;
    let shared: usize = parts.iter().filter(|part| !part.1).map(|part| part.0.len()).sum();
    // Where all are single days they share the width; else they have what they need.
    let single = if shared == 0 { width / alone } else { ALONE.min(width / 3.5) };
    let rest = width - alone * single;
    let mut from = 0.0;
    let mut pieces: Vec<Piece> = parts
        .into_iter()
        .filter_map(|(part, is_one)| {
            let wide = if is_one { single } else { rest * part.len() as f64 / shared as f64 };
            let piece =
                Piece { first: *part.first()?, last: *part.last()?, from, to: from + wide, after: SIDE, is_one };
            from += wide;
            Some(piece)
        })
        .collect();
    if let Some(piece) = pieces.last_mut() {
        piece.after += after;
        piece.to += after;
    }
    pieces
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

impl Mark {
    fn middle(&self) -> f64 {
        (self.from + self.to) / 2.0
    }
}

/// Finds each mark's words a place where they cover nothing, and no line to other words crosses them. Rows are counted from 0, up;
/// says how many there are. From the last mark to the first, so that of a cluster each has its words above those of the next.
fn label(marks: &mut [Mark], published: Option<f64>, width: f64) -> usize {
    let line = |x: f64, top: f64| Room([x - 1.5, top, x + 1.5, 0.0]);
    let middles: Vec<f64> = marks.iter().map(Mark::middle).collect();
    let mut taken: Vec<Room> = Vec::new();
    let mut most = 0;
    for (place, mark) in marks.iter_mut().enumerate().rev().filter(|(_, mark)| !mark.words.is_empty()) {
        let (wide, x) = (words_width(&mark.words), mark.middle());
        // Rather not over marks that still need a line up, nor over the day of publication.
        let over = |left: f64| {
            let crossed = |at: &f64| *at > left && *at < left + wide && (*at - x).abs() > 1.0;
            middles.iter().take(place).copied().chain(published).filter(crossed).count()
        };
        let mut lefts = [x - wide / 2.0, x - 4.0, x - wide + 4.0].map(|left| left.clamp(0.0, (width - wide).max(0.0)));
        order::sort_by_key(&mut lefts, |left| over(*left));
        let free = lefts.into_iter().flat_map(|left| (0..LANES).map(move |lane| (lane, left))).find(|(lane, left)| {
            let y = -(*lane as f64) * LANE - 8.0;
            Room::of_words(*left, y, wide).is_free(&taken) && line(x, y + 4.0).is_free(&taken)
        });
        if let Some((lane, left)) = free {
            let y = -(lane as f64) * LANE - 8.0;
            taken.extend([Room::of_words(left, y, wide), line(x, y + 4.0)]);
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

fn is_publication(day: &DayMark, published: Option<i64>) -> bool {
    Some(day.first) == published && day.first == day.last
}

/// When a day is, seen from the day of publication.
fn side(day: &DayMark, published: Option<i64>) -> &'static str {
    match published {
        Some(published) if day.last < published => key("past"),
        Some(published) if day.first > published => key("future"),
        Some(_) if is_publication(day, published) => key("day of publication"),
        Some(_) => key("past and future"),
        None => "",
    }
}

/// The axis.
#[component]
pub(crate) fn TimeLine(props: &TimeLineProps) -> Html {
    let measure = use_node_ref();
    let width = use_width(&measure);
    let pieces = pieces(&props.days, props.published, width);
    let x = |day: i64| {
        let piece = pieces.iter().find(|piece| day <= piece.last).or(pieces.last());
        piece.map_or(0.0, |piece| piece.x(day))
    };
    // The day of publication has its name above.
    let words = |day: &DayMark| {
        if is_publication(day, props.published) { String::new() } else { shorten(&day.words, 20) }
    };
    let mark = |day: &DayMark| Mark { from: x(day.first), to: x(day.last), words: words(day), label: None };
    let mut marks: Vec<Mark> = props.days.iter().map(mark).collect();
    let published = props.published.map(x);
    let lanes = label(&mut marks, published, width);
    let head = if published.is_some() { HEAD } else { 0.0 };
    let axis = head + lanes as f64 * LANE + 12.0;
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
                <title>{ &day.words }</title>
                { named(mark, axis) }
                <rect x={tenths(left)} width={tenths(right - left)} y={tenths(axis - 5.0)} height="10" rx="5" />
            </g>
        }
    };
    html! {
        <figure class="picture">
            <div ref={measure}></div>
            <svg class="time-line" viewBox={format!("0 0 {} {}", tenths(width), tenths(axis + 30.0))} role="img" aria-label={sentence(props)}>
                { for pieces.iter().enumerate().map(|(place, piece)| drawn(piece, place > 0, axis, published)) }
                if let Some((day, at)) = props.published.zip(published) {
                    { publication(&said(day, day), at, axis, width, has_future(&props.days, day)) }
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

/// The words of a mark, with a line to it.
fn named(mark: &Mark, axis: f64) -> Html {
    let Some((left, lane)) = mark.label else { return Html::default() };
    let y = axis - 12.0 - lane as f64 * LANE;
    html! {
        <>
            <path d={format!("M{} {}V{}", tenths(mark.middle()), tenths(y + 4.0), tenths(axis))} />
            <text x={tenths(left)} y={tenths(y)}>{ &mark.words }</text>
        </>
    }
}

/// Whether something is still to come.
fn has_future(days: &[DayMark], published: i64) -> bool {
    days.iter().any(|day| day.last > published)
}

/// The line of the day of publication, its name, and which side is the past and which the future.
fn publication(day: &str, at: f64, axis: f64, width: f64, has_future: bool) -> Html {
    let name = fill("Published {0}", &[day]);
    let (past, future) = (format!("\u{2190} {}", t("Past")), future());
    let wide = words_width(&name);
    let after = if has_future { words_width(&future) + 10.0 } else { 0.0 };
    let left = (at - wide / 2.0).clamp(0.0, (width - wide - after).max(0.0));
    let before = left - words_width(&past) - 10.0;
    html! {
        <>
            <path class="published" d={format!("M{} {}V{}", tenths(at), tenths(HEAD - 4.0), tenths(axis + 9.0))} />
            <text class="published-name" x={tenths(left)} y="12">{ name }</text>
            if before >= 0.0 {
                <text class="tick" x={tenths(before)} y="12">{ past }</text>
            }
            if has_future {
                <text class="tick" x={tenths(left + wide + 10.0)} y="12">{ future }</text>
            }
        </>
    }
}

/// The word for the right side of the day of publication.
fn future() -> String {
    format!("{} \u{2192}", t("Future"))
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

    fn day(first: i64, last: i64) -> DayMark {
        DayMark { entity: 0, first, last, words: "last Tuesday".to_owned(), times: 1 }
    }

    #[test]
    fn an_axis_is_even_and_broken_where_nothing_is() {
        let even = pieces(&[day(0, 0), day(10, 10)], Some(20), 300.0);
        assert!(even.len() == 1 && (even[0].x(10) - 150.0).abs() < 1e-9);
        let far = pieces(&[day(0, 364), day(20_000, 20_000), day(20_003, 20_010)], None, 400.0);
        assert_eq!(far.iter().map(|piece| (piece.first, piece.last)).collect::<Vec<_>>(), [(0, 364), (20_000, 20_010)]);
        assert!((far[1].to - 400.0).abs() < 1e-9 && far[0].is_one && !far[1].is_one);
        assert_eq!(far[0].marks().len(), 1, "a year alone is one mark");
        assert_eq!(pieces(&[day(0, 0)], Some(20_000), 400.0).len(), 1, "two days lie as far apart as they do");
    }

    #[test]
    fn words_cover_neither_words_nor_lines() {
        let mark = |x: f64| Mark { from: x, to: x, words: "last Tuesday".to_owned(), label: None };
        let mut marks = [mark(100.0), mark(110.0), mark(130.0), mark(140.0), mark(395.0)];
        let lanes = label(&mut marks, None, 400.0);
        let place = |mark: &Mark| mark.label.map(|(left, lane)| (lane as f64 * -LANE, left, mark.middle()));
        let placed: Vec<_> = marks.iter().filter_map(place).collect();
        assert!(lanes >= 2 && placed.len() == 5, "{marks:?}");
        let wide = words_width("last Tuesday");
        for (index, (y, left, middle)) in placed.iter().enumerate() {
            let room = Room::of_words(*left, *y, wide);
            assert!(*left >= 0.0 && left + wide <= 400.0);
            for (other, (other_y, other_left, other_middle)) in
                placed.iter().enumerate().filter(|(other, _)| *other != index)
            {
                assert!(!room.covers(&Room::of_words(*other_left, *other_y, wide)), "{index} {other} {marks:?}");
                let crosses = *other_y < *y && *other_middle > *left && *other_middle < left + wide;
                assert!(!crosses, "{index} {other} at {middle}: {marks:?}");
            }
        }
    }
}
