//! What the content of a page shows: its text operators (ISO 32000-2, 9.4) and the forms that it draws.

use std::sync::Arc;

use hayro_font::hayro_cmap::BfString;
use hayro_font::hayro_syntax::content::TypedIter;
use hayro_font::hayro_syntax::content::ops::TypedInstruction;
use hayro_font::hayro_syntax::object::dict::keys::{MATRIX, RESOURCES, SUBTYPE};
use hayro_font::hayro_syntax::object::{Array, Name, Number, Object, Stream};
use hayro_font::hayro_syntax::page::{Page, Resources};
use hayro_font::kurbo::Affine;
use hayro_font::{CMapResolverFn, Font, FontCache, FontData, FontGlyph, FontResolverFn, UNITS_PER_EM};

use crate::glyphs::{Collector, Found};

/// How deep forms may draw forms.
const DEEPEST: usize = 20;
/// How many operators of a page are followed: a form may draw another many times, and that one the next.
const MOST_OPERATORS: usize = 5_000_000;

/// Reads pages of one file.
pub(crate) struct Reader<'a> {
    fonts: FontCache<'a>,
    font_resolver: FontResolverFn,
    cmap_resolver: CMapResolverFn,
}

impl<'a> Reader<'a> {
    pub(crate) fn new() -> Self {
        Self {
            fonts: FontCache::new(),
            font_resolver: Arc::new(|_| Some((stand_in(), 0))),
            // Those of Chinese, Japanese and Korean: fonts without a table of their own letters, in languages that are not read here.
            cmap_resolver: Arc::new(|_| None),
        }
    }

    /// What the page shows.
    pub(crate) fn page(&self, page: &Page<'a>) -> Found {
        let (width, height) = page.render_dimensions();
        let collector = Collector::new(f64::from(width), f64::from(height));
        let place = Affine::new(page.initial_transform(true).as_coeffs());
        let mut run = Run { reader: self, collector, left: MOST_OPERATORS };
        run.follow(page.typed_operations(), page.resources(), place, 0);
        run.collector.found()
    }
}

/// The graphics state, as far as text needs it.
#[derive(Clone)]
struct State<'a> {
    transform: Affine,
    font: Option<Font<'a>>,
    size: f64,
    letter_space: f64,
    word_space: f64,
    /// How wide text is set; 1 is as it is.
    stretch: f64,
    leading: f64,
    rise: f64,
    text: Affine,
    line: Affine,
}

impl State<'_> {
    fn new(transform: Affine) -> Self {
        Self {
            transform,
            font: None,
            size: 1.0,
            letter_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            text: Affine::IDENTITY,
            line: Affine::IDENTITY,
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line *= Affine::translate((x, y));
        self.text = self.line;
    }

    /// Moves along the line, or down it where text runs down.
    fn advance(&mut self, by: f64) {
        let down = self.font.as_ref().is_some_and(|font| !font.is_horizontal());
        self.text *= Affine::translate(if down { (0.0, by) } else { (by * self.stretch, 0.0) });
    }

    /// The operators that set the state of text and place it; `false` for all others.
    fn set(&mut self, operator: &TypedInstruction<'_, '_>) -> bool {
        match operator {
            TypedInstruction::BeginText(_) => (self.text, self.line) = (Affine::IDENTITY, Affine::IDENTITY),
            TypedInstruction::SetTextMatrix(m) => {
                self.line = affine([m.0, m.1, m.2, m.3, m.4, m.5]);
                self.text = self.line;
            }
            TypedInstruction::Transform(m) => self.transform *= affine([m.0, m.1, m.2, m.3, m.4, m.5]),
            TypedInstruction::HorizontalScaling(share) => self.stretch = share.0.as_f64() / 100.0,
            TypedInstruction::TextLeading(leading) => self.leading = leading.0.as_f64(),
            TypedInstruction::CharacterSpacing(space) => self.letter_space = space.0.as_f64(),
            TypedInstruction::WordSpacing(space) => self.word_space = space.0.as_f64(),
            TypedInstruction::TextRise(rise) => self.rise = rise.0.as_f64(),
            TypedInstruction::NextLine(by) => self.next_line(by.0.as_f64(), by.1.as_f64()),
            TypedInstruction::NextLineUsingLeading(_) => self.next_line(0.0, -self.leading),
            TypedInstruction::NextLineAndSetLeading(by) => {
                self.leading = -by.1.as_f64();
                self.next_line(by.0.as_f64(), by.1.as_f64());
            }
            _ => return false,
        }
        true
    }
}

fn affine(numbers: [Number; 6]) -> Affine {
    Affine::new(numbers.map(|number| number.as_f64()))
}

/// One page that is being read.
struct Run<'r, 'a> {
    reader: &'r Reader<'a>,
    collector: Collector,
    /// How many operators may still come.
    left: usize,
}

