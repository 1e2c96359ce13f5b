//! The buttons that copy quotes with their attribution.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::menu::{Entry, Menu};
use crate::attribution::{self, Form};
use crate::device;
use crate::language::{fill, grouped, t};
use crate::reading::Reading;
use crate::state::{Action, State};

/// How long a button says that it has copied, in milliseconds.
const SAID: u32 = 2500;

/// "Copy": the words, who said them and where, on the clipboard.
pub(crate) fn copy_quote(
    reading: &Rc<Reading>,
    index: usize,
    asked: bool,
    dispatch: &UseReducerDispatcher<State>,
) -> Html {
    let label = fill("Copy quote {0}", &[&grouped(index + 1)]);
    html! { <CopyButton reading={reading.clone()} indexes={vec![index]} name={t("Copy")} {label} {asked} dispatch={dispatch.clone()} /> }
}

/// "Copy all": the same for all quotes of a speaker.
pub(crate) fn copy_quotes(
    reading: &Rc<Reading>,
    indexes: &[usize],
    asked: bool,
    dispatch: &UseReducerDispatcher<State>,
) -> Html {
    let speaker = indexes.first().and_then(|index| reading.speaker_name(*index));
    let label = match speaker {
        Some(name) => fill("Copy all of {0}", &[name]),
        None => t("Copy all").to_owned(),
    };
    html! { <CopyButton reading={reading.clone()} indexes={indexes.to_vec()} name={t("Copy all")} {label} {asked} dispatch={dispatch.clone()} /> }
}

#[derive(PartialEq, Properties)]
struct CopyButtonProps {
    reading: Rc<Reading>,
    indexes: Vec<usize>,
    /// What stands on the button, and what it is called.
    name: String,
    label: String,
    asked: bool,
    dispatch: UseReducerDispatcher<State>,
}

/// Copies in the form that was chosen last, and lets one choose another.
#[component]
fn CopyButton(props: &CopyButtonProps) -> Html {
    let copied = use_state_eq(|| false);
    let timer = use_mut_ref(|| None::<Timeout>);
    let copy_as = {
        let (reading, indexes, dispatch) = (props.reading.clone(), props.indexes.clone(), props.dispatch.clone());
        let (copied, timer, asked) = (copied.clone(), timer.clone(), props.asked);
        move |form: Form| {
            let address = reading.analysis.article.url.as_deref();
            if form == Form::Citation && address.is_none() && !asked {
                return dispatch.dispatch(Action::Asked(indexes.as_slice().into()));
            }
            let (copied, timer) = (copied.clone(), timer.clone());
            copy(&reading, &indexes, form, address, dispatch.clone(), move || {
                copied.set(true);
                *timer.borrow_mut() = Some(Timeout::new(SAID, move || copied.set(false)));
            });
        }
    };
    let onclick = {
        let copy_as = copy_as.clone();
        Callback::from(move |_: MouseEvent| copy_as(Form::remembered()))
    };
    let choose = Callback::from(move |number: usize| {
        if let Some(form) = Form::ALL.get(number) {
            form.remember();
            copy_as(*form);
        }
    });
    let checked = Callback::from(|()| {
        let remembered = Form::remembered();
        Form::ALL.iter().position(|form| *form == remembered).unwrap_or_default()
    });
    let forms: Vec<Entry> = Form::ALL.iter().map(|form| Entry { name: t(form.name()).into(), note: None }).collect();
    let (name, label) = match *copied {
        true => (t("Copied"), format!("{}: {}", t("Copied"), props.label)),
        false => (props.name.as_str(), props.label.clone()),
    };
    html! {
        <span class="copies">
            { " \u{b7} " }<button type="button" class="text-button" aria-label={label} {onclick}>{ name }</button>
            <Menu label={fill("{0}, in another form", &[&props.label])} class="copy-as" button_class="text-button copy-form" groups={vec![forms]} {checked} {choose} />
        </span>
    }
}

/// Puts quotes on the clipboard. To be called at the reader's gesture.
pub(crate) fn copy(
    reading: &Reading,
    indexes: &[usize],
    form: Form,
    address: Option<&str>,
    dispatch: UseReducerDispatcher<State>,
    done: impl FnOnce() + 'static,
) {
    let (words, html) = attribution::copied(reading, indexes, form, address);
    let many = indexes.len() > 1;
    spawn_local(async move {
        match device::copy_formatted(async move { Ok(words) }, html).await {
            Ok(()) => {
                done();
                let said = match many {
                    true => t("The quotes and who said them are on the clipboard."),
                    false => t("The quote and who said it are on the clipboard."),
                };
                dispatch.dispatch(Action::Said(said.to_owned()));
            }
            Err(problem) => dispatch.dispatch(Action::Failed(problem)),
        }
    });
}
