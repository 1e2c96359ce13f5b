//! The one path through the house, readable top to bottom.

use std::sync::Arc;

use crate::analysis::{Analysis, Entity, Quote, SCHEMA_VERSION, Sentence};
use crate::entities::Values;
use crate::error::Error;
use crate::models::Models;
use crate::options::{Date, Feature, Options};
use crate::rules::{self, Rule, Rules};
use crate::text::Document;
use crate::{MAX_INPUT_BYTES, article, coreference, entities, quotes, sentiment, summary, voices};

/// Reads articles. Holds what is built once and used for every article; cheap to share, never changes.
///
/// Building one reads and checks the models (a few milliseconds), cloning one copies a pointer.
#[derive(Clone)]
pub struct Analyzer {
    models: Arc<Result<Models, Error>>,
    rules: Arc<Rules>,
    values: Arc<Values>,
}

impl std::fmt::Debug for Analyzer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Analyzer").field("ready", &self.models.is_ok()).finish_non_exhaustive()
    }
}

impl Default for Analyzer {
    fn default() -> Self {
        Self::new()
    }
}

impl Analyzer {
    /// Ready to read, unless a model is damaged: then every analysis fails with `model_load_failed`.
    pub fn new() -> Self {
        Self::with_rules(Rules::ALL)
    }

    /// An analyzer that counts which hand-made rules fire, perhaps without one of them; `None` when no rule has that name. For measuring
    /// what a rule pays: `cargo xtask rules`.
    #[doc(hidden)]
    pub fn counting_rules(without: Option<&str>) -> Option<Self> {
        let without = match without {
            Some(name) => Some(Rule::named(name)?),
            None => None,
        };
        Some(Self::with_rules(Rules::counted(without)))
    }

    /// The hand-made rules: table, name, a text in which the rule fires, a text in which it rests.
    #[doc(hidden)]
    pub fn rules() -> Vec<[&'static str; 4]> {
        rules::all().map(|rule| [rule.table(), rule.name(), rule.row().fires, rule.row().rests]).collect()
    }

    /// How often each rule has fired since this analyzer was made by [`Analyzer::counting_rules`], in the order of the tables.
    #[doc(hidden)]
    pub fn rules_fired(&self) -> Vec<(&'static str, u32)> {
        rules::all().map(|rule| (rule.name(), self.rules.fired(rule))).collect()
    }

    fn with_rules(rules: Rules) -> Self {
        Self { models: Arc::new(Models::shipped()), rules: Arc::new(rules), values: Arc::default() }
    }

    /// Reads one article.
    ///
    /// # Errors
    /// `empty_input` when there is nothing but white space, `input_too_large` beyond [`MAX_INPUT_BYTES`], `model_load_failed` when a
    /// model did not arrive whole.
    pub fn analyze(&self, input: &str, options: &Options) -> Result<Analysis, Error> {
        self.analyze_with_progress(input, options, &mut |_| {})
    }

    /// Reads one article and says how far it is: `progress` gets shares of the work done, from 0 to 1, never falling.
    ///
    /// # Errors
    /// As [`Analyzer::analyze`].
    pub fn analyze_with_progress(
        &self,
        input: &str,
        options: &Options,
        progress: &mut dyn FnMut(f64),
    ) -> Result<Analysis, Error> {
        if input.len() > MAX_INPUT_BYTES {
            return Err(Error::input_too_large(input.len(), MAX_INPUT_BYTES));
        }
        if input.trim().is_empty() {
            return Err(Error::empty_input());
        }
        let models = self.models.as_ref().as_ref().map_err(Error::clone)?;
        progress(0.0);
        let reading = article::read_article(input, options, &models.article, &self.rules)?;
        progress(0.1);
        let document = Document::with_rules(&reading.text, &reading.article.blocks, &self.rules);
        progress(0.2);

        let mut found = if options.features.is_empty() {
            Findings::default()
        } else if reading.foreign {
            self.find_in_any_language(&document, options, &reading.article.language.code)
        } else {
            let anchor = options
                .published
                .or_else(|| reading.article.published.as_ref().and_then(|day| Date::parse(day.value.get(..10)?)));
            self.find_in_english(&document, options, anchor, models, progress)
        };
        progress(0.95);

        if !options.wants(Feature::Entities) {
            found.entities.clear();
            found
                .quotes
                .iter_mut()
                .filter_map(|quote| quote.speaker.as_mut())
                .for_each(|speaker| speaker.entity = None);
        }
        if !options.wants(Feature::Quotes) {
            found.quotes.clear();
        }
        let (mut tones, article_tone) = match found.tone {
            Some(tone) => (tone.sentences.into_iter().map(Some).collect(), Some(tone.article)),
            None => (Vec::new(), None),
        };
        let body = document.sentences.iter().filter(|sentence| sentence.body_index.is_some());
        tones.resize(body.clone().count(), None);
        let sentences = body
            .zip(tones)
            .map(|(sentence, sentiment)| Sentence {
                start: sentence.span.start,
                end: sentence.span.end,
                block: sentence.block,
                sentiment,
            })
            .collect();
        let mut analysis = Analysis {
            schema_version: SCHEMA_VERSION,
            offsets: crate::OffsetUnit::Utf8,
            sentences,
            summary: found.summary,
            entities: found.entities,
            voices: voices::gather(&reading.text, &found.quotes),
            quotes: found.quotes,
            sentiment: article_tone,
            warnings: reading.warnings,
            article: reading.article,
            text: reading.text,
        };
        if let Some(original) = reading.original {
            original.restore(&mut analysis);
        }
        analysis.convert_offsets(options.offsets);
        progress(1.0);
        Ok(analysis)
    }

