//! What the page is showing, and the only ways in which it changes.

use std::rc::Rc;

use yew::Reducible;

use crate::dom;
use crate::language::t;
use crate::reading::Reading;
use crate::selection::{Selection, Step, Tab};

/// The whole state of the page, but for the words in the text box, which the text box itself keeps.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct State {
    /// Whether the engine has arrived.
    pub(crate) engine: Engine,
    /// Whether an analysis is under way.
    pub(crate) work: Work,
    /// What was found last.
    pub(crate) reading: Option<Rc<Reading>>,
    /// What went wrong last.
    pub(crate) problem: Option<Problem>,
    /// Whether the problem has nothing to do with a reading that ends after it.
    pub(crate) beside: Beside,
    /// A line for the reader that is neither a result nor a problem.
    pub(crate) notice: Option<Rc<str>>,
    /// Whether the text is kept on this device.
    pub(crate) kept: Kept,
    /// Whether the text is being written: then the text box stays open beside what was found.
    pub(crate) editing: bool,
    /// Whether the text was pasted with its formatting, which is what the engine then reads.
    pub(crate) rich: bool,
    /// What the reader said last of a block of this text.
    pub(crate) choice: Option<Choice>,
    /// What the reader said last of where this article stands.
    pub(crate) address: Option<Address>,
    /// The quotes to be copied once the reader has been asked for the address of the article; none: the address alone is wanted.
    pub(crate) asking: Option<Rc<[usize]>>,
    /// Whether the reader was asked for the address of this article.
    pub(crate) asked: bool,
    /// Whether every block of the article can be set aside.
    pub(crate) sorting: bool,
    /// The open tab.
    pub(crate) tab: Tab,
    /// How the tab "Quotes" is laid out.
    pub(crate) quotes: QuoteView,
    /// Which highlights are on.
    pub(crate) layers: Layers,
    /// What is pointed at, in list and text alike.
    pub(crate) selection: Option<Selection>,
    /// Where the selection came from; decides which side moves.
    pub(crate) origin: Origin,
    /// Counts the languages that the page has spoken: with each, all words are drawn anew.
    pub(crate) language: usize,
    /// Counts selections, so that the same one made twice moves the page twice.
    pub(crate) turn: usize,
}

/// Whether the engine has arrived.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Engine {
    /// On its way.
    #[default]
    Loading,
    /// Ready to read.
    Ready,
    /// It did not come; the problem says why.
    Missing,
}

/// Whether a problem came up beside a reading, whose end then does not settle it: "This is a PDF" stays when the text that was there
/// before has been read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Beside {
    /// No reading that was asked for before it is left to end.
    #[default]
    Nothing,
    /// One is under way.
    Running,
    /// One begins as soon as the keyboard has rested.
    Due,
}

/// What becomes of the text when the page is reloaded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Kept {
    /// There is nothing to lose.
    #[default]
    Nothing,
    /// It is kept on this device.
    Here,
    /// There is none, and the one before it is kept.
    Before,
    /// The reader wants nothing kept.
    Off,
    /// The browser keeps nothing.
    Refused,
}

/// Whether an analysis is under way.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Work {
    /// No.
    #[default]
    Idle,
    /// Yes; how much of it is done, 0 to 1, when that is known.
    Busy(Option<f64>),
}

/// An error in the contract's form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// For programs.
    pub(crate) code: String,
    /// What happened.
    pub(crate) message: String,
    /// What to do about it.
    pub(crate) hint: String,
}

impl Problem {
    /// A problem of the page itself.
    pub(crate) fn new(code: &str, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { code: code.to_owned(), message: message.into(), hint: hint.into() }
    }
}

/// The reader's word on a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    /// Index into the article's blocks.
    pub(crate) block: usize,
    /// Whether it belongs to the article.
    pub(crate) body: bool,
    /// Tells two equal choices apart.
    pub(crate) turn: usize,
}

/// The reader's word on where the article stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    /// The address; `None` takes it away again.
    pub(crate) value: Option<Rc<str>>,
    /// Tells two equal ones apart.
    turn: usize,
}

/// The order of the quotes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum QuoteOrder {
    /// Each speaker with what they say.
    #[default]
    Speaker,
    /// As in the text.
    Text,
    /// Each one who is spoken of, with who says it.
    About,
}

