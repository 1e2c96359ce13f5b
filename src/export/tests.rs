//! Every format over one analysis of our own, `tests/corpus/exports/ferry.json`, which no change of the engine changes: a golden that a
//! person can read (rewritten with `NEWSGLASS_UPDATE=1`), and a reader that is not ours.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use html5gum::{HtmlString, Token, Tokenizer};
use proptest::prelude::*;
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use super::*;
use crate::text::cases::golden;
use crate::{OffsetUnit, Span};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus/exports");

fn analysis(offsets: OffsetUnit) -> Analysis {
    let json = fs::read_to_string(Path::new(ROOT).join("ferry.json")).unwrap();
    let mut analysis: Analysis = serde_json::from_str(&json).unwrap();
    analysis.convert_offsets(offsets);
    analysis
}

/// What [`analysis`] has as its address, in JSON.
const ADDRESS_FIELD: &str = ",\"url\":\"https://courier.example/2024/03/ferry?ref=a&b=1\"";

fn written(analysis: &Analysis, format: Format) -> String {
    export(analysis, &Export { format, ..Export::default() })
}

fn table(analysis: &Analysis, table: Table) -> String {
    export(analysis, &Export { format: Format::Csv, table, ..Export::default() })
}

fn is_golden(name: &str, now: &str) {
    if let Some(difference) = golden::check(&Path::new(ROOT).join(name), now) {
        panic!("{name}; if it is better: NEWSGLASS_UPDATE=1 cargo test export\n{difference}");
    }
}

#[test]
fn every_format_is_as_its_golden_says() {
    let analysis = analysis(OffsetUnit::Utf8);
    is_golden("ferry.golden.txt", &written(&analysis, Format::Text));
    assert_eq!(written(&analysis, Format::Json), fs::read_to_string(Path::new(ROOT).join("ferry.json")).unwrap());
    is_golden("ferry.golden.md", &written(&analysis, Format::Markdown));
    is_golden("ferry.golden.html", &written(&analysis, Format::Html));
    is_golden("ferry.golden.jsonld", &written(&analysis, Format::WebAnnotation));
    for kind in Table::ALL {
        // Lines end with CR LF, which a checkout may change: the golden shows the lines.
        is_golden(&format!("ferry.golden.{}.csv", kind.as_str()), &table(&analysis, kind).replace("\r\n", "\n"));
    }
}

#[test]
fn what_people_read_is_said_in_their_language_and_what_programs_read_is_not() {
    let analysis = analysis(OffsetUnit::Utf8);
    let json = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("www/static/locale/de.json")).unwrap();
    let mut german = Export::default();
    german.set("language", &"de".into()).unwrap();
    german.set("words", &serde_json::from_str(&json).unwrap()).unwrap();
    let written = |format| export(&analysis, &Export { format, ..german.clone() });
    is_golden("ferry.golden.de.md", &written(Format::Markdown));
    is_golden("ferry.golden.de.html", &written(Format::Html));
    for format in [Format::Text, Format::Json, Format::Csv, Format::WebAnnotation] {
        assert_eq!(written(format), super::export(&analysis, &Export { format, ..Export::default() }), "{format:?}");
    }
}

#[test]
fn no_translation_can_bring_in_markup_or_another_attribute() {
    let mut export = Export { format: Format::Html, language: Some("\" onload=\"x".to_owned()), ..Export::default() };
    for text in ["In its own words", "Note:", "quote ({0}): {1}", "person", "{0} mention|{0} mentions", "Tone"] {
        export.words.insert(text.to_owned(), "<b>\"{9}".to_owned());
    }
    let html = super::export(&analysis(OffsetUnit::Utf8), &export);
    assert!(html.contains("<html lang=\"en\">") && html.contains("&lt;b&gt;&quot;9"));
    assert!(!html.contains("<b>") && !html.contains("onload"));
}