    /// Everything, in a text that is English or may be; `published`: the day that relative dates count from.
    fn find_in_english(
        &self,
        document: &Document<'_>,
        options: &Options,
        published: Option<Date>,
        models: &Models,
        progress: &mut dyn FnMut(f64),
    ) -> Findings {
        let mut entities = entities::find(document, &options.lexicon, published, &models.names, &self.values);
        progress(0.5);
        // Pronouns are resolved with the help of quotes (who "I" is), and sentences know whose voice they are in through them.
        let mut quotes = quotes::find(document, &entities, models.quotes);
        coreference::resolve(document, &mut entities, &mut quotes);
        coreference::unnamed::add(document, &mut entities);
        progress(0.8);
        let tone = options
            .wants(Feature::Sentiment)
            .then(|| sentiment::judge(document, &mut entities, &mut quotes, models.trained_for_tone()));
        Findings { summary: summary::choose(document, &quotes), entities, quotes, tone }
    }

    /// What can be told of a text without knowing its language: values in digits and signs, and what stands in quotation marks.
    fn find_in_any_language(&self, document: &Document<'_>, options: &Options, language: &str) -> Findings {
        Findings {
            entities: entities::find_written(document, &options.lexicon, language, &self.values),
            quotes: quotes::find_marked(document, language),
            ..Findings::default()
        }
    }
}

/// What was found in the body and the headline; offsets are bytes.
#[derive(Default)]
struct Findings {
    entities: Vec<Entity>,
    quotes: Vec<Quote>,
    summary: Vec<usize>,
    /// `None` when it was not asked for or cannot be told.
    tone: Option<sentiment::Tone>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorCode;
    use crate::models::{Files, SHIPPED};

    const TEXT: &str = "\"The bridge will reopen on Friday,\" Mayor Lena Ortiz said.";

    fn analyzer(files: &Files) -> Analyzer {
        Analyzer { models: Arc::new(Models::read(files)), rules: Arc::new(Rules::ALL), values: Arc::default() }
    }

    #[test]
    fn a_model_that_is_damaged_or_another_one_fails_every_analysis() {
        let damaged = |bytes: &[u8]| {
            let mut bytes = bytes.to_vec();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            &*bytes.leak()
        };
        let cases = [
            ("article", Files { article: damaged(SHIPPED.article), ..SHIPPED }),
            ("names", Files { names: damaged(SHIPPED.names), ..SHIPPED }),
            ("finer", Files { finer: damaged(SHIPPED.finer), ..SHIPPED }),
            ("quotes", Files { quotes: damaged(SHIPPED.quotes), ..SHIPPED }),
            ("tone", Files { tone: damaged(SHIPPED.tone), ..SHIPPED }),
            ("stance", Files { stance: damaged(SHIPPED.stance), ..SHIPPED }),
            ("article", Files { article: SHIPPED.names, ..SHIPPED }),
            ("names", Files { names: SHIPPED.quotes, ..SHIPPED }),
            ("quotes", Files { quotes: &SHIPPED.quotes[..1000], ..SHIPPED }),
            ("tone", Files { tone: b"", ..SHIPPED }),
        ];
        for (name, files) in cases {
            let analyzer = analyzer(&files);
            for options in [Options::default(), Options { features: Vec::new(), clean: false, ..Options::default() }] {
                let error = analyzer.clone().analyze(TEXT, &options).unwrap_err();
                assert_eq!(error.code(), ErrorCode::ModelLoadFailed, "{name}");
                assert!(error.message().contains(&format!("`{name}`")), "{error}");
            }
        }
        assert!(analyzer(&SHIPPED).analyze(TEXT, &Options::default()).is_ok());
    }
}