impl<'a> Run<'_, 'a> {
    /// Follows the operators of a page or of a form.
    fn follow(&mut self, mut operators: TypedIter<'_>, resources: &Resources<'a>, place: Affine, depth: usize) {
        let mut state = State::new(place);
        let mut saved = Vec::new();
        while let Some(operator) = operators.next() {
            if self.left == 0 {
                return;
            }
            self.left -= 1;
            if state.set(&operator) {
                continue;
            }
            match operator {
                TypedInstruction::SaveState(_) => saved.push(state.clone()),
                TypedInstruction::RestoreState(_) => state = saved.pop().unwrap_or(state),
                TypedInstruction::TextFont(font) => {
                    state.font = resources.get_font(font.0).and_then(|dictionary| {
                        self.reader.fonts.font(&dictionary, &self.reader.font_resolver, &self.reader.cmap_resolver)
                    });
                    state.size = font.1.as_f64();
                }
                TypedInstruction::ShowText(text) => self.show(&mut state, text.0.as_bytes()),
                TypedInstruction::ShowTexts(texts) => self.show_all(&mut state, texts.0),
                TypedInstruction::NextLineAndShowText(text) => {
                    state.next_line(0.0, -state.leading);
                    self.show(&mut state, text.0.as_bytes());
                }
                TypedInstruction::ShowTextWithParameters(text) => {
                    (state.word_space, state.letter_space) = (text.0.as_f64(), text.1.as_f64());
                    state.next_line(0.0, -state.leading);
                    self.show(&mut state, text.2.as_bytes());
                }
                TypedInstruction::XObject(object) => {
                    if let Some(stream) = resources.get_x_object(object.0) {
                        self.draw(&stream, resources, &state, depth);
                    }
                }
                TypedInstruction::InlineImage(_) => self.collector.pictures += 1,
                _ => {}
            }
        }
    }

    /// A form or a picture.
    fn draw(&mut self, stream: &Stream<'a>, resources: &Resources<'a>, state: &State<'a>, depth: usize) {
        let dictionary = stream.dict();
        let kind = dictionary.get::<Name<'_>>(SUBTYPE);
        if kind.as_deref() == Some(b"Image") {
            self.collector.pictures += 1;
            return;
        }
        if depth >= DEEPEST {
            return;
        }
        let Ok(content) = stream.decoded_data() else { return };
        let matrix = dictionary.get::<[f64; 6]>(MATRIX).map_or(Affine::IDENTITY, Affine::new);
        let own = dictionary.get(RESOURCES).map(Resources::new);
        let place = state.transform * matrix;
        self.follow(TypedIter::new(content.as_ref()), own.as_ref().unwrap_or(resources), place, depth + 1);
    }

    /// Strings with distances between them, in thousandths of an em.
    fn show_all(&mut self, state: &mut State<'a>, texts: &Array<'_>) {
        for text in texts.iter::<Object<'_>>() {
            match text {
                Object::Number(back) => state.advance(-back.as_f64() / f64::from(UNITS_PER_EM) * state.size),
                Object::String(text) => self.show(state, text.as_bytes()),
                _ => {}
            }
        }
    }

    fn show(&mut self, state: &mut State<'a>, bytes: &[u8]) {
        let Some(font) = state.font.clone() else { return };
        let em = Affine::new([state.size * state.stretch, 0.0, 0.0, state.size, 0.0, state.rise]);
        let mut at = 0;
        while at < bytes.len() {
            let (code, length) = font.read_code(bytes, at);
            at += length.max(1);
            let advance = font.code_advance(code) / f64::from(UNITS_PER_EM);
            if let Some(text) = letters(&font, code) {
                self.collector.take(text, state.transform * state.text * em, advance.x);
            }
            let along = if font.is_horizontal() { advance.x } else { advance.y };
            let word_space = if code == 32 && length == 1 { state.word_space } else { 0.0 };
            state.advance(along * state.size + state.letter_space + word_space);
        }
    }
}

/// What the code stands for, where the font or its table says so.
fn letters(font: &Font<'_>, code: u32) -> Option<String> {
    let letters = match font.glyph(font.map_code(code), code) {
        FontGlyph::Outline(glyph) => glyph.as_unicode(),
        FontGlyph::Type3(glyph) => glyph.as_unicode(),
    };
    letters.map(|letters| match letters {
        BfString::Char(letter) => letter.to_string(),
        BfString::String(letters) => letters,
    })
}

/// A font with one empty glyph of no width, for fonts that the file names and does not bring: what their letters are and how wide is known
/// without it, and a glyph of no width is not stretched.
fn stand_in() -> FontData {
    let head = table(54, &[(0, &[0, 1]), (12, &[0x5f, 0x0f, 0x3c, 0xf5]), (18, &[0x03, 0xe8])]);
    let hhea = table(36, &[(0, &[0, 1]), (34, &[0, 1])]);
    let tables =
        [(b"head", head), (b"hhea", hhea), (b"hmtx", table(4, &[])), (b"maxp", table(6, &[(2, &[0x50, 0, 0, 1])]))];
    let (mut font, mut rest) = (vec![0, 1, 0, 0, 0, 4, 0, 64, 0, 2, 0, 0], Vec::new());
    let start = font.len() + 16 * tables.len();
    for (name, table) in tables {
        font.extend(name);
        font.extend([0; 4]);
        font.extend(((start + rest.len()) as u32).to_be_bytes());
        font.extend((table.len() as u32).to_be_bytes());
        rest.extend(table);
        rest.resize(rest.len().next_multiple_of(4), 0);
    }
    font.extend(rest);
    Arc::new(font)
}

/// A table of a font: zeros but for these bytes.
fn table(length: usize, bytes: &[(usize, &[u8])]) -> Vec<u8> {
    let mut table = vec![0; length];
    for &(at, bytes) in bytes {
        if let Some(place) = table.get_mut(at..at + bytes.len()) {
            place.copy_from_slice(bytes);
        }
    }
    table
}
