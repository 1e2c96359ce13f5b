//! A page or a fragment of HTML: its text, line by line, with what the markup says about each line.
//!
//! One pass over the tags keeps a stack of open elements; text is gathered into lines at block boundaries. The lines go through the
//! same model as pasted text, with a push from the markup: navigation, footers and link lists lose, paragraphs and the article's own
//! element gain. Metadata comes from JSON-LD, OpenGraph and marked-up bylines and dates first, then from what can be seen.
//! Scripts, styles, comments and hidden elements never reach the text.

use self::builder::{Builder, Hint, LineMarkup};
use self::settling::{Seen, Settling};
use super::draft::ArticleDraft;
use super::lines::Line;
use super::model::{Model, State};
use super::page::Page;
use super::{blocks, corrections, furniture, language, lines, mending, metadata as text_metadata, warnings};
use crate::analysis::{Article, BlockKind, Text, Warning, WarningCode};
use crate::error::Error;
use crate::options::Options;
use crate::rules::{Rules, article as rule};

mod builder;
mod elements;
mod guard;
mod metadata;
mod people;
mod settling;
mod tokens;
mod told;
mod unseen;
mod wording;

/// Whether an input of unknown form is HTML: it starts like it and has markup of blocks.
pub(super) fn looks_like(input: &str) -> bool {
    let start = input.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if !start.starts_with('<') {
        return false;
    }
    let head: String = start.chars().take(4000).collect::<String>().to_ascii_lowercase();
    [
        "<!doctype html",
        "<html",
        "<body",
        "<head",
        "<p>",
        "<p ",
        "<div",
        "<article",
        "<section",
        "<meta",
        "<table",
        "<ul",
        "<h1",
        "<h2",
        "<blockquote",
        "<br",
        "<!--startfragment",
    ]
    .iter()
    .any(|mark| head.contains(mark))
}

/// Reads a page or a fragment of HTML.
///
/// # Errors
/// `empty_input` when no text is in it.
pub(super) fn read_html(html: &str, options: &Options, model: &Model, rules: &Rules) -> Result<ArticleDraft, Error> {
    let mut page = Builder::of_page(html);
    if options.clean {
        unseen::reveal(rules, html, &mut page);
    }
    if page.lines.is_empty() {
        return Err(Error::empty_input());
    }
    let original = mending::mend(rules, &page.text, false).map(|mended| page.read_instead(mended));
    let mut article = Article { url: page.told.address(), ..Article::default() };
    let mut guarded = false;
    if options.clean {
        guarded = find_article(rules, &page, options, model, &mut article);
    } else {
        article.blocks = lines::paragraphs(&page.lines);
        text_metadata::find_unseen(options, &mut article);
    }
    let guess = language::guess(&page.text, &article.blocks);
    article.language = guess.language;
    let mut warnings = warnings::warnings(&page.text, &article, guess.foreign);
    if guarded {
        warnings.push(Warning { code: WarningCode::BodyUnsure, message: warnings::BODY_UNSURE.to_owned() });
    }
    Ok(ArticleDraft { text: page.text, original, article, foreign: guess.foreign, warnings })
}

/// Finds the blocks and the metadata. Whether another reading of the page than the line model's own was taken.
fn find_article(rules: &Rules, page: &Builder, options: &Options, model: &Model, article: &mut Article) -> bool {
    let Builder { text, lines, hints, told, .. } = page;
    let url = options.url.as_deref();
    let headline = if page.document { None } else { told::headline_line(text, lines, told, &page.headings, url) };
    let seen = Page::with_headline(text, lines, headline);
    let mut choice = if page.document {
        guard::Choice { states: vec![State::Body; lines.len()], guarded: false }
    } else {
        guard::choose(rules, page, &seen, &model.weigh(&seen, &pushes(rules, page, headline)))
    };
    let states = &mut choice.states;
    if !page.document {
        told::settle_by_markup(rules, &seen, hints, headline, states);
    }
    let is_item = |index: usize| hints.get(index).is_some_and(|hint| hint.markup == LineMarkup::Item);
    corrections::correct(rules, &seen, is_item, states);
    corrections::set_leads_aside(rules, text, lines, &seen, states);
    furniture::set_furniture_aside(rules, text, lines, &seen, states);
    let states = choice.states;
    let caption = |hint: &Hint| (hint.markup == LineMarkup::Caption).then_some(BlockKind::Caption);
    let marked: Vec<Option<BlockKind>> = hints.iter().map(caption).collect();
    let given = text_metadata::Given {
        rules,
        model,
        text,
        lines,
        page: &seen,
        states: &states,
        options,
        marked: &marked,
        headline,
    };
    let mut roles = text_metadata::find(&given, article);
    drop_quoted_authors(lines, hints, &mut roles, article);
    mark_by_markup(hints, &states, &mut roles);
    let marked = Seen { headings: &page.headings, authors: &page.authors, days: &page.days };
    Settling { rules, text, lines, states: &states, told, seen: &marked, url }.settle(&mut roles, article);
    drop_subtitle_above_title(lines, &mut roles, article);
    article.blocks = blocks::make(rules, text, lines, &seen, &states, &roles);
    choice.guarded
}

