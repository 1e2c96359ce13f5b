//! What can go wrong, in one type that every face reports alike.

use serde::Serialize;

/// An error with a code for programs, a message for people and a hint at the remedy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "NewsglassErrorData"))]
pub struct Error {
    code: ErrorCode,
    message: String,
    hint: String,
}

/// The kinds of error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[non_exhaustive]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// Nothing but white space.
    EmptyInput,
    /// More than [`crate::MAX_INPUT_BYTES`].
    InputTooLarge,
    /// Bytes that are no UTF-8.
    InvalidUtf8,
    /// An option that does not exist, or with a value it does not take.
    InvalidOption,
    /// The engine or its weights did not arrive.
    ModelLoadFailed,
    /// The engine stopped unexpectedly.
    EngineCrashed,
    /// The caller asked to stop.
    Cancelled,
    /// It took longer than the caller allows.
    Timeout,
}

impl ErrorCode {
    /// The word the contract uses, such as "empty_input".
    pub fn as_str(self) -> &'static str {
        match self {
            Self::EmptyInput => "empty_input",
            Self::InputTooLarge => "input_too_large",
            Self::InvalidUtf8 => "invalid_utf8",
            Self::InvalidOption => "invalid_option",
            Self::ModelLoadFailed => "model_load_failed",
            Self::EngineCrashed => "engine_crashed",
            Self::Cancelled => "cancelled",
            Self::Timeout => "timeout",
        }
    }
}

impl Error {
    /// An error of any kind, for faces that meet those the core does not.
    pub fn new(code: ErrorCode, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { code, message: message.into(), hint: hint.into() }
    }

    /// For programs.
    pub fn code(&self) -> ErrorCode {
        self.code
    }

    /// For people: what happened.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// For people: what to do about it.
    pub fn hint(&self) -> &str {
        &self.hint
    }

    /// Nothing to read.
    pub fn empty_input() -> Self {
        Self::new(ErrorCode::EmptyInput, "There is no text to read.", "Paste or open an article and try again.")
    }

    /// `size` bytes are more than `limit`.
    pub fn input_too_large(size: usize, limit: usize) -> Self {
        Self::new(
            ErrorCode::InputTooLarge,
            format!("The text has {size} bytes; the limit is {limit}."),
            "Analyze one article at a time, or split the text.",
        )
    }

    /// The first byte that is no UTF-8 stands at `position`.
    pub fn invalid_utf8(position: usize) -> Self {
        Self::new(
            ErrorCode::InvalidUtf8,
            format!("The input is not valid UTF-8 at byte {position}."),
            "Save the text as UTF-8 and try again.",
        )
    }

    /// The model `name` is damaged or another one; `reason` says how.
    pub fn model_load_failed(name: &str, reason: &str) -> Self {
        Self::new(
            ErrorCode::ModelLoadFailed,
            format!("The model `{name}` cannot be used: {reason}."),
            "Load or install Newsglass again; from source, check out `models/` again.",
        )
    }

    /// The option `name` does not take `given`; it takes `allowed`.
    pub fn invalid_option(name: &str, given: &str, allowed: &str) -> Self {
        let given: String = given.chars().take(80).collect();
        Self::new(
            ErrorCode::InvalidOption,
            format!("The option `{name}` cannot be {given}."),
            format!("`{name}` takes {allowed}."),
        )
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {} {}", self.code.as_str(), self.message, self.hint)
    }
}

impl std::error::Error for Error {}
