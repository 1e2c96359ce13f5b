//! Where an article is put down: the text box, what can be done with it, and what the engine says.

use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{
    ClipboardEvent, DataTransfer, DragEvent, File, FileList, HtmlElement, HtmlInputElement, HtmlTextAreaElement,
    KeyboardEvent,
};
use yew::prelude::*;

use super::export::Export;
use super::ways::Ways;
use crate::engine::{BlockChoice, Draft};
use crate::hooks::Reader;
use crate::language::t;
use crate::reading::Reading;
use crate::shell::Shell;
use crate::state::{Action, Choice, Engine, Kept, Problem, State, Work};
use crate::{device, dom, fragment};

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

/// What the handlers of the desk share.
#[derive(Clone)]
struct Bench {
    text_box: NodeRef,
    /// The formatted form of what the text box holds.
    html: Rc<std::cell::RefCell<Option<Rc<str>>>>,
    /// What the reader said of the blocks of this text.
    blocks: Rc<std::cell::RefCell<Vec<BlockChoice>>>,
    shelf: Rc<std::cell::RefCell<Shelf>>,
    /// Draws the shelf anew.
    redraw: UseForceUpdateHandle,
    dispatch: UseReducerDispatcher<State>,
    reader: Reader,
}

/// Files that are open together.
#[derive(Default)]
struct Shelf {
    /// Each with its name, and what is in the text box when it is its turn.
    files: Vec<(String, Draft)>,
    /// The one that is in the text box.
    active: Option<usize>,
    /// What could not be read, and other things to know.
    notes: Vec<String>,
}

impl Bench {
    fn text(&self) -> String {
        self.text_box.cast::<HtmlTextAreaElement>().map(|text_box| text_box.value()).unwrap_or_default()
    }

    fn draft(&self) -> Draft {
        Draft {
            text: self.text().into(),
            html: self.html.borrow().clone(),
            blocks: self.blocks.borrow().as_slice().into(),
        }
    }

    /// Replaces the text and all that goes with it, and reads it.
    fn put(&self, draft: &Draft) {
        if let Some(text_box) = self.text_box.cast::<HtmlTextAreaElement>() {
            text_box.set_value(&draft.text);
            text_box.set_scroll_top(0);
        }
        self.set_html(draft.html.clone());
        self.blocks.borrow_mut().extend_from_slice(&draft.blocks);
        self.reader.analyze(self.draft());
    }

    fn set_html(&self, html: Option<Rc<str>>) {
        self.dispatch.dispatch(Action::Rich(html.is_some()));
        *self.html.borrow_mut() = html;
        self.blocks.borrow_mut().clear();
    }

    /// Has the text kept on this device, as it is when the keyboard rests.
    fn keep(&self) {
        if let Some(text_box) = self.text_box.cast::<HtmlTextAreaElement>() {
            device::keep_draft(&text_box, self.html.borrow().as_deref(), &self.blocks.borrow());
        }
    }

    /// Takes the reader's word on a block of what was read, and reads the text again with it.
    fn choose(&self, choice: Choice, reading: &Reading) {
        let Some(block) = reading.analysis.article.blocks.get(choice.block) else { return };
        if !reading.with_formatting {
            // The words were read as plain text, and the offsets are of that.
            self.html.borrow_mut().take();
        }
        self.blocks.borrow_mut().push(BlockChoice { start: block.start, end: block.end, body: choice.body });
        self.keep();
        self.reader.analyze(self.draft());
    }

    /// Reads the draft without being asked: an empty one is no mistake then.
    fn read_quietly(&self) {
        if self.text().trim().is_empty() {
            self.reader.stop();
            self.dispatch.dispatch(Action::Cleared);
        } else {
            self.reader.analyze(self.draft());
        }
    }

    /// Reads the draft quietly once the keyboard rests.
    fn read_after_pause(&self) {
        let bench = self.clone();
        self.reader.after_pause(move || bench.read_quietly());
    }

    /// Says why what the reader gave is not opened. What is there stays, and is read if that is due.
    fn not_opened(&self, problem: Problem) {
        self.dispatch.dispatch(Action::NotOpened(problem, self.reader.is_due()));
    }

