//! Features of a line and its neighbours for the line model; one code for training and for use.
//!
//! A feature is a template with a value, hashed to 32 bits. Everything is bucketed, so that a linear model can bend.

use super::page::{GROUPS, Page, Shape, Stretch};
use crate::hashing::mix;

/// Where the hash of each template's features starts.
const TEMPLATES: [u32; 160] = {
    let mut starts = [0; 160];
    let mut template = 0;
    #[expect(clippy::indexing_slicing, reason = "at compile time")]
    while template < starts.len() {
        starts[template] = mix(0x9e37_79b9, template as u32);
        template += 1;
    }
    starts
};

/// Limits between buckets of a line's length in characters.
const LENGTHS: [usize; 13] = [4, 8, 13, 21, 31, 46, 66, 91, 131, 181, 261, 401, 701];
/// Limits between buckets of distances in lines.
const DISTANCES: [usize; 9] = [1, 2, 3, 5, 8, 13, 25, 60, 150];

fn bucket(value: usize, limits: &[usize]) -> u32 {
    u32::try_from(limits.partition_point(|limit| *limit <= value)).unwrap_or(0)
}

fn share(part: usize, whole: usize) -> u32 {
    (part * 8).checked_div(whole).map_or(9, |eighths| u32::try_from(eighths).unwrap_or(8))
}

/// A line's length and how it ends in one number.
fn outline_of(shape: Option<&Shape>) -> u32 {
    shape.map_or(999, |shape| bucket(shape.chars, &LENGTHS) * 10 + shape.end as u32)
}

/// A coarser outline: nothing, very short, short, long, prose.
fn coarse(shape: Option<&Shape>) -> u32 {
    match shape {
        None => 0,
        Some(shape) if shape.is_prose() => 4,
        Some(shape) if shape.words <= 3 => 1,
        Some(shape) if shape.chars <= 60 => 2,
        Some(_) => 3,
    }
}

/// A line with what most templates ask of it.
struct Here<'p> {
    page: &'p Page,
    index: usize,
    line: &'p Shape,
    /// Its coarse outline.
    form: u32,
    /// Its length and how it ends.
    outline: u32,
    /// Its length alone.
    length: u32,
    /// Which sides of it have an empty line.
    gaps: u32,
}

impl<'p> Here<'p> {
    fn new(page: &'p Page, index: usize) -> Option<Self> {
        let line = page.shapes.get(index)?;
        Some(Self {
            page,
            index,
            line,
            form: coarse(Some(line)),
            outline: outline_of(Some(line)),
            length: bucket(line.chars, &LENGTHS),
            gaps: u32::from(line.after_gap) | u32::from(line.before_gap) << 1,
        })
    }

    /// The line that stands so many lines below, or above when the offset is negative.
    fn neighbour(&self, offset: isize) -> Option<&'p Shape> {
        self.index.checked_add_signed(offset).and_then(|index| self.page.shapes.get(index))
    }

    /// Of each core whether the line stands before it (0), in it (1) or after it (2).
    fn sides_of_cores(&self) -> [u32; 3] {
        let side = |core: Stretch| if self.index < core.first { 0 } else { 1 + u32::from(self.index >= core.end) };
        self.page.cores.map(side)
    }
}

/// Hands every feature of line `index` to `sink`. The order matters to the fingerprint alone.
pub(super) fn each(page: &Page, index: usize, mut sink: impl FnMut(u32)) {
    let Some(here) = Here::new(page, index) else { return };
    let mut emit = |template: usize, value: u32| {
        sink(mix(TEMPLATES.get(template).copied().unwrap_or_default(), value));
    };
    emit(0, 0);
    line_itself(&here, &mut emit);
    words(&here, &mut emit);
    neighbours(&here, &mut emit);
    place(&here, &mut emit);
    overlap(&here, &mut emit);
    announced(&here, &mut emit);
    marks(&here, &mut emit);
    prose(&here, &mut emit);
    voice(&here, &mut emit);
    neighbouring_rows(&here, &mut emit);
}

/// The line itself.
fn line_itself(here: &Here<'_>, emit: &mut impl FnMut(usize, u32)) {
    let &Here { line, form, outline, length, gaps, .. } = here;
    emit(1, length);
    emit(2, line.end as u32);
    emit(3, line.start as u32);
    emit(4, outline * 10 + line.start as u32);
    let capitals = share(line.capitals, line.words);
    emit(5, capitals * 100 + length.min(9));
    emit(6, share(line.uppers, line.words) * 10 + length.min(6));
    emit(7, share(line.numbers, line.words) * 10 + length.min(6));
    let function = share(line.function_words, line.words);
    emit(8, function * 100 + length);
    emit(9, bucket(line.commas, &[1, 2, 4, 8]) * 10 + length.min(9));
    emit(10, bucket(line.signs, &[1, 2, 3, 6]) * 100 + length);
    emit(11, bucket(line.sentences, &[1, 2, 4, 8]));
    emit(12, bucket(line.copies as usize, &[2, 3, 5]) * 100 + length);
    let flags =
        u32::from(line.date) | u32::from(line.clock) << 1 | u32::from(line.link) << 2 | u32::from(line.quote) << 3;
    emit(13, flags * 100 + length.min(10));
    emit(14, gaps);
    emit(15, gaps * 1000 + outline);
    for kind in line.kinds.each() {
        emit(16, kind);
        emit(17, kind * 100 + form * 10 + u32::from(line.words > 12));
    }
    if line.kinds.is_empty() {
        emit(18, form);
    }
}

