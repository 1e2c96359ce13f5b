//! The glyphs of a page with their places, as the interpreter draws them.

use std::sync::Arc;

use hayro_interpret::font::{FontData, Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::page::Page as PdfPage;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, RenderContent, SoftMask, interpret_page,
};

use crate::layout::{Glyph, Page};

/// Reads pages of one file.
pub(crate) struct Reader<'a> {
    pdf: &'a Pdf,
    cache: InterpreterCache<'a>,
    settings: InterpreterSettings,
}

/// What a page has.
pub(crate) struct Found {
    pub(crate) page: Page,
    pub(crate) pictures: usize,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(pdf: &'a Pdf) -> Self {
        let settings = InterpreterSettings {
            font_resolver: Arc::new(|_| Some((stand_in(), 0))),
            // Notes and form fields are not of the article.
            render_content: RenderContent::PAGE,
            ..InterpreterSettings::default()
        };
        Self { pdf, cache: InterpreterCache::new(), settings }
    }

    pub(crate) fn page(&mut self, page: &PdfPage<'a>) -> Found {
        let (width, height) = page.render_dimensions();
        let (width, height) = (f64::from(width), f64::from(height));
        let place = Affine::new(page.initial_transform(true).as_coeffs());
        let area = Rect::new(0.0, 0.0, width, height);
        let mut context = Context::new(place, area, &self.cache, self.pdf.xref(), self.settings.clone());
        let mut collector = Collector { area, glyphs: Default::default(), pictures: 0 };
        interpret_page(page, &mut context, &mut collector);
        let [mut upright, up, over, down] = collector.glyphs;
        let mut height = height;
        // A page that lies on its side, whatever it says of itself.
        for (turn, turned) in [up, over, down].into_iter().enumerate() {
            if turned.len() > upright.len() {
                height = if turn == 1 { height } else { width };
                upright = turned;
            }
        }
        Found { page: Page { height, glyphs: upright }, pictures: collector.pictures }
    }
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

/// Takes what is drawn on a page: text by the direction it runs in, by quarter turns, each as if it ran to the right.
struct Collector {
    area: Rect,
    glyphs: [Vec<Glyph>; 4],
    pictures: usize,
}

impl Collector {
    fn take(&mut self, text: String, transform: Affine, advance: f64) {
        let origin = transform * Point::ZERO;
        let [a, b, c, d, ..] = transform.as_coeffs();
        // Not what is off the page, by more than rounding.
        if !self.area.inflate(1.0, 1.0).contains(origin) {
            return;
        }
        let (along, size) = (a.hypot(b), 1000.0 * c.hypot(d));
        if !(along.is_finite() && size.is_finite() && size > 0.1) {
            return;
        }
        let turn = match (a.abs() >= b.abs(), a < 0.0, b < 0.0) {
            (true, false, _) => 0,
            (false, _, true) => 1,
            (true, true, _) => 2,
            (false, _, false) => 3,
        };
        // Slanted across the page, as what is stamped over it.
        if a.abs().min(b.abs()) > 0.2 * a.abs().max(b.abs()) {
            return;
        }
        let (x, y) = match turn {
            0 => (origin.x, origin.y),
            1 => (self.area.y1 - origin.y, origin.x),
            2 => (self.area.x1 - origin.x, self.area.y1 - origin.y),
            _ => (origin.y, self.area.x1 - origin.x),
        };
        if let Some(glyphs) = self.glyphs.get_mut(turn) {
            glyphs.push(Glyph { text, x, y, width: advance * along, size });
        }
    }
}

impl<'a> Device<'a> for Collector {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            let text = match glyph.as_unicode() {
                Some(BfString::Char(letter)) => letter.to_string(),
                Some(BfString::String(letters)) => letters,
                None => continue,
            };
            let advance = match &**glyph {
                Drawn::Outline(outline) => outline.advance_width(),
                Drawn::Type3(drawn) => drawn.advance_width(),
            };
            self.take(text, props.transform * glyph.transform(), f64::from(advance.unwrap_or(500.0)));
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.pictures += 1;
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
