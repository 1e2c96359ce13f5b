//! Kinds of lines that are not the article.

use super::reasons::Reason;

/// Kinds of lines that are not the article, as a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds(u32);

macro_rules! kinds {
    ($($name:ident $bit:literal $reason:ident;)*) => {
        impl Kinds {
            $(pub(super) const $name: Self = Self(1 << $bit);)*
            // Each kind with the reason told to a reader; the first that matches is told.
            const REASONS: &[(Self, Reason)] = &[$((Self::$name, Reason::$reason),)*];
        }
    };
}

kinds! {
    COOKIES 0 CookieNotice;
    PLAYER 1 MediaPlayer;
    ADVERTISEMENT 2 Advertisement;
    NEWSLETTER 3 NewsletterSignUp;
    SUBSCRIPTION 4 SubscriptionOffer;
    COMMENTS 5 Comments;
    SHARING 6 SharingButtons;
    RELATED 7 RelatedLinks;
    LEGAL 8 LegalNotice;
    AUTHOR 9 AboutTheAuthor;
    TIME 10 PageDetail;
    MENU 11 Menu;
    CAPTION 12 ImageCredit;
    PAGES 13 PageNumber;
}

impl Kinds {
    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The set as bits.
    pub(super) fn bits(self) -> u32 {
        self.0
    }

    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The indexes of the kinds in the set.
    pub(super) fn each(self) -> impl Iterator<Item = u32> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let bit = left.trailing_zeros();
            left &= left.checked_sub(1)?;
            Some(bit)
        })
    }

    /// What to tell a reader.
    pub(super) fn reason(self) -> Option<Reason> {
        Self::REASONS.iter().find(|(kind, _)| self.has(*kind)).map(|(_, reason)| *reason)
    }
}
