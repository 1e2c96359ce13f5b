//! Rules of sentiment: which words are no tone toward somebody, or less. How much a word says is told by trained weights.

use super::rows;

rows! {
    table 5;

    /// "I am a terrible driver": what somebody says of himself is no tone of the article toward him.
    OF_HIMSELF = "of-himself",
        fires "\"I am a terrible driver,\" Lena Ortiz said.",
        rests "Lena Ortiz is a terrible driver.";
    /// "in Ohio", "near Quay Street": where something is.
    SAYS_WHERE = "says-where",
        fires "A terrible storm hit the bridge in Ohio. It was closed. Nobody was hurt. It will be repaired.",
        rests "Ohio closed the bridge after a terrible storm. It was old. Nobody was hurt. It will be repaired.";
    /// "Irish butter": which butter, and nothing of the Irish.
    SAYS_WHICH = "says-which",
        fires "The Irish butter was terrible. It was sold in May. Nobody bought it. It will be burnt.",
        rests "The Russians were terrible. They came in May. Nobody liked them. They will leave.";
    /// What somebody says tells less of him than what the writer says: who calls the damage terrible is not blamed for it.
    OWN_WORDS = "own-words",
        fires "Lena Ortiz said: \"The damage is terrible, and nobody will repair it.\"",
        rests "Lena Ortiz saw the terrible damage, and nobody will repair it.";
    /// An article of hardly anything but quotations has the tone of what is quoted, at half.
    MADE_OF_QUOTES = "made-of-quotes",
        fires "\"The damage is terrible, and nobody will repair it before the winter.\"",
        rests "The damage is terrible, and nobody will repair it before the winter.";
}
