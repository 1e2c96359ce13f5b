//! The reader: a small encoder that gives each piece of a word a state, which tells what the word means where it stands.
//!
//! ```text
//! text -> pieces -> windows -> encoder (kernels, numbers) -> states -> heads
//! ```
//! It knows a text and nothing of articles, names or other rooms. Everything that it computes comes to the same bits on every target:
//! nearly all sums are of integers, and the others have a fixed order ([`numbers`], [`kernels`]).
//!
//! No analysis uses it yet. Its face is what the training program sees:
//!
//! ```no_run
//! use newsglass::training::reader::{Reader, Workspace};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let file = std::fs::read("models/reader.bin")?;
//! let reader = Reader::load(&file)?;
//! let pieces = reader.pieces("Lena Ortiz said it would reopen.");
//! let states = reader.states(&pieces, &mut Workspace::default());
//! assert_eq!(states.rows().count(), pieces.len());
//! # Ok(())
//! # }
//! ```

mod encoder;
mod format;
mod kernels;
mod numbers;
mod pieces;
pub(crate) mod training;
mod windows;
mod writer;

pub use encoder::Workspace;
pub use format::{HIDDEN, Head};
pub use pieces::{Gap, Piece, WordShape};

use crate::container::Damage;
use format::Model;

/// A reader that is ready to use: views into the bytes of its file.
pub struct Reader<'m> {
    model: Model<'m>,
}

/// A state for each piece of a text, in the order of the pieces.
#[derive(Clone, Debug, PartialEq)]
pub struct States {
    values: Vec<f32>,
}

impl States {
    /// The state of each piece, of [`HIDDEN`] numbers.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &[f32; HIDDEN]> {
        self.values.as_chunks().0.iter()
    }

    /// The state of a piece by its index.
    pub fn of(&self, piece: usize) -> Option<&[f32; HIDDEN]> {
        self.values.as_chunks().0.get(piece)
    }
}

impl<'m> Reader<'m> {
    /// Reads and checks a file.
    ///
    /// # Errors
    /// What is wrong with `bytes`.
    pub fn load(bytes: &'m [u8]) -> Result<Self, Damage> {
        Ok(Self { model: Model::from_bytes(bytes)? })
    }

    /// Cuts a text into pieces.
    pub fn pieces(&self, text: &str) -> Vec<Piece> {
        self.model.vocabulary.pieces(text)
    }

    /// The entry of the vocabulary with a number.
    pub fn entry(&self, id: u16) -> Option<&'m str> {
        self.model.vocabulary.entry(id)
    }

    /// The state of each piece of a text.
    pub fn states(&self, pieces: &[Piece], workspace: &mut Workspace) -> States {
        let mut values = Vec::with_capacity(pieces.len() * HIDDEN);
        for window in windows::windows(pieces) {
            workspace.encode(&self.model, pieces.get(window.seen.clone()).unwrap_or_default());
            let first = window.core.start - window.seen.start;
            let states = workspace.states().get(first * HIDDEN..(first + window.core.len()) * HIDDEN);
            values.extend(states.unwrap_or_default());
        }
        States { values }
    }

    /// The head with a name.
    pub fn head(&self, name: &str) -> Option<&Head<'m>> {
        self.model.heads.iter().find(|head| head.name == name)
    }
}
