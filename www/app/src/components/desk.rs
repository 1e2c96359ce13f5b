//! Where an article is put down: the text box, what can be done with it, and what the engine says.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    ClipboardEvent, DataTransfer, DragEvent, File, HtmlElement, HtmlInputElement, HtmlTextAreaElement, KeyboardEvent,
};
use yew::prelude::*;

use super::export::Export;
use crate::app;
use crate::dom;
use crate::engine::{BlockChoice, Draft};
use crate::hooks::Reader;
use crate::reading::Reading;
use crate::state::{Action, Choice, Engine, Problem, State, Work};

/// The article that shows everything.
const EXAMPLE: &str = include_str!("../example.txt");

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
    pub(crate) shell: app::Props,
}

/// What the handlers of the desk share.
#[derive(Clone)]
struct Bench {
    text_box: NodeRef,
    /// The formatted form of what the text box holds.
    html: Rc<std::cell::RefCell<Option<Rc<str>>>>,
    /// What the reader said of the blocks of this text.
    blocks: Rc<std::cell::RefCell<Vec<BlockChoice>>>,
    dispatch: UseReducerDispatcher<State>,
    reader: Reader,
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

    /// Replaces the text and its formatted form, and reads it.
    fn put(&self, text: &str, html: Option<Rc<str>>) {
        if let Some(text_box) = self.text_box.cast::<HtmlTextAreaElement>() {
            text_box.set_value(text);
            text_box.set_scroll_top(0);
        }
        self.set_html(html);
        self.reader.read(self.draft());
    }

    fn set_html(&self, html: Option<Rc<str>>) {
        self.dispatch.dispatch(Action::Rich(html.is_some()));
        *self.html.borrow_mut() = html;
        self.blocks.borrow_mut().clear();
    }

    /// Takes the reader's word on a block of what was read, and reads the text again with it.
    fn choose(&self, choice: Choice, reading: &Reading) {
        let Some(block) = reading.analysis.article.blocks.get(choice.block) else { return };
        if !reading.with_formatting {
            // The words were read as plain text, and the offsets are of that.
            self.html.borrow_mut().take();
        }
        self.blocks.borrow_mut().push(BlockChoice { start: block.start, end: block.end, body: choice.body });
        self.reader.read(self.draft());
    }

    /// Reads the draft without being asked: an empty one is no mistake then.
    fn read_quietly(&self) {
        if self.text().trim().is_empty() {
            self.reader.stop();
            self.dispatch.dispatch(Action::Cleared);
        } else {
            self.reader.read(self.draft());
        }
    }

    /// Reads the draft quietly once the keyboard rests.
    fn read_after_pause(&self) {
        let bench = self.clone();
        self.reader.after_pause(move || bench.read_quietly());
    }

    fn open(&self, file: File) {
        let bench = self.clone();
        spawn_local(async move {
            let name = file.name();
            let limit = newsglass::MAX_INPUT_BYTES;
            if !is_readable(&name, &file.type_()) {
                bench.dispatch.dispatch(Action::Failed(Problem::new(
                    "invalid_option",
                    format!("\u{201c}{name}\u{201d} is not a text or HTML file."),
                    "Open a .txt, .html or .md file, or copy the article and paste it here.",
                )));
            } else if file.size() > limit as f64 {
                bench.dispatch.dispatch(Action::Failed(Problem::new(
                    "input_too_large",
                    format!("\u{201c}{name}\u{201d} has {} bytes; the limit is {limit}.", file.size()),
                    "Open one article at a time.",
                )));
            } else if let Some(text) = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string()) {
                match is_html(&name, &file.type_()).then(|| dom::words_of(&text)).flatten() {
                    Some(words) => bench.put(&words, Some(text.into())),
                    None => bench.put(&text, None),
                }
            } else {
                bench.dispatch.dispatch(Action::Failed(Problem::new(
                    "invalid_utf8",
                    format!("\u{201c}{name}\u{201d} could not be read."),
                    "Check that the file is still there and that you may open it.",
                )));
            }
        });
    }
}

