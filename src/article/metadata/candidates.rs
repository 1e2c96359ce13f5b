//! What may be headline, byline and day, as the trainer of the rankings sees it.

/// A line that may be the headline, the byline or have the day of publication.
pub struct Candidate {
    /// What it would be: the headline, the authors with commas between them, or the day in ISO 8601.
    pub value: String,
    /// Its features.
    pub features: Vec<u32>,
}

/// What may be the metadata of one text.
pub struct Candidates {
    /// Which lines may be the headline.
    pub titles: Vec<Candidate>,
    /// Which lines may be the byline, given the headline that the model chooses.
    pub bylines: Vec<Candidate>,
    /// Which lines may have the day of publication, given the headline and the byline that the model chooses.
    pub dates: Vec<Candidate>,
}