#[test]
fn words_must_be_texts() {
    let error = Export::default().set("words", &serde_json::json!({ "Tone": 1 })).unwrap_err();
    assert_eq!(error.code(), crate::ErrorCode::InvalidOption);
}

#[test]
fn what_does_not_show_offsets_is_the_same_in_every_unit() {
    let bytes = analysis(OffsetUnit::Utf8);
    for unit in [OffsetUnit::Utf16, OffsetUnit::Char] {
        let other = analysis(unit);
        assert_ne!(other, bytes, "the article has characters that the units count differently");
        for format in [Format::Text, Format::Markdown, Format::Html, Format::WebAnnotation] {
            assert_eq!(written(&other, format), written(&bytes, format), "{format:?} {unit:?}");
        }
    }
}

#[test]
fn json_reads_back_the_same() {
    let analysis = analysis(OffsetUnit::Char);
    let json = written(&analysis, Format::Json);
    assert_eq!(serde_json::to_string(&serde_json::from_str::<Analysis>(&json).unwrap()).unwrap() + "\n", json);
    assert_eq!(json.lines().count(), 1);
}

#[test]
fn an_analysis_of_before_there_were_addresses_is_read_and_names_none() {
    let old = written(&analysis(OffsetUnit::Utf8), Format::Json).replacen(ADDRESS_FIELD, "", 1);
    let read: Analysis = serde_json::from_str(&old).unwrap();
    assert_eq!(read.article.url, None);
    assert!(!written(&read, Format::Markdown).contains("courier.example"));
    assert!(written(&read, Format::WebAnnotation).contains("\"source\": \"urn:uuid:"));
}

#[test]
fn what_is_no_address_of_the_web_is_named_nowhere() {
    let mut changed = analysis(OffsetUnit::Utf8);
    for url in ["javascript:alert(1)", "https://a.example/\" onclick=\"x", "https://a.example/> [x](y)", "=1+1"] {
        changed.article.url = Some(url.to_owned());
        for format in [Format::Csv, Format::Markdown, Format::Html, Format::WebAnnotation] {
            assert!(!written(&changed, format).contains(url), "{format:?} {url}");
        }
    }
}

/// Rows with the formula guard undone, read by another reader.
fn rows(csv: &str) -> Vec<std::collections::HashMap<String, String>> {
    let mut reader = ::csv::Reader::from_reader(csv.as_bytes());
    reader.deserialize().collect::<Result<_, _>>().unwrap()
}

#[test]
fn csv_reads_back_by_another_reader() {
    let analysis = analysis(OffsetUnit::Char);
    for kind in Table::ALL {
        let csv = table(&analysis, kind);
        assert!(csv.ends_with("\r\n") && !csv.replace("\r\n", "").contains('\r'), "lines end with CR LF");
    }
    let number = |row: &std::collections::HashMap<String, String>, column: &str| row[column].parse::<usize>().unwrap();
    let quotes = rows(&table(&analysis, Table::Quotes));
    assert_eq!(quotes.len(), analysis.quotes.len());
    for (row, quote) in quotes.iter().zip(&analysis.quotes) {
        assert_eq!((number(row, "start"), number(row, "end")), (quote.start, quote.end));
        let speaker = quote.speaker.as_ref().map(|speaker| speaker.name.clone().unwrap_or(speaker.text.clone()));
        assert_eq!(row["speaker"], speaker.unwrap_or_default());
        assert_eq!(row["title"], analysis.article.title.as_ref().unwrap().value);
        assert!(row["confidence"].parse::<f64>().is_ok());
    }
    let entities = rows(&table(&analysis, Table::Entities));
    let names: Vec<&str> = entities.iter().map(|row| row["name"].as_str()).collect();
    assert_eq!(names, analysis.entities.iter().map(|entity| entity.name.as_str()).collect::<Vec<_>>());
    let mentions = rows(&table(&analysis, Table::Mentions));
    assert_eq!(mentions.len(), analysis.entities.iter().map(|entity| entity.mentions.len()).sum::<usize>());
    for row in &mentions {
        assert_eq!(analysis.str(Span::new(number(row, "start"), number(row, "end"))), row["text"]);
    }
    let sentences = rows(&table(&analysis, Table::Sentences));
    assert_eq!(sentences.len(), analysis.sentences.len());
    let mut guarded = 0;
    for row in &sentences {
        let words = analysis.str(Span::new(number(row, "start"), number(row, "end")));
        if words.starts_with('=') {
            guarded += 1;
            assert_eq!(row["text"], format!("'{words}"));
        } else {
            assert_eq!(row["text"], words);
        }
    }
    assert_eq!(guarded, 1, "the article has a sentence that a spreadsheet would take for a formula");
}

