//! Keeps one engine for the life of the page and reads with it. The newest text wins: a reading under way is stopped when another begins.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use js_sys::Function;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::AbortController;
use yew::prelude::*;

use crate::breath;
use crate::engine::{self, Analyzer, Draft};
use crate::language::t;
use crate::reading::Reading;
use crate::state::{Action, Problem, State};

/// How long the keyboard must rest before the text is read again, in milliseconds.
const TYPING_PAUSE: u32 = 400;

/// Reads drafts, one at a time.
#[derive(Clone)]
pub(crate) struct Reader {
    inner: Rc<RefCell<Inner>>,
    dispatch: UseReducerDispatcher<State>,
}

impl PartialEq for Reader {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.inner, &other.inner)
    }
}

#[derive(Default)]
struct Inner {
    analyzer: Option<Rc<Analyzer>>,
    /// Whether the engine is on its way.
    loading: bool,
    /// What waits for the engine to arrive.
    waiting: Option<Draft>,
    running: Option<AbortController>,
    /// What was found last.
    last: Option<Rc<Reading>>,
    /// Counts readings; an answer with an older number is out of date.
    generation: u64,
    pause: Option<Timeout>,
}

impl Reader {
    /// Reads `draft` now, instead of whatever is being read.
    pub(crate) fn analyze(&self, draft: Draft) {
        self.stop();
        let analyzer = self.inner.borrow().analyzer.clone();
        self.dispatch.dispatch(Action::Began);
        match analyzer {
            Some(analyzer) => self.start(analyzer, draft),
            None => {
                self.inner.borrow_mut().waiting = Some(draft);
                self.load();
            }
        }
    }

    /// Does `act` once the keyboard rests.
    pub(crate) fn after_pause(&self, act: impl FnOnce() + 'static) {
        self.inner.borrow_mut().pause = Some(Timeout::new(TYPING_PAUSE, act));
    }

    /// Whether the keyboard has yet to rest for something that is done then.
    pub(crate) fn is_due(&self) -> bool {
        self.inner.borrow().pause.is_some()
    }

    /// Stops whatever is being read or about to be, and says so on the page.
    pub(crate) fn cancel(&self) {
        self.stop();
        self.dispatch.dispatch(Action::Cancelled);
    }

    /// Stops whatever is being read or about to be.
    pub(crate) fn stop(&self) {
        let mut inner = self.inner.borrow_mut();
        inner.generation += 1;
        inner.pause = None;
        inner.waiting = None;
        let running = inner.running.take();
        drop(inner);
        if let Some(running) = running {
            running.abort();
        }
    }

    /// Writes what was read as a file.
    pub(crate) async fn render(&self, reading: &Reading, format: &str, table: Option<&str>) -> Result<String, Problem> {
        let analyzer = self.inner.borrow().analyzer.clone();
        let analyzer = analyzer.ok_or_else(|| {
            Problem::new(
                "model_load_failed",
                t("The engine is not there any more."),
                t("Reload the page; the text is kept."),
            )
        })?;
        engine::render(&analyzer, reading, format, table).await
    }

    fn start(&self, analyzer: Rc<Analyzer>, draft: Draft) {
        let Ok(controller) = AbortController::new() else { return };
        let signal = controller.signal();
        let generation = {
            let mut inner = self.inner.borrow_mut();
            inner.running = Some(controller);
            inner.generation
        };
        let reader = self.clone();
        spawn_local(async move {
            let current = {
                let inner = reader.inner.clone();
                move || inner.borrow().generation == generation
            };
            let on_progress = {
                let dispatch = reader.dispatch.clone();
                let current = current.clone();
                Closure::<dyn Fn(JsValue)>::new(move |progress: JsValue| {
                    if let Some(share) = engine::share_done(&progress).filter(|_| current()) {
                        dispatch.dispatch(Action::Progressed(share));
                    }
                })
            };
            let outcome =
                engine::analyze(&analyzer, &draft, &signal, on_progress.as_ref().unchecked_ref::<Function>()).await;
            // Drawing it is work of its own.
            breath::rest().await;
            if !current() {
                return;
            }
            reader.inner.borrow_mut().running = None;
            reader.dispatch.dispatch(match outcome {
                Ok(mut reading) => {
                    let mut inner = reader.inner.borrow_mut();
                    if let Some(last) = &inner.last {
                        reading.keep_from(last);
                    }
                    Action::Finished(inner.last.insert(Rc::new(reading)).clone())
                }
                Err(problem) => Action::Failed(problem),
            });
        });
    }

    /// Fetches the engine, unless it is on its way; again if it did not come before.
    fn load(&self) {
        if std::mem::replace(&mut self.inner.borrow_mut().loading, true) {
            return;
        }
        let reader = self.clone();
        spawn_local(async move {
            let outcome = engine::load().await;
            let mut inner = reader.inner.borrow_mut();
            inner.loading = false;
            let waiting = inner.waiting.take();
            let analyzer = outcome.map(|analyzer| inner.analyzer.insert(Rc::new(analyzer)).clone());
            drop(inner);
            match analyzer {
                Ok(analyzer) => {
                    reader.dispatch.dispatch(Action::EngineReady);
                    if let Some(draft) = waiting {
                        reader.start(analyzer, draft);
                    }
                }
                Err(problem) => reader.dispatch.dispatch(Action::EngineMissing(problem)),
            }
        });
    }
}

/// Starts the engine when the page is there.
#[hook]
pub(crate) fn use_analyzer(dispatch: UseReducerDispatcher<State>) -> Reader {
    let inner = use_memo((), |()| RefCell::new(Inner::default()));
    let reader = Reader { inner, dispatch };
    {
        let reader = reader.clone();
        use_effect_with((), move |()| reader.load());
    }
    reader
}
