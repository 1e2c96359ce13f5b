//! Tone from the first paragraph to the last: the writer's own words above, those of the quoted below, each with praise up and blame
//! down from a line that is 0.

use web_sys::KeyboardEvent;
use yew::prelude::*;

use super::paper::table;
use crate::components::tone;
use crate::dom;
use crate::language::{Manner, figure, fill, grouped, plural, t, tenths};
use crate::reading::ToneColumn;
use crate::selection::Selection;
use crate::state::{Action, Origin, State};

/// Half the height of a voice's row, in a drawing that is 100 high.
const HALF: f64 = 21.0;

/// Less than this is as good as neutral: a word or two that hardly weigh.
const SLIGHT: f64 = 0.05;

/// Praise or blame in a column of either voice.
fn is_marked(column: &ToneColumn) -> bool {
    [column.own.0, column.own.1, column.quoted.0, column.quoted.1].iter().any(|weight| *weight >= SLIGHT)
}

/// Whether there is something to draw: tone in two columns, and in one of ten.
pub(crate) fn says_something(columns: &[ToneColumn]) -> bool {
    let marked = columns.iter().filter(|column| is_marked(column)).count();
    marked >= 2 && marked * 10 >= columns.len()
}

/// The round number up to which the axis goes.
fn top(columns: &[ToneColumn]) -> f64 {
    let most = columns.iter().flat_map(|column| [column.own.0, column.own.1, column.quoted.0, column.quoted.1]);
    let most = most.fold(0.0, f64::max);
    [0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 10.0, 20.0, 50.0]
        .into_iter()
        .find(|top| *top >= most)
        .unwrap_or(most)
}

/// The chart. A column leads to its paragraph.
pub(crate) fn tone_chart(
    columns: &[ToneColumn],
    selected: Option<usize>,
    dispatch: &UseReducerDispatcher<State>,
) -> Html {
    let top = top(columns);
    let column = |(place, column): (usize, &ToneColumn)| {
        let dispatch = dispatch.clone();
        let block = column.block;
        let onclick = Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(Action::Selected(Selection::Block(block), Origin::List));
        });
        let name = fill(
            "{0}: writer {1}, quoted {2}: {3}",
            &[&paragraph(column), &balance(column.own), &balance(column.quoted), &column.opening],
        );
        let selected = selected == Some(block);
        html! {
            <button type="button" class="column" key={place} data-stop="" tabindex={if place == 0 { "0" } else { "-1" }}
                aria-label={name.clone()} title={name} aria-current={selected.then_some("true")} {onclick}>
                <svg viewBox="0 0 10 100" preserveAspectRatio="none" aria-hidden="true">
                    <path class="tone-grid" d="M0 2H10M0 44H10M0 56H10M0 98H10" />
                    { lane(column.own, 23.0, top) }{ lane(column.quoted, 77.0, top) }
                    <path class="tone-zero" d="M0 23H10M0 77H10" />
                </svg>
                if let Some(number) = number(place, column, columns.len()) {
                    <span class="column-number" aria-hidden="true">{ number }</span>
                }
            </button>
        }
    };
    let scale = |voice: &'static str| {
        let (up, down) = (figure(top, Manner::Exact), figure(top, Manner::Exact));
        html! {
            <span class="lane">
                <span class="lane-name">{ voice }</span>
                <span class="lane-scale"><span>{ format!("+{up}") }</span><span>{ "0" }</span><span>{ format!("\u{2212}{down}") }</span></span>
            </span>
        }
    };
    let row = |column: &ToneColumn| {
        let name = format!("{}: {}", paragraph(column), column.opening);
        vec![name, balance(column.own), balance(column.quoted)]
    };
    html! {
        <figure class="picture">
            <div class="tone-chart">
                <div class="lanes" aria-hidden="true">{ scale(t("Writer")) }{ scale(t("Quoted")) }<span class="lane-foot">{ t("Paragraph") }</span></div>
                <div class="columns" role="group" aria-label={t("Tone by paragraph; the arrow keys go from one to the next")} data-rove=""
                    onkeydown={Callback::from(|event: KeyboardEvent| dom::rove(&event))}>
                    { for columns.iter().enumerate().map(column) }
                </div>
            </div>
            <figcaption class="row-note">
                { sentence(columns) }{ " " }
                { t("A bar adds up the weights of the marked words of a paragraph: praise above the line, blame below it.") }
            </figcaption>
            { table(
                t("Tone by paragraph"),
                &[t("Where"), t("Writer"), t("Quoted")],
                columns.iter().map(row).collect(),
            ) }
        </figure>
    }
}

/// Praise and blame of a voice in a column.
fn lane((up, down): (f64, f64), middle: f64, top: f64) -> Html {
    let bar = |value: f64| (value / top * HALF).max(1.0);
    html! {
        <>
            if up > 0.0 {
                <rect class="tone-up" x="1" width="8" y={tenths(middle - bar(up))} height={tenths(bar(up))} />
            }
            if down > 0.0 {
                <rect class="tone-down" x="1" width="8" y={tenths(middle)} height={tenths(bar(down))} />
            }
        </>
    }
}

/// The number under a column, under so many as there is room for.
fn number(place: usize, column: &ToneColumn, columns: usize) -> Option<String> {
    let every = match columns {
        0..=9 => 1,
        10..=18 => 2,
        _ => 5,
    };
    (place == 0 || (place + 1).is_multiple_of(every)).then(|| grouped(column.first))
}

/// What the chart shows.
fn sentence(columns: &[ToneColumn]) -> String {
    let count = |of: fn(&ToneColumn) -> f64| columns.iter().filter(|column| of(column) > 0.0).count();
    let places = |count: usize| plural(count, "{0} place|{0} places");
    fill(
        "The writer praises in {0} and blames in {1}, the quoted praise in {2} and blame in {3}.",
        &[
            &places(count(|column| column.own.0)),
            &places(count(|column| column.own.1)),
            &places(count(|column| column.quoted.0)),
            &places(count(|column| column.quoted.1)),
        ],
    )
}

fn paragraph(column: &ToneColumn) -> String {
    if column.first == column.last {
        fill("Paragraph {0}", &[&grouped(column.first)])
    } else {
        fill("Paragraphs {0} to {1}", &[&grouped(column.first), &grouped(column.last)])
    }
}

/// Praise and blame as they are added up.
fn balance((up, down): (f64, f64)) -> String {
    match (up > 0.0, down > 0.0) {
        (false, false) => t("none").to_owned(),
        (true, false) => tone::signed(up),
        (false, true) => tone::signed(-down),
        (true, true) => format!("{} {}", tone::signed(up), tone::signed(-down)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn praise_and_blame_are_said_apart() {
        assert_eq!(balance((0.0, 0.0)), "none");
        assert_eq!(balance((0.5, 0.25)), "+0.50 \u{2212}0.25");
    }

    #[test]
    fn a_chart_of_nearly_nothing_is_none_and_its_axis_ends_at_a_round_number() {
        let marked = ToneColumn { own: (0.0, 1.4), ..ToneColumn::default() };
        let mut columns = vec![ToneColumn { own: (0.01, 0.02), ..ToneColumn::default() }; 19];
        columns.push(marked.clone());
        assert!(!says_something(&columns));
        columns.push(marked.clone());
        assert!(!says_something(&columns));
        columns.push(marked);
        assert!(says_something(&columns));
        assert!((top(&columns) - 1.5).abs() < 1e-9);
    }
}
