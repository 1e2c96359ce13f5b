//! Where an article is put down: the text box, what can be done with it, and what the engine says.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement, KeyboardEvent};
use yew::prelude::*;

use super::export::Export;
use super::ways::Ways;
use crate::bench::{Bench, Papers, draft_of};
use crate::engine::Draft;
use crate::hooks::{Reader, clipboard_of, listed, use_arrival, use_drop, use_focus_on_fold, use_paste};
use crate::language::{fill, t};
use crate::shell::Shell;
use crate::state::{Action, Engine, Kept, State, Work};
use crate::{clipboard, device, dom};

/// How long the text stays open after the focus has left it, in milliseconds.
const FOLD_PAUSE: u32 = 300;
/// What stands under the article: there a folded desk says that the text is kept.
const FOOT: &str = "#foot";

/// What the desk needs.
#[derive(PartialEq, Properties)]
pub(crate) struct DeskProps {
    /// The state of the page.
    pub(crate) state: State,
    /// Changes it.
    pub(crate) dispatch: UseReducerDispatcher<State>,
    /// Reads drafts.
    pub(crate) reader: Reader,
    /// The text box, which keeps the words.
    pub(crate) text_box: NodeRef,
    /// What the app takes the place of.
    pub(crate) shell: Shell,
}