#[test]
fn markdown_shows_the_words_and_no_markup_of_the_article() {
    use pulldown_cmark::{Event, Options as Extensions, Parser, Tag, TagEnd};
    let analysis = analysis(OffsetUnit::Utf8);
    let report = written(&analysis, Format::Markdown);
    let (mut quotes, mut headings, mut words, mut cells) = (Vec::new(), Vec::new(), String::new(), 0);
    let mut links = Vec::new();
    for event in Parser::new_ext(&report, Extensions::ENABLE_TABLES | Extensions::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::BlockQuote(_) | Tag::Heading { .. } | Tag::TableCell) => words.clear(),
            Event::End(TagEnd::BlockQuote(_)) => quotes.push(std::mem::take(&mut words)),
            Event::End(TagEnd::Heading(_)) => headings.push(std::mem::take(&mut words)),
            Event::End(TagEnd::TableCell) => cells += 1,
            Event::Text(text) => words.push_str(&text),
            Event::Html(_) | Event::InlineHtml(_) | Event::Code(_) => {
                panic!("the article's words became markup: {event:?}")
            }
            Event::Start(Tag::Link { dest_url, .. }) => links.push(dest_url.to_string()),
            Event::Start(Tag::Image { .. }) => panic!("the article's words became an image"),
            _ => {}
        }
    }
    assert_eq!(links, [analysis.article.url.clone().unwrap()], "the article's words became a link");
    for quote in &analysis.quotes {
        let shown = super::words::quoted(&analysis, quote);
        assert!(quotes.contains(&shown), "{shown}\nin {quotes:#?}");
    }
    assert_eq!(headings[0], "Ferry to Skarholm <halted> after \"fire & smoke\"");
    assert_eq!(cells % 5, 0);
    assert!(cells >= 15, "a row for each speaker");
}

fn utf8(bytes: &HtmlString) -> String {
    String::from_utf8(bytes.0.clone()).unwrap()
}

/// The words of the blocks as an HTML reader sees them, with all ids and all places that are linked to. No link leads
/// out of it but to the address of the article.
fn read_html(html: &str, address: Option<&str>) -> (Vec<String>, BTreeSet<String>, BTreeSet<String>) {
    let (mut blocks, mut ids, mut targets) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    let (mut words, mut inside, mut raw) = (String::new(), false, false);
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::StartTag(tag) => {
                let name = utf8(&tag.name);
                assert!(!matches!(name.as_str(), "script" | "img" | "iframe" | "link" | "base" | "form"), "<{name}>");
                for (attribute, value) in &tag.attributes {
                    let (attribute, value) = (utf8(attribute), utf8(&value.value));
                    assert!(
                        !attribute.starts_with("on") && attribute != "style" && attribute != "src",
                        "{attribute}={value}"
                    );
                    match attribute.as_str() {
                        "id" => assert!(ids.insert(value.clone()), "two elements with the id {value}"),
                        "href" if Some(value.as_str()) == address => {}
                        "href" => assert!(value.strip_prefix('#').map(|id| targets.insert(id.to_owned())).is_some()),
                        _ => {}
                    }
                }
                inside |= name == "article";
                raw |= name == "style" || name == "summary";
                if matches!(name.as_str(), "p" | "h1" | "h2" | "li") {
                    words.clear();
                }
            }
            Token::EndTag(tag) => {
                let name = utf8(&tag.name);
                inside &= name != "article";
                raw &= name != "style" && name != "summary";
                if inside && matches!(name.as_str(), "p" | "h1" | "h2" | "li") {
                    blocks.push(std::mem::take(&mut words));
                }
            }
            Token::String(text) if !raw => words.push_str(&utf8(&text.value)),
            Token::Error(error) => panic!("{error:?}"),
            _ => {}
        }
    }
    (blocks, ids, targets)
}