/// How the tab "Quotes" is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct QuoteView {
    /// In which order.
    pub(crate) order: QuoteOrder,
    /// Whom they are about, by index into the entities; `None`: anybody.
    pub(crate) about: Option<usize>,
    /// Only those in a negative tone.
    pub(crate) negative: bool,
}

/// Which highlights are on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Layers {
    /// Names, dates and amounts.
    pub(crate) entities: bool,
    /// Quoted words and their speakers.
    pub(crate) quotes: bool,
    /// Words that carry tone.
    pub(crate) tone: bool,
}

impl Default for Layers {
    fn default() -> Self {
        Self { entities: true, quotes: true, tone: true }
    }
}

impl Layers {
    /// Under this name the browser remembers them.
    const NAME: &str = "newsglass-layers";

    /// Those that were on in this browser last; all of them at first.
    pub(crate) fn remembered() -> Self {
        dom::remembered(Self::NAME).map_or_else(Self::default, |on| Self::from_words(&on))
    }

    /// Has the browser remember them.
    pub(crate) fn remember(self) {
        dom::remember(Self::NAME, &self.words());
    }

    fn words(self) -> String {
        let names = [(self.entities, "names"), (self.quotes, "quotes"), (self.tone, "tone")];
        names.into_iter().filter_map(|(on, name)| on.then_some(name)).collect::<Vec<_>>().join(" ")
    }

    fn from_words(words: &str) -> Self {
        let on = |name: &str| words.split(' ').any(|word| word == name);
        Self { entities: on("names"), quotes: on("quotes"), tone: on("tone") }
    }
}

/// A layer that can be switched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LayerName {
    /// Names, dates and amounts.
    Entities,
    /// Quoted words and their speakers.
    Quotes,
    /// Words that carry tone.
    Tone,
}

/// Where a selection was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Origin {
    /// In the panel: the text moves.
    #[default]
    List,
    /// At a glance over all, in the panel: the text moves, and the panel opens the card of what is chosen.
    Glance,
    /// In the text, with the pointer: the panel moves, the focus stays.
    Text,
    /// In the text, with the keyboard: the panel moves and takes the focus.
    TextByKey,
}

/// What can happen.
pub(crate) enum Action {
    /// The engine arrived.
    EngineReady,
    /// The engine did not arrive.
    EngineMissing(Problem),
    /// An analysis began.
    Began,
    /// A part of it is done.
    Progressed(f64),
    /// It is done.
    Finished(Rc<Reading>),
    /// It failed, or something else did.
    Failed(Problem),
    /// What the reader gave cannot be opened; and whether a reading of what is there is due (see [`Beside::Due`]).
    NotOpened(Problem, bool),
    /// The reader stopped it.
    Cancelled,
    /// Something is done that shows nowhere else.
    Said(String),
    /// The text is kept on this device, or is not.
    Kept(Kept),
    /// The page speaks another language.
    Spoke,
    /// The text box was emptied.
    Cleared,
    /// The text is being written from now on, or no more.
    Editing(bool),
    /// The text was pasted with or without formatting.
    Rich(bool),
    /// The block with that index belongs to the article, or does not.
    Chose(usize, bool),
    /// The article stands at that address.
    Addressed(Option<Rc<str>>),
    /// The reader is asked for the address, and then these quotes are copied.
    Asked(Rc<[usize]>),
    /// The reader has answered, or not.
    Answered,
    /// The quotes are to be laid out so, in their tab.
    Laid(QuoteView),
    /// Setting blocks aside was switched on or off.
    Sorting,
    /// A tab was opened.
    Opened(Tab),
    /// A layer was switched.
    Switched(LayerName),
    /// Something was pointed at.
    Selected(Selection, Origin),
    /// On to the next of what is pointed at, or back to the one before.
    Stepped(Step),
    /// Nothing is pointed at any more.
    Deselected,
}

impl State {
    /// A reading begins.
    fn begin(&mut self) {
        // A reading that is asked for fetches an engine that did not come once more.
        if self.engine == Engine::Missing {
            self.engine = Engine::Loading;
        }
        self.work = Work::Busy(None);
        self.notice = None;
        self.beside = match self.beside {
            Beside::Due => Beside::Running,
            Beside::Running | Beside::Nothing => Beside::Nothing,
        };
    }

