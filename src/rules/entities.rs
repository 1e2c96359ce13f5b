//! Rules of what people are said to be, and of names that mean one person or thing.

use super::rows;

rows! {
    table 6;

    /// "US State Department spokesman Ned Price"
    ROLE_BEFORE_NAME = "role-before-name",
        fires "State Department spokesman Ned Price spoke about the bridge.",
        rests "Ned Price, a spokesman, spoke about the bridge.";
    /// "Noor Fatima, an Islamabad-based analyst,"
    ROLE_AFTER_NAME = "role-after-name",
        fires "Ned Price, an analyst in Boston, spoke about the bridge.",
        rests "Ned Price, who lives in Boston, spoke about the bridge.";
    /// "the party's leader, Qari Amjad,"
    ROLE_BEFORE_COMMA = "role-before-comma",
        fires "The party's leader, Ned Price, spoke about the bridge.",
        rests "The leader Ned Price spoke about the bridge.";
    /// "What coach Hall is building": "What" is no part of the description.
    OPENS_NO_NAME = "opens-no-name",
        fires "What coach Ned Price is building will last.",
        rests "Boston coach Ned Price is building what will last.";
    /// "founder and director Ned Price"
    TWO_ROLES = "two-roles",
        fires "The school's founder and director Ned Price spoke about the bridge.",
        rests "The school's director Ned Price spoke about the bridge.";
    /// "Vermont Agency of Transportation spokesman"
    ROLE_OF = "role-of",
        fires "On Monday the Vermont Agency of Transportation spokesman Ned Price spoke about the bridge.",
        rests "On Monday the spokesman Ned Price spoke about the bridge.";
    /// "the first camp to host Ned Price": a verb, not what he is.
    ROLE_OR_VERB = "role-or-verb",
        fires "It was the first camp to host Ned Price in years.",
        rests "The camp thanked show host Ned Price in May.";
    /// "a board member chosen for the task": what was done to somebody is no part of what he is.
    ROLE_BEFORE_PARTICIPLE = "role-before-participle",
        fires "Ned Price, a board member chosen for the task, spoke about the bridge.",
        rests "Ned Price, a board member of the bank, spoke about the bridge.";
    /// "Ned Price, 62, an analyst": an age may stand between.
    AGE_BEFORE_ROLE = "age-before-role",
        fires "Ned Price, 62, an analyst in Boston, spoke about the bridge.",
        rests "Ned Price, an analyst in Boston, spoke about the bridge.";
    /// "Tehreek-e-Taliban Pakistan (TTP)"
    BRACKETED_ACRONYM = "bracketed-acronym",
        fires "The World Health Organization (WHO) opened the bridge.",
        rests "The World Health Organization opened the bridge.";
    /// "Tehreek-e-Taliban Pakistan, or TTP"
    ACRONYM_AFTER_OR = "acronym-after-or",
        fires "The Boston Bridge Agency, or BBA, opened the bridge.",
        rests "The Boston Bridge Agency and BBA opened the bridge.";
    /// An acronym that the words of only one name in the text make.
    ACRONYM = "acronym",
        fires "The Boston Bridge Agency opened the bridge. The BBA was thanked by the city.",
        rests "The Boston Bridge Agency opened the bridge. The city thanked the agency.";
    /// "The TTP, commonly known as the Pakistani Taliban,"
    KNOWN_AS = "known-as",
        fires "The Boston Bridge Agency, commonly known as Bridge House, opened the bridge.",
        rests "The Boston Bridge Agency opened Bridge House.";
    /// "Ms Shaw" is Nora Shaw sooner than Con Shaw, of whom nothing tells.
    SAME_GENDER = "same-gender",
        fires "Mrs Nora Shaw spoke about the bridge. Mrs Shaw said that it was safe.",
        rests "Con Shaw spoke about the bridge. Shaw said that it was safe.";
    /// A relative named in passing, long ago, does not take the surname over from whom the article is about.
    MAIN_BEARER = "main-bearer",
        fires "Lena Ortiz opened the bridge. Lena Ortiz spoke. Lena Ortiz is the mayor. Her father was Pablo Ortiz. The river was high. The bridge is long. The city is old. Ortiz said that it was safe.",
        rests "Lena Ortiz opened the bridge. Lena Ortiz spoke. Ortiz said that it was safe.";
}
