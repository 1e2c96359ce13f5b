//! Tables for spreadsheets, as comma-separated values (RFC 4180): a line of column names first, lines end with CR LF, a field is put in
//! quotation marks when it holds a comma, a quotation mark or a line end.
//!
//! **Formulas.** A spreadsheet takes a field that starts with `=`, `+`, `-` or `@` for a formula, and an article can be written to make
//! it one. So a field of text (never one of our numbers) gets an apostrophe in front when the first of its characters that is neither
//! white space nor an apostrophe is one of these four, also in their full-width forms, or when it starts with a tab or a line end.
//! Spreadsheets show the apostrophe, and programs undo it: where a field starts like that after its first apostrophe, that one is ours.
//!
//! `url`, last, is the address of the article, empty when it is not known.
//!
//! `start` and `end` count in the unit of the analysis. Scores are as in the JSON. A list in one field is parted by ` | `.

use super::numbers::number;
use super::table::Table;
use super::words::{address, label, mention_kind, one_line, quote_kind, quoted, value};
use crate::analysis::{Analysis, Sentiment};

/// How many characters around a mention are shown on each side.
const AROUND: usize = 60;

/// Between the items of a list in one field.
const BETWEEN: &str = " | ";

/// The table; `given` has the offsets that are written, `analysis` is the same in bytes.
pub(super) fn table(given: &Analysis, analysis: &Analysis, table: Table) -> String {
    match table {
        Table::Quotes => quotes(given, analysis),
        Table::Entities => entities(given),
        Table::Mentions => mentions(given, analysis),
        Table::Sentences => sentences(given, analysis),
    }
}

fn quotes(given: &Analysis, analysis: &Analysis) -> String {
    let mut out = Rows::new(
        "number,speaker,as_written,unnamed,entity,kind,text,cue,lemma,addressee,tone,score,strength,confidence,found_by,start,end,url,title,published",
    );
    for (index, (quote, bytes)) in given.quotes.iter().zip(&analysis.quotes).enumerate() {
        let speaker = quote.speaker.as_ref();
        out.number(index + 1);
        // Who is not named is called as the article does.
        out.text(speaker.map_or("", |speaker| speaker.name.as_ref().unwrap_or(&speaker.text)));
        out.text(speaker.map_or("", |speaker| &speaker.text));
        out.raw(speaker.map_or("", |speaker| if speaker.anonymous { "yes" } else { "no" }));
        out.raw(&speaker.and_then(|speaker| speaker.entity).map(|id| id.to_string()).unwrap_or_default());
        out.raw(quote_kind(quote.kind));
        out.text(&quoted(analysis, bytes));
        out.text(quote.cue.as_ref().map_or("", |cue| &cue.text));
        out.text(quote.cue.as_ref().map_or("", |cue| &cue.lemma));
        out.text(quote.addressee.as_ref().map_or("", |addressee| &addressee.text));
        out.tone(quote.sentiment.as_ref());
        out.raw(&number(quote.confidence));
        out.text(&quote.found_by);
        out.span(quote.start, quote.end);
        out.article(given);
        out.end_row();
    }
    out.text
}

fn entities(given: &Analysis) -> String {
    let mut out = Rows::new(
        "id,type,name,aliases,role,salience,mentions,tone,score,strength,value,wikidata,label,country,latitude,longitude,start,end,url,title,published",
    );
    for entity in &given.entities {
        out.raw(&entity.id.to_string());
        out.raw(entity.kind.as_str());
        out.text(&entity.name);
        out.text(&entity.aliases.join(BETWEEN));
        out.text(entity.role.as_deref().unwrap_or_default());
        out.raw(&number(entity.salience));
        out.number(entity.mentions.len());
        out.tone(entity.sentiment.as_ref());
        out.text(&entity.value.as_ref().map(value).unwrap_or_default());
        let link = entity.link.as_ref();
        out.text(link.map_or("", |link| &link.wikidata));
        out.text(link.map_or("", |link| &link.label));
        out.text(link.and_then(|link| link.country.as_deref()).unwrap_or_default());
        out.raw(&link.and_then(|link| link.lat).map(number).unwrap_or_default());
        out.raw(&link.and_then(|link| link.lon).map(number).unwrap_or_default());
        match entity.mentions.first() {
            Some(first) => out.span(first.start, first.end),
            None => (out.raw(""), out.raw("")).0,
        }
        out.article(given);
        out.end_row();
    }
    out.text
}

