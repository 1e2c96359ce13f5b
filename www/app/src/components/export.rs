//! The menu that hands the result out: files, the clipboard, a link, paper.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::menu::{Entry, Menu};
use crate::device;
use crate::hooks::Reader;
use crate::language::{fill, grouped, key, lower, t};
use crate::reading::Reading;
use crate::state::{Action, Problem, State};

/// What can be handed out.
#[derive(Clone, Copy, PartialEq)]
enum Item {
    /// A file: format and table as the engine names them, its ending and its media type.
    File(&'static str, Option<&'static str>, &'static str, &'static str),
    /// The report, to the clipboard.
    CopyReport,
    /// A link that holds the text.
    CopyLink,
    /// The page on paper.
    Print,
    /// The reader is asked for the address of the article.
    Address,
}

const CSV: &str = "text/csv;charset=utf-8";

/// What each is called and is for, in the order of the menu; groups are parted by a line.
const GROUPS: [&[(Item, &str, &str)]; 4] = [
    &[
        (
            Item::CopyLink,
            key("Copy link"),
            key("The link holds the whole text: whoever has it can read it. Up to about 9,000 words"),
        ),
        (Item::Print, key("Print"), key("The article with its marks, then the open tab")),
    ],
    &[
        (
            Item::File("markdown", None, "md", "text/markdown;charset=utf-8"),
            key("Report"),
            key("For your notes: who speaks, every quote, names, tone (Markdown)"),
        ),
        (
            Item::File("html", None, "html", "text/html;charset=utf-8"),
            key("Annotated article"),
            key("To send, keep or print: one page that opens anywhere (HTML)"),
        ),
        (
            Item::File("csv", Some("quotes"), "quotes.csv", CSV),
            key("Quotes table"),
            key("For a spreadsheet: a row for each quote (CSV)"),
        ),
        (
            Item::File("csv", Some("entities"), "entities.csv", CSV),
            key("Entities table"),
            key("A row for each name, date or amount (CSV)"),
        ),
        (
            Item::File("csv", Some("mentions"), "mentions.csv", CSV),
            key("Mentions table"),
            key("A row for each place in the text (CSV)"),
        ),
        (
            Item::File("csv", Some("sentences"), "sentences.csv", CSV),
            key("Sentences table"),
            key("A row for each sentence, with its tone (CSV)"),
        ),
        (Item::File("json", None, "json", "application/json"), "JSON", key("For programs: everything that was found")),
        (
            Item::File("web-annotation", None, "annotations.jsonld", "application/ld+json"),
            key("Web annotations"),
            key("For annotation tools: the W3C\u{2019}s format"),
        ),
    ],
    &[(Item::CopyReport, key("Copy report"), key("The report as text, for any editor"))],
    &[(
        Item::Address,
        key("Address of this article"),
        key("Where it stands on the web: for citations and all that is saved"),
    )],
];

/// The reading to hand out.
#[derive(PartialEq, Properties)]
pub(crate) struct ExportProps {
    /// Nothing yet: the button waits.
    pub(crate) reading: Option<Rc<Reading>>,
    /// Has the engine write files.
    pub(crate) reader: Reader,
    /// Is told what was done.
    pub(crate) dispatch: UseReducerDispatcher<State>,
}

/// The "Export" button and its menu.
#[component]
pub(crate) fn Export(props: &ExportProps) -> Html {
    let choose = {
        let (reading, reader, dispatch) = (props.reading.clone(), props.reader.clone(), props.dispatch.clone());
        Callback::from(move |number: usize| {
            let item = GROUPS.iter().copied().flatten().nth(number).map(|(item, ..)| *item);
            let Some((item, reading)) = item.zip(reading.clone()) else { return };
            if item == Item::Address {
                return dispatch.dispatch(Action::Asked(Rc::default()));
            }
            let (reader, dispatch) = (reader.clone(), dispatch.clone());
            spawn_local(async move {
                match hand_out(item, reading, reader).await {
                    Ok(Some(words)) => dispatch.dispatch(Action::Said(words)),
                    Ok(None) => {}
                    Err(problem) => dispatch.dispatch(Action::Failed(problem)),
                }
            });
        })
    };
    let address = props.reading.as_ref().and_then(|reading| reading.analysis.article.url.clone());
    let entry = |&(item, name, note): &(Item, &'static str, &'static str)| {
        let note = address.clone().filter(|_| item == Item::Address).unwrap_or_else(|| t(note).to_owned());
        Entry { name: t(name).into(), note: Some(note.into()) }
    };
    let groups: Vec<Vec<Entry>> = GROUPS.iter().map(|group| group.iter().map(entry).collect()).collect();
    let name = t("Export");
    html! { <Menu {name} label={name} class="export" button_class="button" disabled={props.reading.is_none()} {groups} {choose} /> }
}

