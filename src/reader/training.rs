//! What the training program needs of the reader.

pub use super::format::FORMAT;
pub use super::writer::{HeadParts, LayerParts, Parts};
pub use super::{Gap, HIDDEN, Head, Piece, Reader, States, WordShape, Workspace};