/// Its words.
fn words(here: &Here<'_>, emit: &mut impl FnMut(usize, u32)) {
    let &Here { page, index, line, .. } = here;
    let words = page.words_of(index, &page.words);
    if words.len() <= 5 {
        emit(20, line.hash);
    }
    let edge = 4;
    for (position, word) in words.iter().enumerate() {
        if words.len() <= 30 {
            emit(21, mix(*word, u32::from(words.len() <= 8)));
        } else if position < edge || position + edge >= words.len() {
            emit(22, *word);
        }
    }
    if let (Some(first), Some(last)) = (words.first(), words.last()) {
        emit(23, *first);
        emit(24, *last);
        emit(25, mix(*first, words.get(1).copied().unwrap_or(0)));
        emit(26, mix(mix(*first, words.get(1).copied().unwrap_or(0)), words.get(2).copied().unwrap_or(0)));
    }
}

/// Its neighbours.
fn neighbours(here: &Here<'_>, emit: &mut impl FnMut(usize, u32)) {
    let &Here { page, index, line, form, outline, length, gaps, .. } = here;
    let at = |offset: isize| here.neighbour(offset);
    for (template, offset) in [(30, -1), (31, 1), (32, -2), (33, 2)] {
        emit(template, outline_of(at(offset)));
        emit(template + 4, coarse(at(offset)) * 1000 + outline);
        if let Some(neighbour) = at(offset) {
            neighbour.kinds.each().for_each(|kind| emit(template + 8, kind * 10 + form));
            if neighbour.words <= 4 && offset.abs() == 1 {
                emit(template + 12, mix(neighbour.hash, u32::from(line.is_prose())));
            }
            emit(template + 16, u32::from(neighbour.date) * 10 + form);
        }
    }
    let around = [-3, -2, -1, 1, 2, 3].map(|offset| coarse(at(offset)));
    let [before3, before2, before1, after1, after2, after3] = around;
    emit(50, (before1 * 10 + after1) * 10 + form);
    emit(51, ((before2 * 10 + before1) * 10 + after1) * 10 + after2);
    emit(52, (before3 * 10 + before2) * 10 + before1);
    emit(53, (after1 * 10 + after2) * 10 + after3);
    emit(54, ((before1 * 10 + after1) * 100 + length) * 4 + gaps);
    let window = |range: std::ops::Range<usize>| bucket(page.lines_in(range).0, &[1, 2, 3, 5, 7]);
    let (above, below) = (window(index.saturating_sub(8)..index), window(index + 1..index + 9));
    emit(55, above * 10 + below);
    emit(56, (above * 10 + below) * 10 + form);
}

/// Its place in the whole.
fn place(here: &Here<'_>, emit: &mut impl FnMut(usize, u32)) {
    let &Here { page, index, form, outline, length, .. } = here;
    let count = page.shapes.len();
    emit(60, u32::try_from(index * 10 / count.max(1)).unwrap_or(9));
    emit(61, bucket(index, &DISTANCES));
    emit(62, bucket(count - index - 1, &DISTANCES));
    for (template, core) in (63..).zip(page.cores) {
        let place = if index < core.first {
            bucket(core.first - index, &DISTANCES)
        } else if index >= core.end {
            20 + bucket(index - core.end, &DISTANCES)
        } else {
            40 + u32::from(index == core.first) + 2 * u32::from(index + 1 == core.end)
        };
        emit(template, place);
        emit(template + 4, place / 20 * 1000 + outline);
        emit(template + 8, place * 10 + form);
    }
    let [strict, middling, lenient] = here.sides_of_cores();
    emit(75, ((strict * 3 + middling) * 3 + lenient) * 10 + form);
    emit(76, count_bucket(page) * 100 + length);
}

/// Its words against those of the article.
fn overlap(here: &Here<'_>, emit: &mut impl FnMut(usize, u32)) {
    let &Here { page, index, line, form, .. } = here;
    let [_, middling, _] = here.sides_of_cores();
    let overlap = u32::from(page.overlap.get(index).copied().unwrap_or(9));
    emit(80, overlap * 10 + form);
    emit(81, overlap * 100 + middling * 10 + form);
    if let Some(title) = page.title {
        let place = if index < title { 20 } else { 0 } + bucket(index.abs_diff(title), &DISTANCES);
        emit(82, place);
        emit(83, place * 10 + form);
        emit(84, u32::from(page.title_overlap.get(index).copied().unwrap_or(0)) * 10 + form);
        emit(85, u32::from(page.shapes.get(title).is_some_and(|title| title.hash == line.hash)));
    } else {
        emit(86, form);
    }
    emit(87, bucket(page.prose_before.get(index).copied().unwrap_or(0) as usize, &[1, 2, 3, 5, 10, 20]) * 10 + form);
}

