//! How an analysis and a command end.

/// How a command ended.
pub(crate) enum Outcome {
    /// Every input was read.
    Fine,
    /// At least one was not; which was said.
    SomeFailed,
}

/// Analyses, and turns a defect of the core into an error: one bad article must not end a batch.
pub(crate) fn analyze_guarded(
    analyzer: &newsglass::Analyzer,
    input: &str,
    options: &newsglass::Options,
) -> Result<newsglass::Analysis, newsglass::Error> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| analyzer.analyze(input, options))).unwrap_or_else(|_| {
        Err(newsglass::Error::new(
            newsglass::ErrorCode::EngineCrashed,
            "The engine stopped unexpectedly.",
            "This is a defect of Newsglass; please report it with the text that caused it.",
        ))
    })
}