/// Who is named in a quotation that is set apart was quoted, and did not write the article.
fn drop_quoted_authors(lines: &[Line], hints: &[Hint], roles: &mut [Option<BlockKind>], article: &mut Article) {
    for ((line, hint), role) in lines.iter().zip(hints).zip(roles) {
        if hint.markup == LineMarkup::Quote && *role == Some(BlockKind::Byline) {
            *role = None;
            article.authors.retain(|author| author.span.is_none_or(|span| !line.span.contains(span)));
        }
    }
}

/// What was taken for the subtitle of another headline than the one that the page tells of is none of this article's.
fn drop_subtitle_above_title(lines: &[Line], roles: &mut [Option<BlockKind>], article: &mut Article) {
    let start = |text: &Option<Text>| text.as_ref().and_then(|text| text.span).map(|span| span.start);
    let (Some(title), Some(subtitle)) = (start(&article.title), start(&article.subtitle)) else { return };
    if subtitle < title {
        article.subtitle = None;
        for (line, role) in lines.iter().zip(roles) {
            if line.span.start < title && *role == Some(BlockKind::Subtitle) {
                *role = None;
            }
        }
    }
}

/// What speaks for each line besides the model, or against it.
fn pushes(rules: &Rules, page: &Builder, headline: Option<usize>) -> Vec<i32> {
    let mut push: Vec<i32> = page.hints.iter().map(|hint| hint.push).collect();
    if let Some(body) = &page.told.body {
        told::push_told(rules, &page.text, &page.lines, body, &mut push);
    }
    // What stands above the page's own headline is another article's, or none's.
    let above = headline.unwrap_or(0);
    if rules.when(rule::ABOVE_MAIN_HEADING, || above > 0) {
        push.iter_mut().take(above).for_each(|push| *push -= told::ABOVE_HEADLINE);
    }
    push
}

/// Makes lines without another role what their markup says.
fn mark_by_markup(hints: &[Hint], states: &[State], roles: &mut [Option<BlockKind>]) {
    for ((hint, state), role) in hints.iter().zip(states).zip(roles) {
        let body = *state == State::Body;
        let marked = match hint.markup {
            LineMarkup::Caption => Some(BlockKind::Caption),
            LineMarkup::Heading if body => Some(BlockKind::Heading),
            LineMarkup::Item if body => Some(BlockKind::ListItem),
            LineMarkup::Quote if body => Some(BlockKind::Blockquote),
            _ => None,
        };
        *role = role.or(marked);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_html() {
        assert!(looks_like("  <!DOCTYPE html><html>"));
        assert!(looks_like("<meta charset='utf-8'><p>One.</p>"));
        assert!(!looks_like("<3 this town"));
        assert!(!looks_like("Text with a <p> in it"));
    }

    #[test]
    fn deep_broken_and_hostile_pages_end() {
        let options = Options::default();
        let model = &crate::models::shipped().article;
        let deep =
            format!("{}The harbour was closed for the night.{}", "<div><b><i>".repeat(10_000), "</div>".repeat(5_000));
        let draft = read_html(&deep, &options, model, &Rules::ALL).unwrap();
        assert_eq!(draft.text, "The harbour was closed for the night.");
        assert!(read_html(&"<p>".repeat(100_000), &options, model, &Rules::ALL).is_err());
        let nulls =
            read_html("<p>a\0b</p><script>x</script><style>y</style><p hidden>z</p>", &options, model, &Rules::ALL)
                .unwrap();
        assert_eq!(nulls.text, "ab");
        assert!(read_html(&"<a href='".repeat(50_000), &options, model, &Rules::ALL).is_err());
    }
}