/// The text box with its buttons, messages and errors.
#[component]
pub(crate) fn Desk(props: &DeskProps) -> Html {
    let state = &props.state;
    let papers = use_mut_ref(Papers::default);
    let redraw = use_force_update();
    let pasted = use_mut_ref(|| None::<Option<Rc<str>>>);
    let chooser = use_node_ref();
    let desk = use_node_ref();
    let bench = Bench {
        text_box: props.text_box.clone(),
        papers,
        redraw,
        dispatch: props.dispatch.clone(),
        reader: props.reader.clone(),
    };
    let folded = state.is_folded();
    {
        let (bench, reading) = (bench.clone(), state.reading.clone());
        use_effect_with(state.choice, move |choice| {
            if let (Some(choice), Some(reading)) = (*choice, reading) {
                bench.choose(choice, &reading);
            }
        });
    }
    {
        let bench = bench.clone();
        use_effect_with(state.address.clone(), move |address| {
            if let Some(address) = address {
                bench.set_address(address.value.clone());
            }
        });
    }
    use_arrival(&bench, &props.shell);
    use_paste(&bench);
    let dragging = use_drop(&bench);
    use_focus_on_fold(desk.clone(), folded);

    let on = |act: fn(&Bench)| {
        let bench = bench.clone();
        Callback::from(move |_: MouseEvent| act(&bench))
    };
    let analyze = on(analyze);
    let example = on(|bench| {
        let bench = bench.clone();
        spawn_local(async move {
            match device::example().await {
                Ok(text) => bench.begin(&draft_of(text, false)),
                Err(problem) => bench.not_opened(problem),
            }
        });
    });
    let cancel = on(|bench| bench.reader.cancel());
    let as_plain_text = on(|bench| {
        bench.set_html(None);
        bench.keep();
        bench.read_quietly();
    });
    let forget = Callback::from(|_: MouseEvent| device::forget_draft());
    let resume = on(Bench::resume_keeping);
    let clear = on(Bench::clear);
    let undo = on(Bench::undo);
    let edit = on(|bench| {
        if let Some(text_box) = bench.text_box.cast::<HtmlTextAreaElement>() {
            // With the focus it unfolds.
            dom::focus(&text_box);
        }
    });
    let choose = {
        let chooser = chooser.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(chooser) = chooser.cast::<HtmlElement>() {
                chooser.click();
            }
        })
    };
    let onchange = {
        let bench = bench.clone();
        Callback::from(move |event: Event| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
            let files = input.files().map(listed).unwrap_or_default();
            input.set_value("");
            bench.open(files);
        })
    };
    let onpaste = {
        let (bench, pasted) = (bench.clone(), pasted.clone());
        Callback::from(move |event: Event| {
            *pasted.borrow_mut() = None;
            let draft = clipboard_of(&event).as_ref().and_then(clipboard::draft_in);
            let Some((draft, text_box)) = draft.zip(bench.text_box.cast::<HtmlTextAreaElement>()) else { return };
            if text_box.text_length() == 0 {
                // The browser puts it in, and can take it out again.
                *pasted.borrow_mut() = Some(draft.html);
            } else if clipboard::replaces_all(&text_box) || clipboard::is_article(&draft.text) {
                event.prevent_default();
                bench.begin(&draft);
            }
        })
    };
    let oninput = {
        let (bench, editing) = (bench.clone(), state.editing);
        Callback::from(move |_: InputEvent| match pasted.borrow_mut().take() {
            Some(html) => {
                bench.leave_file();
                bench.leave_address();
                bench.set_html(html);
                bench.keep();
                bench.dispatch.dispatch(Action::Editing(!clipboard::is_article(&bench.draft().text)));
                bench.read_quietly();
            }
            None => {
                if !editing {
                    bench.dispatch.dispatch(Action::Editing(true));
                }
                bench.set_html(None);
                bench.keep();
                bench.read_after_pause();
            }
        })
    };
    let onfocus = {
        let (dispatch, editing) = (props.dispatch.clone(), state.editing);
        Callback::from(move |_: FocusEvent| {
            if !editing {
                dispatch.dispatch(Action::Editing(true));
            }
        })
    };
    let onfocusout = {
        let (dispatch, desk) = (props.dispatch.clone(), desk.clone());
        Callback::from(move |_: FocusEvent| {
            let (dispatch, desk) = (dispatch.clone(), desk.clone());
            // At once, a press on what is below would let go of something else.
            Timeout::new(FOLD_PAUSE, move || {
                if desk.cast::<Element>().is_some_and(|desk| !dom::has_focus(&desk)) {
                    dispatch.dispatch(Action::Editing(false));
                }
            })
            .forget();
        })
    };
    let onkeydown = {
        let bench = bench.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                event.prevent_default();
                self::analyze(&bench);
            }
        })
    };
    let past = bench.past_name();
    let papers = bench.papers.borrow();
    let shelf = &papers.shelf;
    let tome = |(number, (name, _)): (usize, &(String, Draft))| {
        let bench = bench.clone();
        let onclick = Callback::from(move |_: MouseEvent| bench.turn_to(number));
        let current = (shelf.active == Some(number)).then_some("true");
        html! { <li><button type="button" class="tome" aria-current={current} {onclick}>{ name }</button></li> }
    };
    let file = shelf.active.and_then(|active| shelf.files.get(active)).map(|(name, _)| name.as_str());

    let keeping = kept(state.kept, past.is_some(), forget, resume);
    let compact = state.reading.is_some();
    let class = classes!("desk", compact.then_some("desk-compact"), folded.then_some("desk-folded"));
    html! {
        <div ref={desk} {class} {onfocusout}>
            if dragging {
                <p class="drop-here">{ t("Drop the files here") }</p>
            }
            <div class="desk-bar">
                <label class="desk-label" for="article">{ t("Article") }</label>
                if folded {
                    <p class="desk-what">{ what_it_is(state, file) }</p>
                }
                <div class="desk-buttons">
                    if folded {
                        <button type="button" id="edit" class="button" onclick={edit}>{ t("Edit text") }</button>
                        <button type="button" class="button" onclick={clear.clone()}>{ t("New article") }</button>
                    } else {
                        <button type="button" class="button button-first" onclick={analyze}>{ t("Analyze") }</button>
                        <button type="button" class="button" onclick={example}>{ t("Try an example") }</button>
                    }
                    <button type="button" class="button button-wide" onclick={choose}>{ t("Open file") }</button>
                    <button type="button" class="button button-wide button-quiet" onclick={clear}>{ t("Clear") }</button>
                    <Export key={state.language} reading={state.reading.clone()} reader={props.reader.clone()} dispatch={props.dispatch.clone()} />
                </div>
                <input ref={chooser} type="file" hidden=true aria-hidden="true" tabindex="-1" multiple=true
                    accept=".txt,.text,.md,.markdown,.html,.htm,.xhtml,.docx,.pdf,text/plain,text/html,text/markdown,application/pdf" {onchange} />
            </div>
            <textarea ref={props.text_box.clone()} id="article" class="text-box" spellcheck="false" autocomplete="off"
                aria-describedby="promise" tabindex={folded.then_some("-1")} placeholder={t("Paste a news article, or drop a file here. Menus, captions and ads may come along.")}
                {oninput} {onpaste} {onkeydown} {onfocus} />
            <p class="promise" id="promise">
                { t("Nothing you paste leaves this page.") }
                <span class="promise-more">{ " " }{ t("Ctrl+Enter analyzes.") }</span>
                { " " }<Ways key={state.language} />
                if state.rich && state.reading.as_ref().is_some_and(|reading| reading.with_formatting) {
                    <span class="rich">
                        { " " }{ t("Read with the formatting it was copied with.") }{ " " }
                        <button type="button" class="text-button" onclick={as_plain_text}>{ t("Read it as plain text") }</button>
                    </span>
                }
                if !folded {
                    { keeping.clone() }
                }
            </p>
            if let Some(foot) = dom::first(FOOT).filter(|_| folded) {
                { create_portal(html! { <p class="promise">{ keeping }</p> }, foot.into()) }
            }
            if shelf.files.len() > 1 || !shelf.notes.is_empty() {
                <div class="shelf">
                    if shelf.files.len() > 1 {
                        <ul aria-label={t("Open files")}>{ for shelf.files.iter().enumerate().map(tome) }</ul>
                    }
                    { for shelf.notes.iter().map(|note| html! { <p class="shelf-note">{ note }</p> }) }
                </div>
            }
            <div class="desk-says">
                <p class="status" role="status">{ status(state) }</p>
                <div aria-live="polite">
                    if let Some(past) = past {
                        <p class="past">
                            { fill("\u{201c}{0}\u{201d} was put aside.", &[&past]) }{ " " }
                            <button type="button" class="text-button" onclick={undo}>{ t("Undo") }</button>
                        </p>
                    }
                </div>
                { work(state.work, cancel) }
            </div>
            <div role="alert" class="alert-place">
                if let Some(problem) = &state.problem {
                    <div class="alert">
                        <p class="alert-message">{ &problem.message }</p>
                        <p>{ &problem.hint }</p>
                    </div>
                }
            </div>
        </div>
    }
}

