//! The article as a page to read, with its highlights, and the switches for them.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use newsglass_analysis::{BlockKind, QuoteKind};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};
use yew::prelude::*;

use super::marked::{is_stale, selection_at};
use super::marks::Marks;
use super::peek::Peek;
use super::tone;
use super::welcome::welcome;
use crate::dom;
use crate::hooks::{close_way_in, make_way_in};
use crate::language::{fill, key, plural, t};
use crate::light;
use crate::reading::{BlockView, Heard, Piece, Reading, Section};
use crate::state::{Action, Choice, LayerName, Layers, Origin, State};

/// What the reading view needs.
#[derive(PartialEq, Properties)]
pub(crate) struct ReadingViewProps {
    /// Nothing yet: a welcome.
    pub(crate) reading: Option<Rc<Reading>>,
    /// Which highlights are on.
    pub(crate) layers: Layers,
    /// Whether every block of the article can be set aside.
    pub(crate) sorting: bool,
    /// What the reader said last of a block.
    pub(crate) choice: Option<Choice>,
    /// Changes the state of the page.
    pub(crate) dispatch: UseReducerDispatcher<State>,
}

/// How many portions of a long article are drawn in the first go; an ordinary article is drawn whole.
const AT_ONCE: usize = 2;

/// Portions of an article.
type Portions = Vec<Rc<Vec<Section>>>;

/// What is drawn of a reading so far.
struct Drawn {
    /// The portions, and whether each is one of the reading before.
    portions: Vec<(Rc<Vec<Section>>, bool)>,
    /// Whether this is all of it.
    whole: bool,
}

/// What is drawn of a reading so far: as many portions of it, and after them what was there before it, if that was of the same text with
/// another ending. One portion more each time the page has nothing else to do.
#[hook]
fn use_portions(reading: Option<&Rc<Reading>>) -> Drawn {
    let progress = use_state(|| (None::<Rc<Reading>>, 0));
    // The last reading, and what stood there when it came: not the reading before it, of which not all need have been drawn.
    let seen = use_mut_ref(|| (None::<Rc<Reading>>, None::<Rc<Portions>>));
    let shown = use_mut_ref(Portions::new);
    let drawn = if progress.0.as_ref() == reading { progress.1 } else { at_once(reading) };
    let before = {
        let mut seen = seen.borrow_mut();
        if seen.0.as_ref() != reading {
            let last = std::mem::replace(&mut seen.0, reading.cloned());
            let alike = last.zip(reading).is_some_and(|(last, reading)| begin_alike(&last, reading));
            seen.1 = alike.then(|| Rc::new(shown.borrow().clone()));
        }
        seen.1.clone()
    };
    let whole = reading.is_none_or(|reading| drawn >= reading.portions.len());
    use_effect_with((reading.cloned(), drawn), {
        let before = before.clone();
        move |(reading, drawn)| {
            let next = reading.clone().filter(|_| !whole).map(|reading| {
                let same = |place: &usize| {
                    let old = before.as_ref().and_then(|before| before.get(*place));
                    reading.portions.get(*place).zip(old).is_some_and(|(new, old)| Rc::ptr_eq(new, old))
                };
                let next =
                    (*drawn..reading.portions.len()).find(|place| !same(place)).unwrap_or(reading.portions.len());
                Timeout::new(0, move || progress.set((Some(reading), next + 1)))
            });
            move || drop(next)
        }
    });
    let new =
        reading.iter().flat_map(|reading| reading.portions.iter().take(drawn)).map(|portion| (portion.clone(), false));
    let old = before.iter().filter(|_| !whole).flat_map(|before| before.iter().skip(drawn));
    let old = old.map(|portion| (portion.clone(), true));
    let portions: Vec<_> = new.chain(old).collect();
    *shown.borrow_mut() = portions.iter().map(|(portion, _)| portion.clone()).collect();
    Drawn { portions, whole }
}

fn at_once(reading: Option<&Rc<Reading>>) -> usize {
    reading.filter(|reading| !reading.is_long()).map_or(AT_ONCE, |reading| reading.portions.len())
}

/// Whether two readings are of one text that changed further on.
fn begin_alike(before: &Reading, after: &Reading) -> bool {
    const OPENING: usize = 200;
    before.words_at(0, OPENING) == after.words_at(0, OPENING)
}

