//! The text of a PDF file in reading order, as a WebAssembly module that is fetched when one is opened.
//!
//! What cannot be read is a [`Problem`], whose name the page turns into words (`www/static/pdf-file.js`). A panic in a file that is broken
//! in a way of its own ends the worker that reads it, and is the same to the page as [`Problem::Broken`].

mod content;
mod glyphs;
mod layout;

use hayro_font::hayro_syntax::{LoadPdfError, Pdf};
use js_sys::Function;
use wasm_bindgen::prelude::*;

/// How many pages are read: more is a book and no article.
const MAX_PAGES: usize = 1000;
/// How many glyphs are taken: about as much text as the largest article.
const MAX_GLYPHS: usize = 5_000_000;
/// How many letters a page has at most that is a picture of a page, as a number or a stamp may be on it.
const LETTERS_OF_A_SCAN: usize = 40;

/// Why a file has no text to give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// It opens with a password only, or with a kind of encryption that is not known.
    Encrypted,
    /// It is no PDF, or too damaged.
    Broken,
    /// Its pages are pictures.
    Scan,
    /// It has neither text nor pictures, or text whose letters are not named.
    Empty,
    /// It has more than an article can have.
    Long,
}

impl Problem {
    fn name(self) -> &'static str {
        match self {
            Self::Encrypted => "encrypted",
            Self::Broken => "broken",
            Self::Scan => "scan",
            Self::Empty => "empty",
            Self::Long => "long",
        }
    }
}

/// The text of the file, with an empty line between paragraphs.
///
/// # Errors
/// Throws the name of a [`Problem`].
#[wasm_bindgen(js_name = textOf)]
pub fn text_for_page(bytes: Vec<u8>, on_progress: &Function) -> Result<String, JsValue> {
    let progress = |share: f64| {
        // A listener that throws loses its turn.
        let _ = on_progress.call1(&JsValue::NULL, &share.into());
    };
    text_of(bytes, progress).map_err(|problem| problem.name().into())
}

/// The text of the file, with an empty line between paragraphs; `progress` gets the share of its pages that is read, from 0 to 1.
///
/// # Errors
/// Says why there is none.
pub fn text_of(bytes: Vec<u8>, mut progress: impl FnMut(f64)) -> Result<String, Problem> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Problem::Encrypted,
        LoadPdfError::Invalid => Problem::Broken,
    })?;
    let count = pdf.pages().iter().count();
    match count {
        0 => return Err(Problem::Broken),
        1..=MAX_PAGES => {}
        _ => return Err(Problem::Long),
    }
    let reader = content::Reader::new();
    let (mut pages, mut pictures, mut letters) = (Vec::new(), 0, 0);
    for (number, page) in pdf.pages().iter().enumerate() {
        let found = reader.page(page);
        pictures += found.pictures;
        letters += found.page.glyphs.len();
        if letters > MAX_GLYPHS {
            return Err(Problem::Long);
        }
        pages.push(found.page);
        progress((number + 1) as f64 / count as f64);
    }
    if letters < LETTERS_OF_A_SCAN * count && pictures > 0 {
        return Err(Problem::Scan);
    }
    let title = pdf.metadata().title.as_deref().and_then(title);
    let text = layout::text(&pages, title.as_deref());
    if text.chars().any(char::is_alphanumeric) { Ok(text) } else { Err(Problem::Empty) }
}

/// The title that the file gives itself, if it is one: programs write the names of files and of themselves there.
fn title(bytes: &[u8]) -> Option<String> {
    let decoded = match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let units = rest.chunks_exact(2).map(|pair| pair.iter().fold(0, |unit, &byte| unit << 8 | u16::from(byte)));
            String::from_utf16_lossy(&units.collect::<Vec<u16>>())
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        // What PDFDocEncoding has besides Latin-1 is rare in titles.
        _ => bytes.iter().map(|&byte| char::from(byte)).collect(),
    };
    let title = decoded.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = title.to_lowercase();
    let of_a_program = ["microsoft", "untitled", "unbenannt", "sin título", "powerpoint", "layout", "slide ", "page "];
    let is_file =
        lower.rsplit_once('.').is_some_and(|(_, end)| end.len() < 6 && end.chars().all(char::is_alphanumeric));
    let is_address = lower.contains("://") || lower.contains('_') || lower.contains('\\');
    let is_program = of_a_program.iter().any(|name| lower.starts_with(name));
    let words = title.split(' ').filter(|word| word.chars().any(char::is_alphabetic)).count();
    let plausible = words >= 2 && title.chars().count() <= 200 && !title.contains(char::is_control);
    (plausible && !is_file && !is_address && !is_program && !title.contains('\u{fffd}')).then_some(title)
}

#[cfg(test)]
mod tests;