/// Reads the text, and folds it away as soon as that is done.
fn analyze(bench: &Bench) {
    bench.dispatch.dispatch(Action::Editing(false));
    bench.reader.analyze(bench.draft());
}

/// What a folded text is: the name of its file, or where it was published.
fn what_it_is(state: &State, file: Option<&str>) -> String {
    let publisher =
        || state.reading.as_ref()?.analysis.article.publisher.as_ref().map(|publisher| publisher.value.clone());
    file.map(str::to_owned).or_else(publisher).unwrap_or_else(|| t("Article").to_owned())
}

/// How far the reading has come, and the way to stop it.
fn work(work: Work, cancel: Callback<MouseEvent>) -> Html {
    let Work::Busy(share) = work else { return Html::default() };
    html! {
        <div class="work">
            if let Some(share) = share {
                <progress aria-label={t("Progress of the analysis")} max="100" value={((share * 100.0) as u32).to_string()}></progress>
            } else {
                <progress aria-label={t("Progress of the analysis")}></progress>
            }
            <button type="button" class="button button-small" onclick={cancel}>{ t("Cancel") }</button>
        </div>
    }
}

fn status(state: &State) -> String {
    match (&state.work, state.engine) {
        (Work::Busy(_), Engine::Loading) => t("Getting the engine ready\u{2026}").to_owned(),
        (Work::Busy(_), _) => t("Reading\u{2026}").to_owned(),
        (Work::Idle, _) if state.problem.is_some() => String::new(),
        (Work::Idle, _) => match (&state.notice, &state.reading) {
            (Some(notice), _) => notice.to_string(),
            (None, Some(reading)) => reading.summary(),
            (None, None) => String::new(),
        },
    }
}

/// What becomes of the text when the page is reloaded, and the one click that changes it. `past`: whether another one can be had back.
fn kept(kept: Kept, past: bool, forget: Callback<MouseEvent>, resume: Callback<MouseEvent>) -> Html {
    let (words, button) = match kept {
        Kept::Nothing => return Html::default(),
        Kept::Before => ("", Some((t("Forget it"), forget))),
        Kept::Here => (t("Your text is kept on this device only, until you clear it."), Some((t("Forget it"), forget))),
        Kept::Off => (t("Your text is not kept: a reload loses it."), Some((t("Keep it"), resume))),
        Kept::Refused => (
            t(
                "This browser keeps nothing for this page (a private window, or no space left): a reload loses your text.",
            ),
            None,
        ),
    };
    html! {
        <span class="kept-draft">
            { " " }{ words }{ " " }
            if kept == Kept::Before || past && kept == Kept::Here {
                { t("The text before it is kept on this device for Undo.") }{ " " }
            }
            if let Some((name, onclick)) = button {
                <button type="button" class="text-button" {onclick}>{ name }</button>
            }
        </span>
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_example_is_as_long_as_a_real_article() {
        let words = crate::segments::count_words(include_str!("../../../static/example.txt"));
        assert!((600..=800).contains(&words), "{words} words");
    }
}
