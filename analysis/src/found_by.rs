//! Rules in words: what a person is told where a program reads [`Quote::found_by`](crate::Quote::found_by).

/// The rules that decide about quotes, each with its English description, which is the key of its translations. A test of the crate
/// `newsglass` holds them against the rules that there are.
const QUOTE_RULES: [(&str, &str); 36] = [
    ("according-to", "a phrase such as “according to”"),
    ("announced", "a colon at the end of the paragraph before"),
    ("apposed-speaker", "a subject before the verb of saying"),
    ("be-like", "a subject before the verb of saying"),
    ("blamed-for", "a verb of blame, with the reason after it"),
    ("closing-cue", "a verb of saying at the end of the sentence"),
    ("colon", "a speaker before a colon"),
    ("cue", "a verb of saying; nobody is named with it"),
    ("dash-before-cue", "a subject after the verb of saying"),
    ("floating", "the paragraph before, in which somebody speaks"),
    ("going-on", "the quotation before, which goes on here"),
    ("governing-subject", "the subject of the clause around it"),
    ("headline", "a quotation in a headline, with its speaker"),
    ("inserted-cue", "a verb of saying in the middle of what is said"),
    ("introduced", "a sentence that leads to the quotation"),
    ("inverted-subject", "a verb of saying after a comma, and a name"),
    ("issuer", "who issued the statement"),
    ("named-nearby", "a name in the paragraph beside it"),
    ("paper-finds", "a subject before the verb of saying"),
    ("paragraph-chain", "a quotation that runs over several paragraphs"),
    ("plain-saying", "a plain verb of saying"),
    ("quotation-marks", "quotation marks alone, in a text that is not in English"),
    ("quoted-after-colon", "a quotation after a colon"),
    ("reported-clause", "a clause that is the object of the verb"),
    ("shared-subject", "the subject of the verb before"),
    ("signed", "a dash and a name"),
    ("spoken-comma", "a quotation that ends with a comma"),
    ("subject-after", "a subject after the verb of saying"),
    ("subject-before", "a subject before the verb of saying"),
    ("title-in-apposition", "a title that describes the speaker"),
    ("transcript", "the labels of an interview or a hearing"),
    ("verb-beside", "a name and a verb beside the quotation"),
    ("verb-first", "a verb of saying at the start of the sentence"),
    ("warned-against", "a warning against something"),
    ("when-it-was-said", "words that tell when it was said"),
    ("witness", "the only person spoken of"),
];

/// The English description of a rule that decides about quotes; `None` for a name that is none of them.
///
/// ```
/// assert_eq!(newsglass_analysis::quote_rule("issuer"), Some("who issued the statement"));
/// ```
pub fn quote_rule(found_by: &str) -> Option<&'static str> {
    QUOTE_RULES.iter().find(|(name, _)| *name == found_by).map(|(_, words)| *words)
}

/// The names of the rules that have a description.
pub fn quote_rules() -> impl Iterator<Item = &'static str> {
    QUOTE_RULES.iter().map(|(name, _)| *name)
}
