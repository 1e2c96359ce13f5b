//! The trained models of all rooms, read and checked once.

use crate::error::Error;
use crate::{article, quotes, sentiment, tagger};

/// The bytes of each model's file.
#[derive(Clone, Copy)]
pub(crate) struct Files {
    pub(crate) article: &'static [u8],
    pub(crate) names: &'static [u8],
    pub(crate) finer: &'static [u8],
    pub(crate) quotes: &'static [u8],
    pub(crate) tone: &'static [u8],
    pub(crate) stance: &'static [u8],
}

/// The files compiled in.
pub(crate) const SHIPPED: Files = Files {
    article: include_bytes!("../models/article.bin"),
    names: include_bytes!("../models/names.bin"),
    finer: include_bytes!("../models/finer.bin"),
    quotes: include_bytes!("../models/quotes/content.bin"),
    tone: include_bytes!("../models/tone.bin"),
    stance: include_bytes!("../models/stance.bin"),
};

/// Every model, ready to use.
pub struct Models {
    pub(crate) article: article::Model,
    pub(crate) names: tagger::Weights<'static>,
    pub(crate) quotes: quotes::Weights<'static>,
    pub(crate) tone: sentiment::Weights,
    pub(crate) stance: sentiment::StanceWeights,
}

impl Models {
    /// What tone is judged by.
    pub(crate) fn trained_for_tone(&self) -> sentiment::Trained<'_> {
        sentiment::Trained { weights: &self.tone, stance: &self.stance }
    }

    /// The models compiled in.
    ///
    /// # Errors
    /// `model_load_failed` when one of them is damaged or another one than it should be.
    pub fn shipped() -> Result<Self, Error> {
        Self::read(&SHIPPED)
    }

    /// Reads and checks all files.
    ///
    /// # Errors
    /// As [`Models::shipped`].
    pub(crate) fn read(files: &Files) -> Result<Self, Error> {
        let finer =
            tagger::FinerWeights::from_bytes(files.finer).map_err(|damage| tagger::FINER_FORMAT.failure(damage))?;
        let names = tagger::Weights::read(files.names).map_err(|damage| tagger::FORMAT.failure(damage))?;
        Ok(Self {
            article: article::Model::from_bytes(files.article).map_err(|damage| article::FORMAT.failure(damage))?,
            names: names.with_finer(finer),
            quotes: quotes::Weights::read(files.quotes).map_err(|damage| quotes::FORMAT.failure(damage))?,
            tone: sentiment::Weights::read(files.tone).map_err(|damage| sentiment::FORMAT.failure(damage))?,
            stance: sentiment::StanceWeights::from_bytes(files.stance)
                .map_err(|damage| sentiment::STANCE_FORMAT.failure(damage))?,
        })
    }
}

/// The models that ship, read once for all tests.
#[cfg(test)]
pub(crate) fn shipped() -> &'static Models {
    static SHIPPED: std::sync::LazyLock<Models> = std::sync::LazyLock::new(|| Models::shipped().unwrap());
    &SHIPPED
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::container::Format;
    use crate::training::{names, quote_fingerprint, tone};

    /// Whether a model was trained with the features that the code has.
    fn check<const SECTIONS: usize>(format: &Format<SECTIONS>, file: &[u8], today: u64) {
        let name = format.name;
        assert!(
            format.fingerprint(file) == Ok(today),
            "the features of `{name}` changed: they are no longer those that its weights were trained with.\n\
             Revert the change, or train the model anew (models/{name}.md). If the change is meant, small and measured to be harmless\n\
             (`cargo xtask eval`), accept it with `cargo xtask train stamp {name}` and say so in the card."
        );
    }

    #[test]
    fn article_was_trained_with_these_features() {
        check(&article::FORMAT, SHIPPED.article, article::training::fingerprint());
    }

    #[test]
    fn names_was_trained_with_these_features() {
        check(&tagger::FORMAT, SHIPPED.names, names::fingerprint());
    }

    #[test]
    fn finer_was_trained_with_these_features() {
        check(&tagger::FINER_FORMAT, SHIPPED.finer, names::finer_fingerprint());
    }

    #[test]
    fn quotes_was_trained_with_these_features() {
        check(&quotes::FORMAT, SHIPPED.quotes, quote_fingerprint());
    }

    #[test]
    fn tone_was_trained_with_these_features() {
        check(&sentiment::FORMAT, SHIPPED.tone, tone::fingerprint());
    }

    #[test]
    fn stance_was_trained_with_these_features() {
        check(&sentiment::STANCE_FORMAT, SHIPPED.stance, tone::stance_fingerprint());
    }
}