    /// Opens files together: the first is read, the others wait their turn.
    fn open(&self, files: Vec<File>) {
        let bench = self.clone();
        spawn_local(async move {
            let mut shelf = Shelf::default();
            let mut first_problem = None;
            for file in files {
                match device::read_file(&file).await {
                    Ok(opened) => {
                        shelf.notes.extend(opened.note.map(|note| format!("\u{201c}{}\u{201d}: {note}", opened.name)));
                        shelf.files.push((opened.name, draft_of(opened.text, opened.html)));
                    }
                    Err(problem) => {
                        shelf.notes.push(format!("{} {}", problem.message, problem.hint));
                        first_problem.get_or_insert(problem);
                    }
                }
            }
            match (shelf.files.is_empty(), first_problem) {
                // Nothing to read: what is there stays.
                (true, Some(problem)) => bench.not_opened(problem),
                (true, None) => {}
                (false, _) => {
                    *bench.shelf.borrow_mut() = shelf;
                    bench.turn_to(0);
                }
            }
        });
    }

    /// Puts the file of that number into the text box; what was there goes back to its file, with what was done to it.
    fn turn_to(&self, number: usize) {
        let mut shelf = self.shelf.borrow_mut();
        let now = self.draft();
        if let Some((_, draft)) = shelf.active.and_then(|active| shelf.files.get_mut(active)) {
            *draft = now;
        }
        let Some((_, draft)) = shelf.files.get(number) else { return };
        let draft = draft.clone();
        shelf.active = Some(number);
        drop(shelf);
        self.put(&draft);
        self.keep();
        self.redraw.force_update();
    }

    fn clear_shelf(&self) {
        *self.shelf.borrow_mut() = Shelf::default();
        self.redraw.force_update();
    }

    /// Opens the article in the address, or else the draft that was kept, if nothing has been typed yet.
    fn arrive(&self) {
        let bench = self.clone();
        // What another program has shared is on its way (files.js): it comes instead of the draft that was kept.
        let announced =
            web_sys::window().and_then(|window| window.location().hash().ok()).is_some_and(|hash| hash == "#shared");
        spawn_local(async move {
            let shared = bench.open_shared().await || announced;
            let dispatch = bench.dispatch.clone();
            let may_take = !shared && bench.text().is_empty();
            let kept = device::kept_draft(may_take, move |kept| dispatch.dispatch(Action::Kept(kept))).await;
            if let Some(draft) = kept.filter(|_| !shared && bench.text().is_empty()) {
                bench.put(&draft);
            } else if !shared && !bench.text().is_empty() {
                bench.keep();
            }
        });
    }

    /// Opens the article in the address, if there is one. It is there for the next time, too, so it is not kept.
    async fn open_shared(&self) -> bool {
        match fragment::shared_article().await {
            Some(Ok(text)) => {
                let is_page = fragment::is_page(&text);
                self.clear_shelf();
                self.put(&draft_of(text, is_page));
                true
            }
            Some(Err(problem)) => {
                self.not_opened(problem);
                true
            }
            None => false,
        }
    }
}

/// A text or a page of HTML as a draft.
fn draft_of(text: String, is_html: bool) -> Draft {
    match is_html.then(|| dom::words_of(&text)).flatten() {
        Some(words) => Draft { text: words.into(), html: Some(text.into()), blocks: Rc::default() },
        None => Draft { text: text.into(), html: None, blocks: Rc::default() },
    }
}