/// The region "Reading view".
#[component]
pub(crate) fn ReadingView(props: &ReadingViewProps) -> Html {
    let layers = props.layers;
    let Drawn { portions, whole } = use_portions(props.reading.as_ref());
    use_effect_with((props.reading.clone(), layers), move |(_, layers)| {
        // One stop for the Tab key in the whole text: the first mark that can be seen. The arrow keys go on from there.
        close_way_in();
        if let Some(first) = first_mark(*layers) {
            make_way_in(&first);
        }
        light::unhint();
    });

    let followed = use_mut_ref(|| 0);
    {
        let choice = props.choice;
        use_effect_with(props.reading.clone(), move |_| {
            // The button that was pressed is gone with the block's old place: the focus follows the block to the new one.
            if let Some(choice) = choice.filter(|choice| followed.replace(choice.turn) != choice.turn) {
                follow(choice);
            }
        });
    }

    let point = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |(target, origin): (Element, Origin)| {
            if let Some(selection) = selection_at(&target, layers) {
                if let Ok(mark) = target.dyn_into::<HtmlElement>() {
                    make_way_in(&mark);
                }
                dispatch.dispatch(Action::Selected(selection, origin));
            }
        })
    };
    let onclick = {
        let point = point.clone();
        Callback::from(move |event: MouseEvent| {
            let selecting = web_sys::window()
                .and_then(|window| window.get_selection().ok().flatten())
                .is_some_and(|selection| !selection.is_collapsed());
            if let Some(target) = event.target_dyn_into::<Element>().filter(|_| !selecting) {
                // A button that is pressed with the keyboard also clicks, without a pointer.
                let origin = if event.detail() == 0 { Origin::TextByKey } else { Origin::Text };
                point.emit((target, origin));
            }
        })
    };
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let Some(mark) = event.target_dyn_into::<HtmlElement>().filter(|target| target.class_list().contains("mark"))
        else {
            return;
        };
        let marks = marks(layers);
        let here = marks.iter().position(|other| *other == mark);
        let next = match (event.key().as_str(), here) {
            ("Enter" | " ", _) => {
                event.prevent_default();
                point.emit((mark.into(), Origin::TextByKey));
                return;
            }
            ("ArrowRight" | "ArrowDown", Some(here)) => marks.get(here + 1),
            ("ArrowLeft" | "ArrowUp", Some(here)) => here.checked_sub(1).and_then(|before| marks.get(before)),
            ("Home", _) => marks.first(),
            ("End", _) => marks.last(),
            _ => return,
        };
        event.prevent_default();
        if let Some(next) = next {
            make_way_in(next);
            dom::focus(next);
            dom::bring_into_view(next, true);
        }
    });

    // Where the pointer or the focus is, its entity lights up everywhere.
    let over = {
        let reading = props.reading.clone();
        move |target: Option<Element>| {
            let mark = target.and_then(|target| target.closest(".prose [data-e]").ok().flatten());
            let live = mark.filter(|mark| layers.entities && !is_stale(mark));
            match live.and_then(|mark| dom::number_near(&mark, "data-e")).zip(reading.as_ref()) {
                Some((entity, reading)) => light::hint(reading, entity),
                None => light::unhint(),
            }
        }
    };
    let onfocusin = {
        let over = over.clone();
        Callback::from(move |event: FocusEvent| over(event.target_dyn_into()))
    };
    let onmouseover = Callback::from(move |event: MouseEvent| over(event.target_dyn_into()));
    let onmouseleave = Callback::from(|_: MouseEvent| light::unhint());
    let onfocusout = Callback::from(|_: FocusEvent| light::unhint());

    let Some(reading) = &props.reading else {
        return html! {
            <section class="reading" id="reading" aria-label={t("Reading view")} tabindex="-1">{ welcome() }</section>
        };
    };
    let class = classes!(
        "prose",
        layers.entities.then_some("show-entities"),
        layers.quotes.then_some("show-quotes"),
        layers.tone.then_some("show-tone"),
        reading.is_long().then_some("prose-long"),
    );
    html! {
        <section class="reading" id="reading" aria-label={t("Reading view")} tabindex="-1">
            { layer_switches(layers, reading.analysis.is_foreign(), props.sorting, &props.dispatch) }
            <Marks reading={reading.clone()} {layers} dispatch={props.dispatch.clone()} />
            <article {class} {onclick} {onkeydown} {onmouseover} {onmouseleave} {onfocusin} {onfocusout} lang={reading.language()} dir="ltr"
                aria-busy={(!whole).then_some("true")}>
                { for portions.into_iter().enumerate().map(|(index, (portion, stale))| html! {
                    <Portion key={index} {portion} {stale} sorting={props.sorting} dispatch={props.dispatch.clone()} />
                }) }
            </article>
            // On a phone, where the row of switches has no room for it.
            <div class="below">{ sort_switch(props.sorting, &props.dispatch) }</div>
            <Peek reading={reading.clone()} {layers} />
            // Where on the way through the text the lit places stand; the buttons for the next and the previous lead there.
            <svg class="rail" viewBox="0 0 10 500" preserveAspectRatio="none" aria-hidden="true"><path /></svg>
        </section>
    }
}