fn mentions(given: &Analysis, analysis: &Analysis) -> String {
    let mut out = Rows::new(
        "entity,type,name,kind,before,text,after,sentence,tone,score,strength,confidence,found_by,start,end,url,title,published",
    );
    for (entity, bytes) in given.entities.iter().zip(&analysis.entities) {
        for (mention, bytes) in entity.mentions.iter().zip(&bytes.mentions) {
            out.raw(&entity.id.to_string());
            out.raw(entity.kind.as_str());
            out.text(&entity.name);
            out.raw(mention_kind(mention.kind));
            let (before, after) = super::words::around(&analysis.text, bytes.span(), AROUND);
            out.text(&one_line(before));
            out.text(&mention.text);
            out.text(&one_line(after));
            out.raw(&mention.sentence.map(|index| (index + 1).to_string()).unwrap_or_default());
            out.tone(mention.sentiment.as_ref());
            out.raw(&number(mention.confidence));
            out.text(&mention.found_by);
            out.span(mention.start, mention.end);
            out.article(given);
            out.end_row();
        }
    }
    out.text
}

fn sentences(given: &Analysis, analysis: &Analysis) -> String {
    let mut out = Rows::new("number,block,text,tone,score,strength,evidence,start,end,url,title,published");
    for (index, (sentence, bytes)) in given.sentences.iter().zip(&analysis.sentences).enumerate() {
        out.number(index + 1);
        out.raw(given.article.blocks.get(sentence.block).map_or("", |block| block.kind.as_str()));
        out.text(crate::Span::new(bytes.start, bytes.end).of(&analysis.text));
        out.tone(sentence.sentiment.as_ref());
        let evidence = sentence.sentiment.iter().flat_map(|tone| &tone.evidence).map(|evidence| evidence.text.as_str());
        out.text(&evidence.collect::<Vec<_>>().join(BETWEEN));
        out.span(sentence.start, sentence.end);
        out.article(given);
        out.end_row();
    }
    out.text
}

/// A table as it is written.
struct Rows {
    text: String,
    /// Whether the row has a field already.
    begun: bool,
}

impl Rows {
    fn new(columns: &str) -> Self {
        Self { text: format!("{columns}\r\n"), begun: false }
    }

    /// A field of words that are not ours.
    fn text(&mut self, words: &str) {
        if could_be_formula(words) {
            self.raw(&format!("'{words}"));
        } else {
            self.raw(words);
        }
    }

    /// A field that cannot be mistaken: our own words and numbers.
    fn raw(&mut self, field: &str) {
        if std::mem::replace(&mut self.begun, true) {
            self.text.push(',');
        }
        if field.contains([',', '"', '\r', '\n']) {
            self.text.push('"');
            self.text.push_str(&field.replace('"', "\"\""));
            self.text.push('"');
        } else {
            self.text.push_str(field);
        }
    }

    /// The article: with its address, title and day, rows of several articles may be put together.
    fn article(&mut self, analysis: &Analysis) {
        let article = &analysis.article;
        self.text(address(article).unwrap_or_default());
        self.text(article.title.as_ref().map_or("", |title| &title.value));
        self.raw(article.published.as_ref().map_or("", |published| &published.value));
    }

    fn number(&mut self, number: usize) {
        self.raw(&number.to_string());
    }

    fn span(&mut self, start: usize, end: usize) {
        self.number(start);
        self.number(end);
    }

    /// Three fields: side, score, strength.
    fn tone(&mut self, tone: Option<&Sentiment>) {
        self.raw(tone.map_or("", |tone| label(tone.label)));
        self.raw(&tone.map(|tone| number(tone.score)).unwrap_or_default());
        self.raw(&tone.map(|tone| number(tone.strength)).unwrap_or_default());
    }

    fn end_row(&mut self) {
        self.text.push_str("\r\n");
        self.begun = false;
    }
}

/// Whether a spreadsheet could take it for a formula, now or once an apostrophe of ours is taken away.
fn could_be_formula(field: &str) -> bool {
    let rest = field.trim_start_matches('\'');
    let first =
        rest.trim_start_matches(|character: char| character.is_whitespace() || character == '\'').chars().next();
    first.is_some_and(|first| "=+-@＝＋－＠".contains(first)) || rest.starts_with(['\t', '\r', '\n'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_be_a_formula_gets_an_apostrophe_that_can_be_taken_away() {
        for formula in
            ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\u{a0}=1", "\t1", "\r\n=1", "＝1", "'=1", "''-1", "' =1"]
        {
            let mut rows = Rows::new("a");
            rows.text(formula);
            let field = rows.text.strip_prefix("a\r\n").unwrap().trim_matches('"');
            assert!(field.starts_with('\''), "{formula:?}");
            assert_eq!(field.get(1..), Some(formula), "{formula:?}");
            assert!(could_be_formula(&field[1..]));
        }
        for words in ["We = us", "'We saved it,' she said", "– a dash", "100", "", "'", "a\tb"] {
            assert!(!could_be_formula(words), "{words:?}");
        }
    }
}
