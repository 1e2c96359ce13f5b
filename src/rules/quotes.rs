//! Rules of quotes: cues, content, speakers.

use super::rows;

rows! {
    table 0;

    /// "wrote in a note that": what looks like a verb after "in a" is a thing that somebody writes in.
    WRITTEN_NOUN = "written-noun",
        fires "Lena Ortiz wrote in a note that the bridge was safe.",
        rests "Lena Ortiz said that the bridge was safe.";
}