/// Which switches are on, and how to change them.
fn layer_switches(layers: Layers, toneless: bool, sorting: bool, dispatch: &UseReducerDispatcher<State>) -> Html {
    let switch = |layer, name: &'static str, sample: &'static str, on: bool| {
        let dispatch = dispatch.clone();
        let onclick = Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Switched(layer)));
        html! {
            <button type="button" class="switch" aria-pressed={on.to_string()} {onclick}>
                <span class={classes!("sample", sample)} aria-hidden="true">{ "Aa" }</span>{ t(name) }
                <span class="switch-state" aria-hidden="true">{ t(if on { key("on") } else { key("off") }) }</span>
            </button>
        }
    };
    html! {
        <div class="switches" role="group" aria-label={t("Highlights")}>
            <span class="switches-label" aria-hidden="true">{ t("Show") }</span>
            { switch(LayerName::Entities, key("Names"), "sample-entities", layers.entities) }
            { switch(LayerName::Quotes, key("Quoted words"), "sample-quotes", layers.quotes) }
            if !toneless {
                { switch(LayerName::Tone, key("Tone"), "sample-tone", layers.tone) }
            }
            { sort_switch(sorting, dispatch) }
        </div>
    }
}

/// Whether every block of the article can be set aside, and how to change that.
fn sort_switch(sorting: bool, dispatch: &UseReducerDispatcher<State>) -> Html {
    let dispatch = dispatch.clone();
    let onclick = Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Sorting));
    html! { <button type="button" class="switch switch-act" aria-pressed={sorting.to_string()} {onclick}>{ t("Set lines aside") }</button> }
}

/// Puts the focus on a block where it stands now: in the text, or on the fold it went into.
fn follow(choice: Choice) {
    let Some(block) = dom::first(&format!(".prose [data-b='{}']", choice.block)) else { return };
    let fold = block.closest("details:not([open])").ok().flatten();
    let summary = fold.and_then(|fold| fold.query_selector("summary").ok().flatten());
    let target = match summary.and_then(|summary| summary.dyn_into::<HtmlElement>().ok()) {
        Some(summary) => summary,
        None => {
            block.set_tab_index(-1);
            block
        }
    };
    dom::focus(&target);
    dom::bring_into_view(&target, false);
}

/// A part of the article.
#[derive(Properties)]
struct PortionProps {
    portion: Rc<Vec<Section>>,
    /// Whether it is of the reading before, and gives way soon: nothing in it can be acted on.
    stale: bool,
    sorting: bool,
    dispatch: UseReducerDispatcher<State>,
}

impl PartialEq for PortionProps {
    /// Portions that look the same are the same; see [`Reading::keep_from`].
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.portion, &other.portion) && (self.stale, self.sorting) == (other.stale, other.sorting)
    }
}

#[component]
fn Portion(props: &PortionProps) -> Html {
    html! {
        <div class={classes!("portion", props.stale.then_some("stale"))}>
            { for props.portion.iter().map(|section| show_section(section, props.sorting, &props.dispatch)) }
        </div>
    }
}

fn show_section(section: &Section, sorting: bool, dispatch: &UseReducerDispatcher<State>) -> Html {
    let show = |block: &Rc<BlockView>| {
        html! { <BlockText key={block.index} block={block.clone()} {sorting} dispatch={dispatch.clone()} /> }
    };
    match section {
        Section::Single(block) => show(block),
        Section::List(blocks) => html! { <ul class="list">{ for blocks.iter().map(show) }</ul> },
        Section::Aside(blocks) => html! {
            <details class="aside">
                <summary><span class="aside-title">{ fill("Set aside: {0}", &[&reasons(blocks)]) }</span></summary>
                { for blocks.iter().map(show) }
            </details>
        },
    }
}

