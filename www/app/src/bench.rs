//! The text that is worked on: where it comes from, what goes with it, and the one that it took the place of.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::{File, HtmlTextAreaElement};
use yew::prelude::*;

use crate::engine::{BlockChoice, Draft};
use crate::hooks::Reader;
use crate::reading::Reading;
use crate::state::{Action, Choice, Problem, State};
use crate::{device, dom, fragment};

/// How many characters of a text's first line tell which text it is.
const NAME: usize = 60;

/// What the handlers of the desk share.
#[derive(Clone)]
pub(crate) struct Bench {
    /// The text box, which keeps the words.
    pub(crate) text_box: NodeRef,
    /// Draws the desk anew after a change of what follows.
    pub(crate) redraw: UseForceUpdateHandle,
    /// Changes the state of the page.
    pub(crate) dispatch: UseReducerDispatcher<State>,
    /// Reads drafts.
    pub(crate) reader: Reader,
    /// What goes with the words.
    pub(crate) papers: Rc<RefCell<Papers>>,
}

/// What goes with the words of the text box.
#[derive(Default)]
pub(crate) struct Papers {
    /// Their formatted form.
    html: Option<Rc<str>>,
    /// What the reader said of the blocks of this text.
    blocks: Vec<BlockChoice>,
    /// Where the reader says that it stands on the web.
    address: Option<Rc<str>>,
    /// The files that are open together.
    pub(crate) shelf: Shelf,
    /// What the text took the place of.
    past: Option<Past>,
}

/// Files that are open together.
#[derive(Default)]
pub(crate) struct Shelf {
    /// Each with its name, and what is in the text box when it is its turn.
    pub(crate) files: Vec<(String, Draft)>,
    /// The one that is in the text box.
    pub(crate) active: Option<usize>,
    /// What could not be read, and other things to know.
    pub(crate) notes: Vec<String>,
}

/// A text that another one took the place of, with the files that were open.
struct Past {
    draft: Draft,
    shelf: Shelf,
}

impl Bench {
    fn text(&self) -> String {
        self.text_box.cast::<HtmlTextAreaElement>().map(|text_box| text_box.value()).unwrap_or_default()
    }

    /// What is there now, ready for the engine.
    pub(crate) fn draft(&self) -> Draft {
        self.papers.borrow().draft(self.text())
    }

    /// Replaces the text and all that goes with it, and reads it.
    fn put(&self, draft: &Draft) {
        if let Some(text_box) = self.text_box.cast::<HtmlTextAreaElement>() {
            text_box.set_value(&draft.text);
            text_box.set_scroll_top(0);
        }
        self.set_html(draft.html.clone());
        {
            let mut papers = self.papers.borrow_mut();
            papers.blocks.extend_from_slice(&draft.blocks);
            papers.address.clone_from(&draft.address);
        }
        self.dispatch.dispatch(Action::Editing(false));
        self.reader.analyze(self.draft());
    }

    /// The same for another article: the one that was there can be had back.
    pub(crate) fn begin(&self, draft: &Draft) {
        self.put_aside(&draft.text);
        self.leave_file();
        self.put(draft);
        self.keep();
        self.redraw.force_update();
    }

    /// What comes now is another text than that of any open file.
    pub(crate) fn leave_file(&self) {
        self.papers.borrow_mut().shelf.active = None;
    }

    /// Keeps the text that is there, and the files with it, for [`Bench::undo`], unless there is none or `next` is the same.
    fn put_aside(&self, next: &str) {
        let draft = self.draft();
        if draft.text.trim().is_empty() || *draft.text == *next {
            return;
        }
        let mut papers = self.papers.borrow_mut();
        let shelf = std::mem::take(&mut papers.shelf);
        papers.past = Some(Past { draft, shelf });
    }

    /// Brings back what was put aside last, and puts aside in its turn what took its place.
    pub(crate) fn undo(&self) {
        let Some(past) = self.papers.borrow_mut().past.take() else { return };
        self.put_aside(&past.draft.text);
        self.papers.borrow_mut().shelf = past.shelf;
        self.put(&past.draft);
        self.keep();
        self.redraw.force_update();
    }