/// The text box with its buttons, messages and errors.
#[component]
pub(crate) fn Desk(props: &DeskProps) -> Html {
    let state = &props.state;
    let html = use_mut_ref(|| None::<Rc<str>>);
    let blocks = use_mut_ref(Vec::new);
    let shelf = use_mut_ref(Shelf::default);
    let redraw = use_force_update();
    let pasted = use_mut_ref(|| None::<Option<Rc<str>>>);
    let chooser = use_node_ref();
    let dragging = use_state_eq(|| false);
    let bench = Bench {
        text_box: props.text_box.clone(),
        html,
        blocks,
        shelf,
        redraw,
        dispatch: props.dispatch.clone(),
        reader: props.reader.clone(),
    };
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
        // The first effect: by now everything is drawn.
        use_effect_with(props.shell.clone(), move |shell| {
            let early = shell.take_place();
            if let Some((typed, caret)) = &early.typed
                && let Some(text_box) = bench.text_box.cast::<HtmlTextAreaElement>()
            {
                text_box.set_value(typed);
                if let Some((start, end)) = *caret {
                    // A caret that cannot be set stands at the end.
                    let _ = text_box.set_selection_range(start, end);
                }
                bench.read_after_pause();
            }
            early.restore_focus();
            bench.arrive();
            let opening = bench.clone();
            device::receive_files(move |files| opening.open(files));
            let listener = web_sys::window().map(|window| {
                EventListener::new(&window, "hashchange", move |_| {
                    let bench = bench.clone();
                    spawn_local(async move {
                        bench.open_shared().await;
                    });
                })
            });
            move || drop(listener)
        });
    }
    {
        // Files may be dropped anywhere: beside the desk the browser would leave the page for them.
        let (bench, dragging) = (bench.clone(), dragging.clone());
        use_effect_with((), move |()| {
            let listen = |name: &'static str, act: Box<dyn Fn(&DragEvent)>| {
                let window = web_sys::window()?;
                let options = EventListenerOptions::enable_prevent_default();
                Some(EventListener::new_with_options(&window, name, options, move |event| {
                    if let Some(event) = event.dyn_ref::<DragEvent>().filter(|event| carries_files(event)) {
                        act(event);
                    }
                }))
            };
            let over = dragging.clone();
            let dragover = listen(
                "dragover",
                Box::new(move |event| {
                    event.prevent_default();
                    over.set(true);
                }),
            );
            let left = dragging.clone();
            let dragleave = listen("dragleave", Box::new(move |event| left.set(event.related_target().is_some())));
            let drop_ = listen(
                "drop",
                Box::new(move |event| {
                    event.prevent_default();
                    dragging.set(false);
                    bench.open(event.data_transfer().and_then(|data| data.files()).map(listed).unwrap_or_default());
                }),
            );
            move || drop((dragover, dragleave, drop_))
        });
    }

    let on = |act: fn(&Bench)| {
        let bench = bench.clone();
        Callback::from(move |_: MouseEvent| act(&bench))
    };
    let analyze = on(|bench| bench.reader.analyze(bench.draft()));
    let example = on(|bench| {
        bench.clear_shelf();
        let bench = bench.clone();
        spawn_local(async move {
            match device::example().await {
                Ok(text) => bench.put(&draft_of(text, false)),
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
    let resume = on(|bench| {
        if let Some(text_box) = bench.text_box.cast::<HtmlTextAreaElement>() {
            device::resume_keeping(text_box, bench.html.borrow().clone(), bench.blocks.borrow().clone());
        }
    });
    let clear = on(|bench| {
        bench.reader.stop();
        bench.set_html(None);
        if let Some(text_box) = bench.text_box.cast::<HtmlTextAreaElement>() {
            text_box.set_value("");
            dom::focus(&text_box);
        }
        bench.clear_shelf();
        bench.keep();
        bench.dispatch.dispatch(Action::Cleared);
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
            let data = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
            *pasted.borrow_mut() = data.filter(|_| replaces_all(&bench.text_box)).map(|data| formatted(&data));
        })
    };
    let oninput = {
        let bench = bench.clone();
        Callback::from(move |_: InputEvent| match pasted.borrow_mut().take() {
            Some(html) => {
                // Another text than that of any open file.
                bench.shelf.borrow_mut().active = None;
                bench.set_html(html);
                bench.keep();
                bench.read_quietly();
            }
            None => {
                bench.set_html(None);
                bench.keep();
                bench.read_after_pause();
            }
        })
    };
    let onkeydown = {
        let bench = bench.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                event.prevent_default();
                bench.reader.analyze(bench.draft());
            }
        })
    };
    let shelf = bench.shelf.borrow();
    let tome = |(number, (name, _)): (usize, &(String, Draft))| {
        let bench = bench.clone();
        let onclick = Callback::from(move |_: MouseEvent| bench.turn_to(number));
        let current = (shelf.active == Some(number)).then_some("true");
        html! { <li><button type="button" class="tome" aria-current={current} {onclick}>{ name }</button></li> }
    };

    let compact = state.reading.is_some();
    let desk = classes!("desk", compact.then_some("desk-compact"), dragging.then_some("desk-dragging"));
    html! {
        <div class={desk}>
            <div class="desk-bar">
                <label class="desk-label" for="article">{ t("Article") }</label>
                <div class="desk-buttons">
                    <button type="button" class="button button-first" onclick={analyze}>{ t("Analyze") }</button>
                    <button type="button" class="button" onclick={example}>{ t("Try an example") }</button>
                    <button type="button" class="button" onclick={choose}>{ t("Open file") }</button>
                    <button type="button" class="button" onclick={clear}>{ t("Clear") }</button>
                    <Export key={state.language} reading={state.reading.clone()} reader={props.reader.clone()} dispatch={props.dispatch.clone()} />
                </div>
                <input ref={chooser} type="file" hidden=true aria-hidden="true" tabindex="-1" multiple=true
                    accept=".txt,.text,.md,.markdown,.html,.htm,.xhtml,.docx,text/plain,text/html,text/markdown" {onchange} />
            </div>
            <textarea ref={props.text_box.clone()} id="article" class="text-box" spellcheck="false" autocomplete="off"
                aria-describedby="promise" placeholder={t("Paste a news article, or drop a file here. Menus, captions and ads may come along.")}
                {oninput} {onpaste} {onkeydown} />
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
                { kept(state.kept, forget, resume) }
            </p>
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
                if let Work::Busy(share) = state.work {
                    <div class="work">
                        if let Some(share) = share {
                            <progress aria-label={t("Progress of the analysis")} max="100" value={((share * 100.0) as u32).to_string()}></progress>
                        } else {
                            <progress aria-label={t("Progress of the analysis")}></progress>
                        }
                        <button type="button" class="button button-small" onclick={cancel}>{ t("Cancel") }</button>
                    </div>
                }
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

/// Whether a paste into the text box replaces everything in it.
fn replaces_all(text_box: &NodeRef) -> bool {
    let Some(text_box) = text_box.cast::<HtmlTextAreaElement>() else { return false };
    let length = text_box.text_length();
    let start = text_box.selection_start().ok().flatten().unwrap_or(length);
    let end = text_box.selection_end().ok().flatten().unwrap_or(0);
    length == 0 || (start == 0 && end >= length)
}

/// The formatted flavour of the clipboard, if there is more to it than a wrapper around plain text.
fn formatted(data: &DataTransfer) -> Option<Rc<str>> {
    let html = data.get_data("text/html").ok()?;
    tells_structure(&html).then(|| html.into())
}

/// Whether markup says at least twice what kind of block something is.
fn tells_structure(html: &str) -> bool {
    const BLOCKS: [&str; 14] = [
        "<p",
        "<h1",
        "<h2",
        "<h3",
        "<h4",
        "<li",
        "<article",
        "<section",
        "<header",
        "<nav",
        "<blockquote",
        "<figure",
        "<time",
        "<aside",
    ];
    let html = html.to_ascii_lowercase();
    let opens = |tag: &str| {
        html.match_indices(tag)
            .filter(|(at, _)| {
                let next = html.as_bytes().get(at + tag.len());
                next.is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'>' || *byte == b'/')
            })
            .take(2)
            .count()
    };
    BLOCKS.iter().map(|tag| opens(tag)).sum::<usize>() >= 2
}

fn carries_files(event: &DragEvent) -> bool {
    let kinds = event.data_transfer().map(|data| data.types());
    kinds.is_some_and(|kinds| kinds.iter().any(|kind| kind.as_string().is_some_and(|kind| kind == "Files")))
}

fn listed(files: FileList) -> Vec<File> {
    (0..files.length()).filter_map(|index| files.item(index)).collect()
}

/// What becomes of the text when the page is reloaded, and the one click that changes it.
fn kept(kept: Kept, forget: Callback<MouseEvent>, resume: Callback<MouseEvent>) -> Html {
    let (words, button) = match kept {
        Kept::Nothing => return Html::default(),
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
            if let Some((name, onclick)) = button {
                <button type="button" class="text-button" {onclick}>{ name }</button>
            }
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrapper_around_plain_text_is_not_formatting() {
        assert!(!tells_structure("<meta charset='utf-8'><span>One line.</span>"));
        assert!(!tells_structure("<html><body><pre>code</pre><path d=''><param></body></html>"));
        assert!(!tells_structure("<p>One paragraph.</p>"));
        assert!(tells_structure("<h1>Title</h1><P class=x>Words.</P>"));
        assert!(tells_structure("<p>One.</p>\n<p>Two.</p>"));
    }

    #[test]
    fn the_example_is_as_long_as_a_real_article() {
        let words = crate::segments::count_words(include_str!("../../../static/example.txt"));
        assert!((600..=800).contains(&words), "{words} words");
    }
}
