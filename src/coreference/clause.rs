//! What a mention is to its clause, told from word order and words of grammar, without a parser.

use crate::lexicon::{class, word};
use crate::quotes;
use crate::text::{Cursor, Document, Span, TokenKind};

/// The most tokens of an aside between a name and its verb.
const ASIDE: usize = 14;
/// Up to this many tokens may stand before a subject at the head of its sentence.
const SENTENCE_HEAD: usize = 4;
/// Tokens within which the rest of a pronoun's clause is looked for.
pub(super) const CLAUSE: usize = 16;

/// Where a mention stands in its clause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ClausePlace {
    /// Where subjects stand: at the head of its sentence or clause, or before a verb.
    pub(super) subject: bool,
    /// Its verb is seen after it.
    pub(super) acts: bool,
    /// A noun in lower case follows, so that the mention only qualifies it: "Acme" of "the Acme plant".
    pub(super) attributive: bool,
}

/// The place of a mention in a sentence, which is given by its number.
pub(super) fn place(document: &Document<'_>, mention: Span, sentence: usize) -> ClausePlace {
    let after = document.token_from(mention.end);
    let attributive = quotes::open_class(document.at(after).str());
    let Some(sentence) = document.sentences.get(sentence) else {
        return ClausePlace { attributive, ..ClausePlace::default() };
    };
    let start = document.token_from(mention.start);
    let (first, after) = (document.within(sentence, start), document.within(sentence, after));
    let before = first.back(1);
    let before_count = start.saturating_sub(sentence.tokens.start);
    // "who" has its verb in its stead.
    let (next, second) = two_words(after);
    let relative = next.str() == "," && second.lexeme() == word::WHO;
    // "Tell me about Smith, who feeds her son": whatever governs the name, it has a clause of its own.
    let governed = before.token().is_written(class::GOVERNING_PREPOSITION) && !relative;
    let free = after.kind() != TokenKind::Clitic && !governed;
    let acts = quotes::finite(next.str()) || relative || acts_after_aside(after);
    let opens = before.str() == "," || before.token().is_written(class::CLAUSE_OPENER);
    let heads = || before_count <= SENTENCE_HEAD && !follows_verb(first, before_count);
    ClausePlace { subject: free && (acts || opens || heads()), acts: free && acts, attributive }
}

/// The next two tokens that are no quotation marks: a verb may stand in marks.
fn two_words<'d, 't>(from: Cursor<'d, 't>) -> (Cursor<'d, 't>, Cursor<'d, 't>) {
    let unmarked = |mut cursor: Cursor<'d, 't>| {
        while cursor.kind() == TokenKind::QuoteMark {
            cursor = cursor.ahead(1);
        }
        cursor
    };
    let first = unmarked(from);
    (first, unmarked(first.ahead(1)))
}

/// Whether a verb stands among the tokens before, which has the mention for an object.
fn follows_verb(mention: Cursor<'_, '_>, before: usize) -> bool {
    (1..=before).any(|count| quotes::finite(mention.back(count).str()))
}

/// Whether a finite verb stands after an aside that describes a name: ", 33, was", " (88) said", ", a farmer from Kent, refused".
fn acts_after_aside(after: Cursor<'_, '_>) -> bool {
    let close = match after.str() {
        "," => ",",
        "(" => ")",
        _ => return false,
    };
    // One comma before the verb closes what stands before the name: "The agent, Smith, refused".
    if close == "," && quotes::finite(after.ahead(1).str()) {
        return true;
    }
    let ends = |mark: &str| mark == close || matches!(mark, "." | ";" | ":" | "\"" | "”");
    let end = (1..ASIDE).map(|count| after.ahead(count)).find(|cursor| ends(cursor.str()));
    end.is_some_and(|end| end.str() == close && end.id() != after.ahead(1).id() && quotes::finite(end.ahead(1).str()))
}

/// The byte where the clause of a subject ends that stands before that byte: at a mark, or after [`CLAUSE`] tokens.
pub(super) fn end_of_clause(document: &Document<'_>, subject: Span) -> Option<usize> {
    let first = document.token_from(subject.end);
    let clause = document
        .tokens
        .iter()
        .skip(first)
        .take(CLAUSE)
        .take_while(|token| token.kind != TokenKind::QuoteMark && !parts_clauses(document.str(token.span)));
    clause.last().map(|token| token.span.end)
}

/// Whether a token ends a clause that has a subject before it.
fn parts_clauses(word: &str) -> bool {
    matches!(word, "," | ";" | ":" | "—" | "–" | "--" | "." | "?" | "!" | "(" | ")")
}
