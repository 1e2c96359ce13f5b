//! Whose words stand where: the quotes as the rules of reference ask for them.

use std::collections::{BTreeMap, BTreeSet};

use super::descriptions::strip_word;
use crate::analysis::{Quote, QuoteKind};
use crate::lexicon::word;
use crate::text::{Document, Span};

/// How many bytes of titles may stand between "said of" and a name.
const TITLES: usize = 30;

/// A part of a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Part {
    pub(super) span: Span,
    /// Index into the quotes.
    pub(super) quote: usize,
}

/// Parts of quotes in text order.
#[derive(Debug)]
pub(super) struct Parts(Vec<Part>);

impl Parts {
    fn of<'q>(quotes: impl Iterator<Item = (usize, &'q Quote)>) -> Self {
        let parts = quotes.flat_map(|(quote, said)| said.parts.iter().map(move |&span| Part { span, quote }));
        let mut parts: Vec<Part> = parts.collect();
        parts.sort_by_key(|part| part.span);
        Self(parts)
    }

    /// The last part that begins at a byte or before it.
    pub(super) fn last_from(&self, position: usize) -> Option<Part> {
        let after = self.0.partition_point(|part| part.span.start <= position);
        self.0.get(after.checked_sub(1)?).copied()
    }

    /// The quote that covers a byte.
    pub(super) fn quote_at(&self, position: usize) -> Option<usize> {
        self.last_from(position).filter(|part| position < part.span.end).map(|part| part.quote)
    }
}

/// The quotes of a text.
#[derive(Debug)]
pub(super) struct Speech {
    pub(super) direct: Parts,
    /// Speech that is reported in the writer's grammar: whoever speaks is "he" in it.
    pub(super) reported: Parts,
    /// Direct speech by the mention of its speaker.
    own_words: BTreeMap<Span, Vec<Span>>,
    /// Of whom a direct quote is said, by its index: the byte where the name starts.
    about: BTreeMap<usize, usize>,
    /// Who tells a quote, by its index.
    tellers: BTreeMap<usize, Span>,
}

impl Speech {
    /// `names` are the bytes where names start.
    pub(super) fn new(document: &Document<'_>, quotes: &[Quote], names: &BTreeSet<usize>) -> Self {
        let all = || quotes.iter().enumerate();
        let direct = || all().filter(|(_, quote)| quote.kind == QuoteKind::Direct);
        let teller = |quote: &Quote| quote.speaker.as_ref().map(|speaker| Span::new(speaker.start, speaker.end));
        let own_words = direct().filter_map(|(_, quote)| Some((teller(quote)?, quote.parts.clone())));
        let about = direct().filter_map(|(index, quote)| Some((index, named_after_of(document, quote, names)?)));
        let tellers = all().filter_map(|(index, quote)| Some((index, teller(quote)?)));
        Self {
            direct: Parts::of(direct()),
            reported: Parts::of(all().filter(|(_, quote)| quote.kind != QuoteKind::Direct)),
            own_words: own_words.collect(),
            about: about.collect(),
            tellers: tellers.collect(),
        }
    }

    /// What somebody says in so many words, by the mention of the speaker.
    pub(super) fn own_words(&self, speaker: Span) -> &[Span] {
        self.own_words.get(&speaker).map_or(&[], Vec::as_slice)
    }

    /// The byte where the name starts of whom a direct quote is said.
    pub(super) fn said_of(&self, quote: usize) -> Option<usize> {
        self.about.get(&quote).copied()
    }

    /// Who tells a quote.
    pub(super) fn teller(&self, quote: usize) -> Option<Span> {
        self.tellers.get(&quote).copied()
    }
}

/// `"He is a bully," Smith said of Mayor Jones`: where the name after "of" starts, which only titles may stand before.
fn named_after_of(document: &Document<'_>, quote: &Quote, names: &BTreeSet<usize>) -> Option<usize> {
    let after = document.text.get(quote.cue.as_ref()?.end..)?;
    let start = document.text.len() - strip_word(after, word::OF)?.len();
    let name = names.range(start..start + TITLES).next().copied()?;
    let titles = document.text.get(start..name)?;
    titles.split_whitespace().all(|word| word.starts_with(char::is_uppercase)).then_some(name)
}