#[test]
fn html_holds_the_text_and_every_link_leads_somewhere() {
    let analysis = analysis(OffsetUnit::Utf8);
    let html = written(&analysis, Format::Html);
    let (blocks, ids, targets) = read_html(&html, analysis.article.url.as_deref());
    let expected: Vec<&str> = analysis.article.blocks.iter().map(|block| analysis.str(block.span())).collect();
    assert_eq!(blocks, expected);
    assert!(targets.is_subset(&ids), "{:?}", targets.difference(&ids));
    assert!(targets.len() > analysis.entities.len());
}

#[test]
fn the_html_shows_who_speaks_in_the_margin_what_the_marks_mean_and_where_the_article_is_from() {
    let with_address = |address: &str| {
        let source = Some(address.to_owned());
        super::export(&analysis(OffsetUnit::Utf8), &Export { format: Format::Html, source, ..Export::default() })
    };
    let html = with_address("https://example.org/ferry?a=1&b=2");
    assert!(html.contains("data-heard=\"Mara Lindqvist\""));
    assert!(html.contains("href=\"https://example.org/ferry?a=1&amp;b=2\" rel=\"noopener noreferrer\""));
    let legend = html.split_once("<section class=\"legend\"").unwrap().1.split_once("</section>").unwrap().0;
    let marked = |class: &str| html.split_once("<article").unwrap().1.contains(class);
    for class in ["e person", "e organization", "e place", "e money", "q\"", "q mixed", "q indirect", "t negative"] {
        assert!(legend.contains(&format!("class=\"{class}")) && marked(&format!("class=\"{class}")), "{class}");
    }
    assert!(!legend.contains("class=\"t\"") && !legend.contains("e law") && !marked("e law"), "only what is there");
    for address in ["javascript:alert(1)", "file:///etc/passwd", "https://a b", "https://a.example/\"2\""] {
        assert!(!with_address(address).contains("rel=\"noopener"), "{address}");
    }
}

#[test]
fn the_signs_of_the_html_are_those_of_the_app() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/www/static/style.css");
    let app = std::fs::read_to_string(path).unwrap();
    let signs = |css: &str| -> BTreeSet<String> {
        css.lines().map(str::trim).filter(|line| line.starts_with("--icon-")).map(str::to_owned).collect()
    };
    assert_eq!(signs(include_str!("html/page.css")), signs(&app));
}

#[test]
fn the_policy_of_the_html_knows_its_style() {
    let html = written(&analysis(OffsetUnit::Utf8), Format::Html);
    let style = html.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
    let digest = Sha256::digest(style.as_bytes());
    let bits: String = digest.iter().map(|byte| format!("{byte:08b}")).collect();
    let letter = |chunk: &[u8]| {
        let bits: String = format!("{:0<6}", std::str::from_utf8(chunk).unwrap());
        let value = usize::from_str_radix(&bits, 2).unwrap();
        char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"[value])
    };
    let base64: String = bits.as_bytes().chunks(6).map(letter).collect::<String>() + "=";
    assert!(html.contains(&format!("style-src 'sha256-{base64}'")), "STYLE_HASH should be {base64}");
    assert!(html.find("Content-Security-Policy") < html.find("<style>"), "the policy comes first");
}