/// The text box with its buttons, messages and errors.
#[component]
pub(crate) fn Desk(props: &DeskProps) -> Html {
    let state = &props.state;
    let html = use_mut_ref(|| None::<Rc<str>>);
    let blocks = use_mut_ref(Vec::new);
    let pasted = use_mut_ref(|| None::<Option<Rc<str>>>);
    let chooser = use_node_ref();
    let dragging = use_state_eq(|| false);
    let bench = Bench {
        text_box: props.text_box.clone(),
        html,
        blocks,
        dispatch: props.dispatch.clone(),
        reader: props.reader.clone(),
    };
    if !state.rich {
        bench.html.borrow_mut().take();
    }
    if state.choice.is_none() {
        bench.blocks.borrow_mut().clear();
    }
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
        });
    }

    let on = |act: fn(&Bench)| {
        let bench = bench.clone();
        Callback::from(move |_: MouseEvent| act(&bench))
    };
    let analyze = on(|bench| bench.reader.read(bench.draft()));
    let example = on(|bench| bench.put(EXAMPLE, None));
    let cancel = on(|bench| bench.reader.cancel());
    let as_plain_text = on(|bench| {
        bench.set_html(None);
        bench.read_quietly();
    });
    let clear = on(|bench| {
        bench.reader.stop();
        bench.set_html(None);
        if let Some(text_box) = bench.text_box.cast::<HtmlTextAreaElement>() {
            text_box.set_value("");
            dom::focus(&text_box);
        }
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
            if let Some(file) = input.files().and_then(|files| files.item(0)) {
                bench.open(file);
            }
            input.set_value("");
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
                bench.set_html(html);
                bench.read_quietly();
            }
            None => {
                bench.set_html(None);
                bench.read_after_pause();
            }
        })
    };
    let onkeydown = {
        let bench = bench.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                event.prevent_default();
                bench.reader.read(bench.draft());
            }
        })
    };
    let ondragover = {
        let dragging = dragging.clone();
        Callback::from(move |event: DragEvent| {
            if event.data_transfer().is_some_and(|data| has_files(&data)) {
                event.prevent_default();
                dragging.set(true);
            }
        })
    };
    let ondragleave = {
        let dragging = dragging.clone();
        Callback::from(move |_: DragEvent| dragging.set(false))
    };
    let ondrop = {
        let (bench, dragging) = (bench.clone(), dragging.clone());
        Callback::from(move |event: DragEvent| {
            dragging.set(false);
            let files = event.data_transfer().and_then(|data| data.files());
            if let Some(file) = files.and_then(|files| files.item(0)) {
                event.prevent_default();
                bench.open(file);
            }
        })
    };

    let compact = state.reading.is_some();
    let desk = classes!("desk", compact.then_some("desk-compact"), dragging.then_some("desk-dragging"));
    html! {
        <div class={desk} {ondragover} {ondragleave} {ondrop}>
            <div class="desk-bar">
                <label class="desk-label" for="article">{ "Article" }</label>
                <div class="desk-buttons">
                    <button type="button" class="button button-first" onclick={analyze}>{ "Analyze" }</button>
                    <button type="button" class="button" onclick={example}>{ "Try an example" }</button>
                    <button type="button" class="button" onclick={choose}>{ "Open file" }</button>
                    <button type="button" class="button" onclick={clear}>{ "Clear" }</button>
                    <Export reading={state.reading.clone()} />
                </div>
                <input ref={chooser} type="file" hidden=true aria-hidden="true" tabindex="-1"
                    accept=".txt,.md,.markdown,.html,.htm,text/plain,text/html,text/markdown" {onchange} />
            </div>
            <textarea ref={props.text_box.clone()} id="article" class="text-box" spellcheck="false" autocomplete="off"
                aria-describedby="promise" placeholder="Paste a news article, or drop a file here. Menus, captions and ads may come along."
                {oninput} {onpaste} {onkeydown} />
            <p class="promise" id="promise">
                { "Nothing you paste leaves this page." }
                <span class="promise-more">{ " Ctrl+Enter analyzes." }</span>
                if state.rich && state.reading.as_ref().is_some_and(|reading| reading.with_formatting) {
                    <span class="rich">
                        { " Read with the formatting it was copied with. " }
                        <button type="button" class="text-button" onclick={as_plain_text}>{ "Read it as plain text" }</button>
                    </span>
                }
            </p>
            <div class="desk-says">
                <p class="status" role="status">{ status(state) }</p>
                if let Work::Busy(share) = state.work {
                    <div class="work">
                        if let Some(share) = share {
                            <progress aria-label="Progress of the analysis" max="1" value={share.to_string()}></progress>
                        } else {
                            <progress aria-label="Progress of the analysis"></progress>
                        }
                        <button type="button" class="button button-small" onclick={cancel}>{ "Cancel" }</button>
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
        (Work::Busy(_), Engine::Loading) => "Getting the engine ready\u{2026}".to_owned(),
        (Work::Busy(_), _) => "Reading\u{2026}".to_owned(),
        (Work::Idle, _) if state.problem.is_some() => String::new(),
        (Work::Idle, _) => match (state.notice, &state.reading) {
            (Some(notice), _) => notice.to_owned(),
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

fn has_files(data: &DataTransfer) -> bool {
    data.types().iter().any(|kind| kind.as_string().is_some_and(|kind| kind == "Files"))
}

fn is_html(name: &str, media_type: &str) -> bool {
    let name = name.to_ascii_lowercase();
    media_type == "text/html" || [".html", ".htm", ".xhtml"].iter().any(|ending| name.ends_with(ending))
}

/// Whether a file of this name and media type can hold an article.
fn is_readable(name: &str, media_type: &str) -> bool {
    const ENDINGS: [&str; 7] = [".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".text"];
    let name = name.to_ascii_lowercase();
    media_type.starts_with("text/") || ENDINGS.iter().any(|ending| name.ends_with(ending))
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
    fn text_and_html_files_are_opened_and_others_are_not() {
        assert!(is_readable("Story.TXT", ""));
        assert!(is_readable("page.html", "text/html"));
        assert!(is_readable("notes", "text/plain"));
        assert!(!is_readable("photo.jpg", "image/jpeg"));
        assert!(!is_readable("report.pdf", "application/pdf"));
    }

    #[test]
    fn the_example_is_as_long_as_a_real_article() {
        let words = crate::reading::count_words(EXAMPLE);
        assert!((600..=800).contains(&words), "{words} words");
    }
}
