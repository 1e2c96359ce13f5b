//! Why a block was set aside, as a reader is told.

/// A reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    CookieNotice,
    MediaPlayer,
    Advertisement,
    NewsletterSignUp,
    SubscriptionOffer,
    Comments,
    SharingButtons,
    RelatedLinks,
    LegalNotice,
    AboutTheAuthor,
    PageDetail,
    Menu,
    ImageCredit,
    PageNumber,
    BeforeTheArticle,
    TextAfterTheEndOfTheArticle,
    InsertedIntoTheArticle,
    MailHeader,
    NotPartOfTheArticle,
    SetAsideByTheReader,
}

impl Reason {
    /// Its words.
    pub(super) fn text(self) -> &'static str {
        WORDS.iter().find(|(reason, _)| *reason == self).map_or("", |(_, text)| text)
    }
}

const WORDS: [(Reason, &str); 20] = [
    (Reason::CookieNotice, "cookie notice"),
    (Reason::MediaPlayer, "media player"),
    (Reason::Advertisement, "advertisement"),
    (Reason::NewsletterSignUp, "newsletter sign-up"),
    (Reason::SubscriptionOffer, "subscription offer"),
    (Reason::Comments, "comments"),
    (Reason::SharingButtons, "sharing buttons"),
    (Reason::RelatedLinks, "related links"),
    (Reason::LegalNotice, "legal notice"),
    (Reason::AboutTheAuthor, "about the author"),
    (Reason::PageDetail, "page detail"),
    (Reason::Menu, "menu"),
    (Reason::ImageCredit, "image credit"),
    (Reason::PageNumber, "page number"),
    (Reason::BeforeTheArticle, "before the article"),
    (Reason::TextAfterTheEndOfTheArticle, "text after the end of the article"),
    (Reason::InsertedIntoTheArticle, "inserted into the article"),
    (Reason::MailHeader, "mail header"),
    (Reason::NotPartOfTheArticle, "not part of the article"),
    (Reason::SetAsideByTheReader, "set aside by the reader"),
];