    /// The first line of what [`Bench::undo`] brings back.
    pub(crate) fn past_name(&self) -> Option<String> {
        let papers = self.papers.borrow();
        papers.past.as_ref().map(|past| name_of(&past.draft.text))
    }

    /// Takes everything away, and leaves an empty text box with the focus.
    pub(crate) fn clear(&self) {
        self.reader.stop();
        self.put_aside("");
        self.set_html(None);
        if let Some(text_box) = self.text_box.cast::<HtmlTextAreaElement>() {
            text_box.set_value("");
            dom::focus(&text_box);
        }
        {
            let mut papers = self.papers.borrow_mut();
            papers.shelf = Shelf::default();
            papers.address = None;
        }
        self.keep();
        self.dispatch.dispatch(Action::Cleared);
        self.redraw.force_update();
    }

    /// Takes note of the formatted form of the words.
    pub(crate) fn set_html(&self, html: Option<Rc<str>>) {
        self.dispatch.dispatch(Action::Rich(html.is_some()));
        let mut papers = self.papers.borrow_mut();
        papers.html = html;
        papers.blocks.clear();
    }

    /// Has the text kept on this device, as it is when the keyboard rests.
    pub(crate) fn keep(&self) {
        if let Some(text_box) = self.text_box.cast::<HtmlTextAreaElement>() {
            let papers = self.papers.borrow();
            device::keep_draft(&text_box, &papers.draft(String::new()), papers.past());
        }
    }

    /// Keeps again, after the reader wanted nothing kept.
    pub(crate) fn resume_keeping(&self) {
        if let Some(text_box) = self.text_box.cast::<HtmlTextAreaElement>() {
            let papers = self.papers.borrow();
            device::resume_keeping(text_box, papers.draft(String::new()), papers.past().cloned());
        }
    }

    /// Takes the reader's word on a block of what was read, and reads the text again with it.
    pub(crate) fn choose(&self, choice: Choice, reading: &Reading) {
        let Some(block) = reading.analysis.article.blocks.get(choice.block) else { return };
        {
            let mut papers = self.papers.borrow_mut();
            if !reading.with_formatting {
                // The words were read as plain text, and the offsets are of that.
                papers.html = None;
            }
            papers.blocks.push(BlockChoice { start: block.start, end: block.end, body: choice.body });
        }
        self.keep();
        self.reader.analyze(self.draft());
    }

    /// Takes the reader's word on where the article stands, and reads it again with that: its date and publisher may follow from it.
    pub(crate) fn set_address(&self, address: Option<Rc<str>>) {
        self.papers.borrow_mut().address = address;
        self.keep();
        self.read_quietly();
    }

    /// What comes now is another article, which stands elsewhere.
    pub(crate) fn leave_address(&self) {
        self.papers.borrow_mut().address = None;
    }

    /// Reads the draft without being asked: an empty one is no mistake then.
    pub(crate) fn read_quietly(&self) {
        if self.text().trim().is_empty() {
            self.reader.stop();
            self.leave_address();
            self.dispatch.dispatch(Action::Cleared);
        } else {
            self.reader.analyze(self.draft());
        }
    }

    /// Reads the draft quietly once the keyboard rests.
    pub(crate) fn read_after_pause(&self) {
        let bench = self.clone();
        self.reader.after_pause(move || bench.read_quietly());
    }

    /// Says why what the reader gave is not opened. What is there stays, and is read if that is due.
    pub(crate) fn not_opened(&self, problem: Problem) {
        self.dispatch.dispatch(Action::NotOpened(problem, self.reader.is_due()));
    }