/// The reasons of several blocks, each once.
fn reasons(blocks: &[Rc<BlockView>]) -> String {
    let mut reasons: Vec<&str> = Vec::new();
    for block in blocks {
        let reason = t(block.reason.as_deref().unwrap_or(key("not part of the article")));
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    let shown: Vec<&str> = reasons.iter().take(3).copied().collect();
    let mut shown = shown.join(", ");
    if reasons.len() > 3 {
        shown = fill("{0}, and more", &[&shown]);
    }
    if blocks.len() > 1 {
        shown = format!("{shown} ({})", plural(blocks.len(), "{0} line|{0} lines"));
    }
    shown
}

#[derive(PartialEq, Properties)]
struct BlockTextProps {
    block: Rc<BlockView>,
    sorting: bool,
    dispatch: UseReducerDispatcher<State>,
}

#[component]
fn BlockText(props: &BlockTextProps) -> Html {
    let block = &props.block;
    let words = block.pieces.iter().enumerate().map(|(place, piece)| show_piece(piece, block, place));
    let words = words.collect::<Html>();
    let index = block.index.to_string();
    let margin = (!block.heard.is_empty()).then(|| {
        html! { <span class="margin">{ for block.heard.iter().map(|heard| show_heard(heard, "heard mark")) }</span> }
    });
    let words = html! { <>{ words }{ show_choice(props) }</> };
    let class = classes!(
        "block",
        block.kind.as_str(),
        margin.is_some().then_some("block-heard"),
        (block.kind == BlockKind::ListItem && brings_sign(block)).then_some("signed"),
    );
    match block.kind {
        BlockKind::Title => html! { <h2 {class} data-b={index} dir="auto">{ words }{ margin }</h2> },
        BlockKind::Heading => html! { <h3 {class} data-b={index} dir="auto">{ words }{ margin }</h3> },
        BlockKind::ListItem => html! { <li {class} data-b={index} dir="auto">{ words }{ margin }</li> },
        BlockKind::Blockquote => {
            html! { <blockquote {class} data-b={index} dir="auto">{ words }{ margin }</blockquote> }
        }
        BlockKind::Boilerplate => {
            html! { <p {class} data-b={index} dir="auto" title={block.reason.as_deref().map(t).map(str::to_owned)}>{ words }</p> }
        }
        BlockKind::Subtitle | BlockKind::Byline | BlockKind::Dateline | BlockKind::Paragraph | BlockKind::Caption => {
            html! { <p {class} data-b={index} dir="auto">{ words }{ margin }</p> }
        }
    }
}

/// Whether a list item begins with the sign that it was typed with, and needs none from the page.
fn brings_sign(block: &BlockView) -> bool {
    let text = block.pieces.first().map(|piece| piece.text.as_str()).unwrap_or_default();
    let behind_number = text.trim_start_matches(|character: char| character.is_ascii_digit());
    text.starts_with(['-', '*', '\u{2022}', '\u{b7}', '\u{2013}', '\u{2014}'])
        || (behind_number.len() < text.len() && behind_number.starts_with(['.', ')']))
}

/// The button that moves a block into the article or out of it.
fn show_choice(props: &BlockTextProps) -> Option<Html> {
    let (block, aside) = (&props.block, props.block.kind == BlockKind::Boilerplate);
    if !aside && !props.sorting {
        return None;
    }
    let name = if aside { t("Belongs to the article") } else { t("Set aside") };
    let opening: String = block.pieces.iter().flat_map(|piece| piece.text.chars()).take(40).collect();
    let (dispatch, index) = (props.dispatch.clone(), block.index);
    let onclick = Callback::from(move |event: MouseEvent| {
        event.stop_propagation();
        dispatch.dispatch(Action::Chose(index, aside));
    });
    Some(html! {
        <button type="button" class="text-button choice" aria-label={format!("{name}: {opening}")} {onclick}>{ name }</button>
    })
}

/// A speaker beside the words: in the margin at the line where the quote begins, or on a phone under the paragraph. The name is drawn
/// by the style sheet and is no part of the text, which is read, searched and copied without it.
fn show_heard(heard: &Heard, class: &'static str) -> Html {
    let name = heard.name.clone().unwrap_or_else(|| t("Speaker not found").to_owned());
    let label = fill("Quote of {0}", &[&name]);
    html! { <span {class} tabindex="-1" data-q={heard.quote.to_string()} data-label={label}><b data-name={name}></b></span> }
}

/// A piece of the text, with the speakers of the quotes that begin in it after its first word: so each stands at the line of that word.
fn show_piece(piece: &Piece, block: &BlockView, place: usize) -> Html {
    let (mention, tone) = (piece.mention, piece.tone.as_ref());
    let bare = mention.is_none() && tone.is_none() && piece.quote.is_none() && piece.attribution.is_none();
    let mut speakers = block.heard.iter().filter(|heard| heard.piece == place).peekable();
    if bare && speakers.peek().is_none() && (piece.sentence.is_none() || block.kind == BlockKind::Boilerplate) {
        return html! { { &piece.text } };
    }
    let acts = piece.begins && (mention.is_some_and(|mention| mention.named) || tone.is_some());
    let class = classes!(
        piece.quote.map(|(_, kind)| match kind {
            QuoteKind::Direct => "quoted quoted-direct",
            QuoteKind::Indirect => "quoted quoted-indirect",
            QuoteKind::Mixed => "quoted quoted-mixed",
        }),
        mention.map(|mention| if mention.named { "entity" } else { "entity-implied" }),
        mention.map(|mention| format!("entity-{}", mention.kind.as_str())),
        (mention.is_some() && piece.begins).then_some("begins"),
        tone.map(|tone| if tone.weight < 0.0 { "tone tone-negative" } else { "tone tone-positive" }),
        acts.then_some("mark"),
    );
    let label = tone.filter(|_| acts).map(|tone| format!("{}: {}", piece.text, tone::side(tone.weight)));
    let number = |number: Option<usize>| number.map(|number| number.to_string());
    let words = match speakers.peek() {
        None => html! { { &piece.text } },
        Some(_) => {
            let (first, rest) = piece.text.split_at(first_word(&piece.text));
            html! { <>{ first }{ for speakers.map(|heard| show_heard(heard, "heard beside mark")) }{ rest }</> }
        }
    };
    html! {
        <span {class} tabindex={acts.then_some("-1")} data-label={label}
            data-s={number(piece.sentence)} data-q={number(piece.quote.map(|quote| quote.0))} data-c={number(piece.attribution)}
            data-e={number(mention.map(|mention| mention.entity))} data-m={number(mention.map(|mention| mention.mention))}
            data-t={number(tone.map(|tone| tone.word))}>{ words }</span>
    }
}

/// Where the first word of a text ends, in bytes.
fn first_word(text: &str) -> usize {
    let begin = text.len() - text.trim_start().len();
    let word = text.get(begin..).unwrap_or_default();
    begin + word.find(char::is_whitespace).unwrap_or(word.len())
}

/// The marks of the layers that are shown, as a selector; those of quotes are the names in the margin.
fn mark_selector(layers: Layers) -> Option<String> {
    let layers = [(layers.entities, ".entity"), (layers.quotes, ".heard"), (layers.tone, ".tone")];
    let shown: Vec<String> =
        layers.iter().filter(|(shown, _)| *shown).map(|(_, class)| format!(".prose .mark{class}")).collect();
    (!shown.is_empty()).then(|| shown.join(","))
}

/// Whether a mark is not shown: in a closed fold, or a name in the margin where the page is narrow, or under the text where it is wide.
fn is_folded(mark: &HtmlElement) -> bool {
    mark.closest("details:not([open])").ok().flatten().is_some()
        || mark.class_list().contains("heard") && mark.offset_parent().is_none()
}

/// The first mark that can be seen and acted on.
fn first_mark(layers: Layers) -> Option<HtmlElement> {
    let first = dom::first(&mark_selector(layers)?)?;
    if is_folded(&first) { marks(layers).into_iter().next() } else { Some(first) }
}

/// The marks that can be seen and acted on, in text order; those in closed folds are left out.
fn marks(layers: Layers) -> Vec<HtmlElement> {
    let marks = mark_selector(layers).map(|selector| dom::all(&selector)).unwrap_or_default();
    marks.into_iter().filter(|mark| !is_folded(mark)).collect()
}
