//! The glyphs of a page with their places, as they are shown one after the other.

use hayro_font::kurbo::{Affine, Point, Rect};

use crate::layout::{Glyph, Page};

/// What a page has.
pub(crate) struct Found {
    pub(crate) page: Page,
    pub(crate) pictures: usize,
}

/// Takes what is drawn on a page: text by the direction it runs in, by quarter turns, each as if it ran to the right.
pub(crate) struct Collector {
    area: Rect,
    glyphs: [Vec<Glyph>; 4],
    pub(crate) pictures: usize,
}

impl Collector {
    /// For a page of that size.
    pub(crate) fn new(width: f64, height: f64) -> Self {
        Self { area: Rect::new(0.0, 0.0, width, height), glyphs: Default::default(), pictures: 0 }
    }

    /// Takes a glyph: its letters, the place of one em of its font, and how much of that it is wide.
    pub(crate) fn take(&mut self, text: String, transform: Affine, advance: f64) {
        let origin = transform * Point::ZERO;
        let [a, b, c, d, ..] = transform.as_coeffs();
        // Not what is off the page, by more than rounding.
        if !self.area.inflate(1.0, 1.0).contains(origin) {
            return;
        }
        let (along, size) = (a.hypot(b), c.hypot(d));
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

    /// The page as it is read: turned, where more of it runs in another direction.
    pub(crate) fn found(self) -> Found {
        let [mut upright, up, over, down] = self.glyphs;
        let mut height = self.area.height();
        for (turn, turned) in [up, over, down].into_iter().enumerate() {
            if turned.len() > upright.len() {
                height = if turn == 1 { self.area.height() } else { self.area.width() };
                upright = turned;
            }
        }
        Found { page: Page { height, glyphs: upright }, pictures: self.pictures }
    }
}
