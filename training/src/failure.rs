//! What goes wrong here ends the program, so every error is one that can be printed.

/// Any error.
pub(crate) type Failure = Box<dyn std::error::Error>;

/// A value, or any error.
pub(crate) type Outcome<T> = Result<T, Failure>;