    /// A reading is done.
    fn finish(&mut self, reading: Rc<Reading>) {
        self.work = Work::Idle;
        if self.beside == Beside::Nothing {
            self.problem = None;
        }
        self.beside = Beside::Nothing;
        self.notice = None;
        self.quotes.about = self.quotes.about.filter(|about| {
            let name = |reading: &Reading| reading.analysis.entities.get(*about).map(|entity| entity.name.clone());
            self.reading.as_deref().and_then(name) == name(&reading)
        });
        self.reading = Some(reading);
        self.selection = None;
    }

    /// Points at something: the tab that has a row for it opens, unless it was chosen there.
    fn select(&mut self, selection: Selection, origin: Origin) {
        self.selection = Some(selection);
        self.origin = origin;
        self.turn += 1;
        if let (Origin::Text | Origin::TextByKey | Origin::Glance, Some(tab)) = (origin, selection.tab()) {
            self.tab = tab;
            if let (Selection::Quote(quote), QuoteOrder::About) = (selection, self.quotes.order) {
                // Not every quote is about somebody.
                let has_row = self.reading.as_deref().is_some_and(|reading| {
                    self.quotes.about.is_none() && !self.quotes.negative && reading.is_about_somebody(quote)
                });
                if !has_row {
                    self.quotes = QuoteView::default();
                }
            }
        }
    }

    /// Whether the text is folded away: it was read, and nobody writes it.
    pub(crate) fn is_folded(&self) -> bool {
        self.reading.is_some() && !self.editing
    }

