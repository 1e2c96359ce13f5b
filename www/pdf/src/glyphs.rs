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
        let [mut upright, left, down, right] = collector.glyphs;
        let mut height = height;
        // A page that lies on its side, whatever it says of itself.
        for (turn, turned) in [left, down, right].into_iter().enumerate() {
            if turned.len() > upright.len() {
                height = if turn == 1 { height } else { width };
                upright = turned;
            }
        }
        Found { page: Page { height, glyphs: upright }, pictures: collector.pictures }
    }
}

/// A font without glyphs, for those that the file names and does not bring: what their letters are and how wide is known without it.
fn stand_in() -> FontData {
    let mut font = Vec::new();
    // The table directory: `head` after it, then `maxp`.
    font.extend([0, 1, 0, 0, 0, 2, 0, 32, 0, 1, 0, 0]);
    for (name, at, length) in [(b"head", 44_u32, 54_u32), (b"maxp", 100, 6)] {
        font.extend(name);
        font.extend([0; 4]);
        font.extend(at.to_be_bytes());
        font.extend(length.to_be_bytes());
    }
    let mut head = [0_u8; 56];
    // Version 1, its magic number, and 1000 units to the em.
    for (at, bytes) in [(0, &[0, 1, 0, 0][..]), (12, &[0x5f, 0x0f, 0x3c, 0xf5]), (18, &[3, 0xe8])] {
        if let Some(place) = head.get_mut(at..at + bytes.len()) {
            place.copy_from_slice(bytes);
        }
    }
    font.extend(head);
    // Version 0.5, one glyph.
    font.extend([0, 0, 0x50, 0, 0, 1, 0, 0]);
    Arc::new(font)
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
        let turn = if a.abs() >= b.abs() { usize::from(a < 0.0) * 2 } else { if b < 0.0 { 1 } else { 3 } };
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