#[test]
fn web_annotations_select_the_exact_words() {
    let analysis = analysis(OffsetUnit::Utf16);
    let page: Json = serde_json::from_str(&written(&analysis, Format::WebAnnotation)).unwrap();
    assert_eq!(page["@context"], "http://www.w3.org/ns/anno.jsonld");
    assert_eq!(page["type"], "AnnotationPage");
    let characters: Vec<char> = analysis.text.chars().collect();
    let mut ids = BTreeSet::new();
    let mut exact = Vec::new();
    for item in page["items"].as_array().unwrap() {
        assert_eq!(item["type"], "Annotation");
        assert!(ids.insert(item["id"].as_str().unwrap().to_owned()), "an id of its own");
        let targets = item["target"].as_array().cloned().unwrap_or_else(|| vec![item["target"].clone()]);
        for target in targets {
            let (position, words) = (&target["selector"][0], &target["selector"][1]);
            assert_eq!(
                (&position["type"], &words["type"]),
                (&"TextPositionSelector".into(), &"TextQuoteSelector".into())
            );
            let offset = |name: &str| usize::try_from(position[name].as_u64().unwrap()).unwrap();
            let (start, end) = (offset("start"), offset("end"));
            let part = |name: &str| words[name].as_str().unwrap();
            assert_eq!(characters[start..end].iter().collect::<String>(), part("exact"));
            assert!(characters[..start].iter().collect::<String>().ends_with(part("prefix")));
            assert!(characters[end..].iter().collect::<String>().starts_with(part("suffix")));
            let sought = format!("{}{}{}", part("prefix"), part("exact"), part("suffix"));
            assert_eq!(analysis.text.matches(&sought).count(), 1, "prefix and suffix tell the place: {sought:?}");
            exact.push(part("exact").to_owned());
        }
    }
    let mentions = analysis.entities.iter().flat_map(|entity| &entity.mentions).count();
    let parts = analysis.quotes.iter().flat_map(|quote| &quote.parts).count();
    assert!(exact.len() >= mentions + parts);
    let source = Some("https://news.example/ferry".to_owned());
    let named = export(&analysis, &Export { format: Format::WebAnnotation, source, ..Export::default() });
    assert!(named.contains("\"source\": \"https://news.example/ferry\""));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Half of them with offsets that are none of the text.
    #[test]
    fn every_format_is_written_whatever_the_analysis(shift in 0usize..40, unit in 0usize..3, keep in 0usize..400) {
        let mut analysis = analysis([OffsetUnit::Utf8, OffsetUnit::Utf16, OffsetUnit::Char][unit]);
        if shift % 2 == 1 {
            analysis.text = analysis.text.chars().take(keep).collect();
            analysis.visit_offsets(&mut |start, end| (*start, *end) = (end.wrapping_add(shift), *start));
        }
        for format in Format::ALL {
            prop_assert!(written(&analysis, format).ends_with('\n'));
        }
        for kind in Table::ALL {
            prop_assert!(::csv::Reader::from_reader(table(&analysis, kind).as_bytes()).records().all(|row| row.is_ok()));
        }
        read_html(&written(&analysis, Format::Html), analysis.article.url.as_deref());
    }
}

#[test]
fn every_rule_that_decides_about_a_quote_has_words_and_no_other_name_has() {
    let rules = crate::Analyzer::rules();
    for name in crate::analysis::quote_rules() {
        assert!(
            rules.iter().any(|[table, rule, ..]| (*table, *rule) == ("quotes", name)),
            "{name} is no rule of quotes"
        );
    }
    let analyzer = crate::Analyzer::new();
    let mut told = BTreeSet::new();
    for text in rules.iter().filter(|[table, ..]| *table == "quotes").flat_map(|[_, _, fires, rests]| [fires, rests]) {
        let analysis = analyzer.analyze(text, &crate::Options::default()).unwrap();
        told.extend(analysis.quotes.into_iter().map(|quote| quote.found_by));
    }
    for name in &told {
        assert!(crate::analysis::quote_rule(name).is_some(), "{name} has no words in analysis/src/found_by.rs");
    }
    assert!(told.len() > 20, "{told:?}");
}