    /// Opens files together: the first is read, the others wait their turn.
    pub(crate) fn open(&self, files: Vec<File>) {
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
            let first = shelf.files.first().map(|(_, draft)| draft.clone());
            match (first, first_problem) {
                // Nothing to read: what is there stays.
                (None, Some(problem)) => bench.not_opened(problem),
                (None, None) => {}
                (Some(first), _) => {
                    bench.put_aside(&first.text);
                    bench.papers.borrow_mut().shelf = shelf;
                    bench.turn_to(0);
                }
            }
        });
    }

    /// Puts the file of that number into the text box; what was there goes back to its file, with what was done to it.
    pub(crate) fn turn_to(&self, number: usize) {
        let now = self.draft();
        let draft = {
            let Papers { shelf, .. } = &mut *self.papers.borrow_mut();
            if let Some((_, draft)) = shelf.active.and_then(|active| shelf.files.get_mut(active)) {
                *draft = now;
            }
            let Some((_, draft)) = shelf.files.get(number) else { return };
            shelf.active = Some(number);
            draft.clone()
        };
        self.put(&draft);
        self.keep();
        self.redraw.force_update();
    }

    /// Opens the article in the address, or else the draft that was kept, if nothing has been typed yet.
    pub(crate) fn arrive(&self) {
        let bench = self.clone();
        // What another program has shared is on its way (files.js): it comes instead of the draft that was kept.
        let announced =
            web_sys::window().and_then(|window| window.location().hash().ok()).is_some_and(|hash| hash == "#shared");
        spawn_local(async move {
            let shared = bench.open_shared().await || announced;
            let dispatch = bench.dispatch.clone();
            let may_take = !shared && bench.text().is_empty();
            let kept = device::kept_draft(may_take, move |kept| dispatch.dispatch(Action::Kept(kept))).await;
            match kept.filter(|_| !shared && bench.text().is_empty()) {
                Some((draft, past)) => {
                    bench.papers.borrow_mut().past = past.map(|draft| Past { draft, shelf: Shelf::default() });
                    if draft.text.is_empty() {
                        bench.redraw.force_update();
                    } else {
                        bench.put(&draft);
                    }
                }
                None if !shared && !bench.text().is_empty() => bench.keep(),
                None => {}
            }
        });
    }

    /// Opens the article in the address, if there is one.
    pub(crate) async fn open_shared(&self) -> bool {
        match fragment::shared_article().await {
            Some(Ok(text)) => {
                let is_page = fragment::is_page(&text);
                let draft = draft_of(text, is_page);
                self.put_aside(&draft.text);
                self.papers.borrow_mut().shelf = Shelf::default();
                // It is there for the next time, too, so it is not kept.
                self.put(&draft);
                self.redraw.force_update();
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

impl Papers {
    /// These words with all that goes with them.
    fn draft(&self, text: String) -> Draft {
        let (html, address) = (self.html.clone(), self.address.clone());
        Draft { text: text.into(), html, blocks: self.blocks.as_slice().into(), address }
    }

    fn past(&self) -> Option<&Draft> {
        self.past.as_ref().map(|past| &past.draft)
    }
}

/// A text or a page of HTML as a draft.
pub(crate) fn draft_of(text: String, is_html: bool) -> Draft {
    match is_html.then(|| dom::words_of(&text)).flatten() {
        Some(words) => Draft { text: words.into(), html: Some(text.into()), blocks: Rc::default(), address: None },
        None => Draft { text: text.into(), html: None, blocks: Rc::default(), address: None },
    }
}

/// The first line of a text that has words, cut where it is long.
fn name_of(text: &str) -> String {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    match line.char_indices().nth(NAME) {
        None => line.to_owned(),
        Some((cut, _)) => format!("{}\u{2026}", line.get(..cut).unwrap_or_default().trim_end()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_named_by_its_first_line() {
        assert_eq!(name_of("\n  Bridge to reopen \nBody"), "Bridge to reopen");
        assert_eq!(name_of(""), "");
        let long = name_of(&"bridge ".repeat(20));
        assert!(long.ends_with('\u{2026}') && long.chars().count() <= NAME + 1, "{long}");
    }
}