/// What was announced above: the nearest lines that spoke of an aside, with how much prose stands between.
fn announced(here: &Here<'_>, emit: &mut impl FnMut(usize, u32)) {
    let &Here { page, index, form, .. } = here;
    let at = |offset: isize| here.neighbour(offset);
    let mut seen = 0_u32;
    for offset in 1..=12_isize {
        let Some(above) = at(-offset) else { break };
        if above.words > 12 {
            continue;
        }
        for kind in above.kinds.each() {
            if seen & (1 << kind) == 0 {
                seen |= 1 << kind;
                let near = u32::from(offset > 2) + u32::from(offset > 5);
                emit(90, (kind * 10 + near) * 10 + form);
            }
        }
    }
    for (template, range) in [(91, index.saturating_sub(10)..index), (92, index + 1..index + 11)] {
        emit(template, bucket(page.lines_in(range).1, &[1, 2, 4, 6, 8]) * 10 + form);
    }
}

/// Whether the end has been announced, or is still to come: marks since the core began, nearby, and ahead.
fn marks(here: &Here<'_>, emit: &mut impl FnMut(usize, u32)) {
    let &Here { page, index, form, .. } = here;
    let count = page.shapes.len();
    let marks = |at: usize| page.marks.get(at.min(count)).copied().unwrap_or_default();
    let [_, core, _] = page.cores;
    let (since, here, after) = (marks(core.first), marks(index), marks(index + 1));
    let (near_above, near_below, last) = (marks(index.saturating_sub(8)), marks(index + 9), marks(count));
    for (group, template) in (0..GROUPS.len()).zip((100..).step_by(4)) {
        let of = |marks: [usize; GROUPS.len()]| marks.get(group).copied().unwrap_or(0);
        let limits = [1, 2, 4, 8];
        let passed = if index < core.first { 9 } else { bucket(of(here) - of(since).min(of(here)), &limits) };
        emit(template, passed * 10 + form);
        let around = bucket(of(here) - of(near_above), &limits) * 10 + bucket(of(near_below) - of(after), &limits);
        emit(template + 1, around * 10 + form);
        emit(template + 2, bucket(of(last) - of(after), &limits) * 10 + form);
    }
}

/// How much prose stands before it, in all and in the core.
fn prose(here: &Here<'_>, emit: &mut impl FnMut(usize, u32)) {
    let &Here { page, index, form, .. } = here;
    let [_, core, _] = page.cores;
    let prose = page.prose_before.last().copied().unwrap_or(0).max(1) as usize;
    let before = page.prose_before.get(index).copied().unwrap_or(0) as usize;
    emit(130, share(before, prose) * 10 + form);
    let core_prose = page.prose_before.get(core.first).copied().unwrap_or(0) as usize;
    emit(131, bucket(before.saturating_sub(core_prose), &[1, 2, 3, 5, 10, 20, 40]) * 10 + form);
}

/// Its voice and its length against those of the core, and what it has of a table.
fn voice(here: &Here<'_>, emit: &mut impl FnMut(usize, u32)) {
    let &Here { page, line, form, .. } = here;
    let [own, reader, speech] = line.voices.map(|words| bucket(words, &[1, 3]));
    emit(132, own * 10 + form);
    emit(133, reader * 10 + form);
    emit(134, speech * 10 + form);
    emit(135, (own * 3 + reader) * 3 + speech);
    if line.is_prose() {
        emit(136, share(line.chars, page.prose_length.max(1)).min(24));
    }
    emit(137, bucket(line.tabs, &[1, 2, 4]) * 10 + form);
    if line.price {
        emit(138, form);
    }
}

/// The empty lines, cells and prices around its neighbours.
fn neighbouring_rows(here: &Here<'_>, emit: &mut impl FnMut(usize, u32)) {
    let &Here { form, .. } = here;
    let at = |offset: isize| here.neighbour(offset);
    for (template, offset) in [(139, -1), (140, 1)] {
        if let Some(neighbour) = at(offset) {
            let gaps = u32::from(neighbour.after_gap) | u32::from(neighbour.before_gap) << 1;
            emit(template, (gaps * 10 + coarse(Some(neighbour))) * 10 + form);
            emit(template + 2, bucket(neighbour.tabs, &[1, 4]) * 10 + form);
            emit(template + 4, u32::from(neighbour.price) * 10 + form);
        }
    }
}

/// How much prose the page has at all.
fn count_bucket(page: &Page) -> u32 {
    let prose = page.prose_before.last().copied().unwrap_or(0) as usize;
    bucket(prose, &[1, 2, 4, 8, 16, 40]) * 10 + bucket(page.shapes.len(), &[2, 4, 10, 30, 100, 300])
}