    fn fail(&mut self, problem: Problem) {
        // Of two problems beside a reading the second comes when the page already looks idle.
        if self.work != Work::Idle {
            self.beside = Beside::Running;
        }
        self.work = Work::Idle;
        self.problem = Some(problem);
    }
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = (*self).clone();
        match action {
            Action::EngineReady => next.engine = Engine::Ready,
            Action::EngineMissing(problem) => {
                next.engine = Engine::Missing;
                next.work = Work::Idle;
                next.problem = Some(problem);
            }
            Action::Began => next.begin(),
            Action::Progressed(done) => next.work = Work::Busy(Some(done)),
            Action::Finished(reading) => next.finish(reading),
            Action::Failed(problem) => next.fail(problem),
            Action::NotOpened(problem, due) => {
                next.fail(problem);
                if due {
                    next.beside = Beside::Due;
                }
            }
            Action::Cancelled => {
                next.work = Work::Idle;
                next.notice = Some(t("Stopped. The text is still here.").into());
            }
            Action::Said(words) => {
                next.problem = None;
                next.notice = Some(words.into());
            }
            Action::Kept(kept) => next.kept = kept,
            Action::Spoke => {
                next.language += 1;
                next.notice = None;
            }
            Action::Cleared => {
                let Self { engine, layers, turn, kept, language, .. } = next;
                next = Self { engine, layers, turn, kept, language, ..Self::default() };
            }
            Action::Editing(editing) => next.editing = editing,
            Action::Rich(rich) => {
                // Another text: what was said of the blocks of the last one is void.
                next.rich = rich;
                next.choice = None;
                next.asked = false;
            }
            Action::Chose(block, body) => {
                next.turn += 1;
                next.choice = Some(Choice { block, body, turn: next.turn });
            }
            Action::Addressed(value) => {
                let turn = next.address.map_or(0, |address| address.turn) + 1;
                next.address = Some(Address { value, turn });
            }
            Action::Asked(quotes) => {
                next.asking = Some(quotes);
                next.asked = true;
            }
            Action::Answered => next.asking = None,
            Action::Laid(quotes) => {
                // What is pointed at may have no row there.
                next.selection = None;
                next.quotes = quotes;
                next.tab = Tab::Quotes;
            }
            Action::Sorting => next.sorting = !next.sorting,
            Action::Opened(tab) => next.tab = tab,
            Action::Switched(layer) => {
                let switch = match layer {
                    LayerName::Entities => &mut next.layers.entities,
                    LayerName::Quotes => &mut next.layers.quotes,
                    LayerName::Tone => &mut next.layers.tone,
                };
                *switch = !*switch;
            }
            Action::Selected(selection, origin) => next.select(selection, origin),
            Action::Stepped(step) => {
                if let Some((selection, reading)) = next.selection.zip(next.reading.as_deref()) {
                    next.selection = Some(reading.beside(selection, step));
                    next.origin = Origin::List;
                    next.turn += 1;
                }
            }
            Action::Deselected => next.selection = None,
        }
        Rc::new(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(actions: impl IntoIterator<Item = Action>) -> Rc<State> {
        actions.into_iter().fold(Rc::new(State::default()), Reducible::reduce)
    }

    #[test]
    fn a_highlight_opens_the_tab_of_its_row_and_a_row_keeps_its_tab() {
        let from_text = after([Action::Selected(Selection::Quote(2), Origin::Text)]);
        assert_eq!(from_text.tab, Tab::Quotes);
        let from_list = after([Action::Selected(Selection::Quote(2), Origin::List)]);
        assert_eq!(from_list.tab, Tab::Overview);
    }

    #[test]
    fn the_same_selection_twice_is_two_turns() {
        let select = || Action::Selected(Selection::Entity(0, 1), Origin::List);
        assert_eq!(after([select(), select()]).turn, 2);
    }

    #[test]
    fn what_was_said_of_a_block_is_void_for_another_text() {
        let chosen = after([Action::Chose(3, false)]);
        assert!(chosen.choice.is_some_and(|choice| choice.block == 3 && !choice.body));
        assert_eq!(Reducible::reduce(chosen, Action::Rich(false)).choice, None);
    }

    #[test]
    fn a_problem_keeps_what_was_found_and_clearing_keeps_the_layers() {
        let problem = Problem::new("timeout", "Too slow.", "Try again.");
        let state = after([Action::Switched(LayerName::Tone), Action::Began, Action::Failed(problem)]);
        assert_eq!(state.work, Work::Idle);
        assert!(state.problem.is_some());
        let cleared = Reducible::reduce(state, Action::Cleared);
        assert!(cleared.problem.is_none());
        assert!(!cleared.layers.tone);
    }

    #[test]
    fn layers_come_back_as_they_were_remembered() {
        for bits in 0..8 {
            let layers = Layers { entities: bits & 1 > 0, quotes: bits & 2 > 0, tone: bits & 4 > 0 };
            assert_eq!(Layers::from_words(&layers.words()), layers);
        }
    }

    #[test]
    fn a_text_that_was_read_is_folded_away_unless_it_is_being_written() {
        let finished = || Action::Finished(Rc::new(crate::reading::tests::reading()));
        assert!(!after([Action::Began]).is_folded(), "nothing was read yet");
        assert!(after([Action::Began, finished()]).is_folded());
        let writing = after([Action::Editing(true), Action::Began, finished()]);
        assert!(!writing.is_folded());
        assert!(Reducible::reduce(writing, Action::Editing(false)).is_folded());
        assert!(!after([Action::Began, finished(), Action::Cleared]).is_folded());
    }

    #[test]
    fn what_failed_beside_a_reading_outlives_its_end_and_not_the_next_one() {
        let finished = || Action::Finished(Rc::new(crate::reading::tests::reading()));
        let problem = Problem::new("unsupported", "This is a PDF.", "Copy its text.");
        let state = after([Action::Began, Action::Failed(problem.clone()), finished()]);
        assert!(state.problem.is_some());
        let twice =
            after([Action::Began, Action::Failed(problem.clone()), Action::Failed(problem.clone()), finished()]);
        assert!(twice.problem.is_some(), "nor does the second of two problems");
        let later = [Action::Began, finished()].into_iter().fold(state, Reducible::reduce);
        assert!(later.problem.is_none());
        assert!(after([Action::Failed(problem.clone()), Action::Began, finished()]).problem.is_none());
        let due = after([Action::NotOpened(problem.clone(), true), Action::Began, finished()]);
        assert!(due.problem.is_some(), "the text was typed before the file was chosen");
        let later = [Action::Began, finished()].into_iter().fold(due, Reducible::reduce);
        assert!(later.problem.is_none());
        assert!(after([Action::NotOpened(problem, false), Action::Began, finished()]).problem.is_none());
    }
}