/// Hands it out; what is then said, if anything.
async fn hand_out(item: Item, reading: Rc<Reading>, reader: Reader) -> Result<Option<String>, Problem> {
    match item {
        Item::File(format, table, ending, media_type) => {
            let mut text = reader.render(&reading, format, table).await?;
            if format == "csv" {
                // Without it Excel takes the file for something else than UTF-8.
                text.insert(0, '\u{feff}');
            }
            // A download that the browser refuses is told by the browser.
            let name = format!("{}.{ending}", file_name(&reading));
            device::save(&text, media_type, &name);
            Ok(Some(fill("Saved: {0}", &[&name])))
        }
        Item::CopyReport => {
            device::copy(async move { reader.render(&reading, "markdown", None).await }).await?;
            Ok(Some(t("The report is on the clipboard.").to_owned()))
        }
        Item::CopyLink => {
            let length = Rc::new(std::cell::Cell::new(0));
            let told = length.clone();
            device::copy(async move {
                let link = device::link_to(&reading.analysis.text).await?.ok_or_else(|| {
                    Problem::new(
                        "input_too_large",
                        t("The text is too long for a link that arrives whole."),
                        t("Save the annotated article instead, and send that file."),
                    )
                })?;
                told.set(link.len());
                Ok(link)
            })
            .await?;
            let length = length.get();
            let said = fill(
                "The link is on the clipboard: {0} characters. It holds the whole text, and whoever has it can read it.",
                &[&grouped(length)],
            );
            let caution = (length > 2_000).then(|| t("Some mail and chat programs cut links as long as this."));
            Ok(Some([&said, caution.unwrap_or_default()].join(" ")))
        }
        Item::Address => Ok(None),
        Item::Print => {
            let refused = || {
                Problem::new(
                    "engine_crashed",
                    t("The browser does not print here."),
                    t("Save the annotated article and print that."),
                )
            };
            web_sys::window().and_then(|window| window.print().ok()).ok_or_else(refused)?;
            Ok(None)
        }
    }
}

/// Of the words of the title, what any device takes as the name of a file.
fn file_name(reading: &Reading) -> String {
    let title = reading.analysis.article.title.as_ref().map_or("", |title| title.value.as_str());
    slug(title)
}

fn slug(title: &str) -> String {
    const LONGEST: usize = 60;
    let lower = lower(title).replace(['\'', '\u{2019}'], "");
    let mut name = String::new();
    for word in lower.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if name.chars().count() + word.chars().count() >= LONGEST && !name.is_empty() {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.extend(word.chars().take(LONGEST));
    }
    if name.is_empty() { "article".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn a_file_is_named_after_the_title() {
        for (title, name) in [
            ("Council backs harbour tunnel, despite cost", "council-backs-harbour-tunnel-despite-cost"),
            ("The mayor\u{2019}s \u{201c}plan\u{201d}: 9/11?", "the-mayors-plan-9-11"),
            ("Zürich wählt", "zürich-wählt"),
            ("../../etc/passwd", "etc-passwd"),
            ("…", "article"),
            ("", "article"),
        ] {
            assert_eq!(slug(title), name);
        }
        assert!(slug(&"word ".repeat(50)).len() <= 60);
        assert_eq!(slug(&"x".repeat(500)).len(), 60);
    }
}
