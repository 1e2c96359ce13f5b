//! Quotation marks: which opens, which closes, and what stands between them.
//!
//! Marks of double weight (`"` `“”` `„` `«»` `「」`) are paired per block by their direction and by what stands beside them; single marks
//! count only when they clearly open and close, since most of them are apostrophes. Where pairing fails the damage stays inside one
//! sentence or one block: an opening mark without its fellow ends with its sentence, a stray closing mark extends the quotation just
//! before it. Such quotations are marked as recovered.
//!
//! A quotation over several paragraphs repeats its opening mark in each and closes once: every paragraph is a quotation of its own here,
//! chained by [`Quotation::continues`].

use crate::text::{Document, Span};

/// A stretch between quotation marks, marks included. Quotations do not nest and do not overlap: only the outermost is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// With its marks.
    pub(crate) span: Span,
    /// Index into the document's blocks.
    pub(crate) block: usize,
    /// Both marks are there and face the right way.
    pub(crate) sound: bool,
    /// Not closed in its block because the next block goes on with the same speech.
    pub(crate) continues: bool,
}

/// How far after a quotation a stray closing mark may still belong to it, in bytes.
const STRAY_REACH: usize = 120;
/// How far a quotation in single marks may reach within its block, in bytes.
const SINGLE_REACH: usize = 2_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Open,
    Close,
    Either,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    start: usize,
    end: usize,
    role: Role,
    /// The mark faces the way it is used.
    directed: bool,
    single: bool,
    /// A single mark directly after punctuation: it surely closes.
    after_stop: bool,
}

/// The outermost quotations of all blocks that have sentences, in text order.
pub(crate) fn quotations(document: &Document<'_>) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    for (index, block) in document.blocks.iter().enumerate() {
        if block.kind == crate::BlockKind::Boilerplate {
            continue;
        }
        let mut marks = marks(document.text, block.span());
        if marks.is_empty() {
            continue;
        }
        settle_singles(&mut marks);
        let next = document.blocks.get(index + 1);
        let next_opens = next.is_some_and(|next| starts_with_opening(document.text, next.span()));
        pair(document, index, &marks, next_opens, &mut found);
    }
    found
}

fn starts_with_opening(text: &str, block: Span) -> bool {
    let inside = block.of(text).trim_start();
    inside.starts_with(['"', '“', '„', '«', '「', '『', '‘', '\'', '”'])
        && inside.chars().nth(1).is_some_and(|c| !c.is_whitespace())
}

/// All marks of a block with their roles, by their neighbours.
fn marks(text: &str, block: Span) -> Vec<Mark> {
    let inside = block.of(text);
    let mut marks = Vec::new();
    let mut before: Option<char> = None;
    let mut chars = inside.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map(|&(_, next)| next);
        let mut end = at + c.len_utf8();
        let doubled = matches!(c, '`' | '\'' | '‘' | '’') && after == Some(c);
        if doubled {
            chars.next();
            end += c.len_utf8();
        }
        let after = chars.peek().map(|&(_, next)| next);
        if let Some((role, directed, single)) = role(c, doubled, before, after) {
            let after_stop = before.is_some_and(|c| matches!(c, '.' | ',' | '!' | '?' | '…' | ')' | ';'));
            marks.push(Mark { start: block.start + at, end: block.start + end, role, directed, single, after_stop });
        }
        before = Some(c);
    }
    marks
}

fn role(c: char, doubled: bool, before: Option<char>, after: Option<char>) -> Option<(Role, bool, bool)> {
    let loose_before = before
        .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '{' | '—' | '–' | '/' | '\u{200b}' | '\u{feff}'));
    let loose_before = loose_before
        || before.is_some_and(|c| {
            matches!(c, '"' | '“' | '„' | '«' | '‘' | '\'' | ':') && after.is_some_and(char::is_alphanumeric)
        });
    let wordly_after = after.is_some_and(|c| !c.is_whitespace());
    let loose_after = after.is_none_or(|c| !c.is_alphanumeric());
    let opens = loose_before && wordly_after;
    let closes = !loose_before && loose_after;
    if doubled {
        return match c {
            '`' | '‘' => Some((Role::Open, true, false)),
            _ if opens => Some((Role::Open, true, false)),
            _ => Some((Role::Close, true, false)),
        };
    }
    match c {
        '"' | '＂' => {
            // 5'10" and 12" are lengths unless a quotation is open.
            let role = if opens && !closes {
                Role::Open
            } else if closes {
                Role::Close
            } else {
                Role::Either
            };
            Some((role, true, false))
        }
        '“' | '‟' | '〝' => {
            Some(if closes && !opens { (Role::Close, false, false) } else { (Role::Open, true, false) })
        }
        '”' | '〞' => Some(if opens { (Role::Open, false, false) } else { (Role::Close, true, false) }),
        '„' => Some((Role::Open, true, false)),
        '«' => Some(if closes && !opens { (Role::Close, true, false) } else { (Role::Open, true, false) }),
        // « One » has spaces inside its marks.
        '»' => Some(if opens && after.is_some_and(char::is_alphanumeric) {
            (Role::Open, true, false)
        } else {
            (Role::Close, true, false)
        }),
        '「' | '『' => Some((Role::Open, true, false)),
        '」' | '』' => Some((Role::Close, true, false)),
        '‚' | '‹' if wordly_after && loose_before => Some((Role::Open, true, true)),
        '›' => Some((Role::Close, true, true)),
        '\'' | '‘' | '’' => {
            let lettered = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            if lettered(before) && lettered(after) {
                return None;
            }
            if opens && after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '…' | '£' | '$' | '€')) {
                return Some((Role::Open, c != '’', true));
            }
            (closes && c != '‘').then_some((Role::Close, true, true))
        }
        _ => None,
    }
}

/// Drops the single marks that are apostrophes: an opening one needs a closing one, and a plural's possessive ("voters' ") is not
/// taken for the end when a surer end follows.
fn settle_singles(marks: &mut Vec<Mark>) {
    if !marks.iter().any(|mark| mark.single) {
        return;
    }
    // Behind each mark: the next single close after punctuation and the next of any kind, as indexes, before another opening.
    let mut keep = vec![false; marks.len()];
    let mut next_sure: Option<usize> = None;
    let mut next_any: Option<usize> = None;
    let mut last_before_open: Vec<(Option<usize>, Option<usize>)> = vec![(None, None); marks.len()];
    for (index, mark) in marks.iter().enumerate().rev() {
        if let Some(slot) = last_before_open.get_mut(index) {
            *slot = (next_sure, next_any);
        }
        if !mark.single {
            continue;
        }
        match mark.role {
            Role::Close => {
                // The last close before the next opening is the likeliest end.
                if mark.after_stop {
                    next_sure = Some(index);
                }
                if next_any.is_none() {
                    next_any = Some(index);
                }
            }
            _ => (next_sure, next_any) = (None, None),
        }
    }
    let mut reach = 0;
    for (index, mark) in marks.iter().enumerate() {
        if !mark.single || mark.role == Role::Close || index < reach {
            continue;
        }
        let (sure, any) = last_before_open.get(index).copied().unwrap_or_default();
        let end = sure.or(any).filter(|&end| {
            marks.get(end).is_some_and(|close| (2..=SINGLE_REACH).contains(&(close.start.saturating_sub(mark.end))))
        });
        if let Some(end) = end {
            reach = end;
            for kept in [index, end] {
                if let Some(slot) = keep.get_mut(kept) {
                    *slot = true;
                }
            }
        }
    }
    let mut kept = keep.into_iter();
    marks.retain(|mark| kept.next().unwrap_or(false) || !mark.single);
}

/// Pairs a block's marks into its outermost quotations.
fn pair(document: &Document<'_>, block_index: usize, marks: &[Mark], next_opens: bool, found: &mut Vec<Quotation>) {
    let Some(block) = document.blocks.get(block_index).map(crate::Block::span) else { return };
    let closes_left = marks.iter().filter(|mark| !mark.single && mark.role != Role::Open).count();
    let first = found.len();
    let mut pairing = Pairing { document, block, block_index, first, found, closes_left, open: None, depth: 0 };
    marks.iter().for_each(|&mark| pairing.take(mark));
    pairing.finish(next_opens);
}

/// The pairing of a block's marks, from left to right.
struct Pairing<'p, 'd, 't> {
    document: &'d Document<'t>,
    block: Span,
    block_index: usize,
    /// How many quotations the blocks before have.
    first: usize,
    found: &'p mut Vec<Quotation>,
    /// Closing marks still to come, to tell a nested opening from one whose fellow before it was lost.
    closes_left: usize,
    open: Option<Mark>,
    depth: usize,
}

impl Pairing<'_, '_, '_> {
    fn push(&mut self, start: usize, end: usize, sound: bool, continues: bool) {
        let text = self.document.text;
        let span = Span::new(start, end).trim(text);
        if span.of(text).chars().any(char::is_alphanumeric) {
            self.found.push(Quotation { span, block: self.block_index, sound, continues });
        }
    }

    fn take(&mut self, mark: Mark) {
        if !mark.single && mark.role != Role::Open {
            self.closes_left = self.closes_left.saturating_sub(1);
        }
        match (self.open, mark.role) {
            (None, Role::Close | Role::Either) if self.is_length(mark) => {}
            (None, Role::Open | Role::Either) => self.start(mark),
            (None, Role::Close) => self.stray(mark),
            // Inside single marks only their own end counts; double ones are nested.
            (Some(opener), Role::Close) if opener.single && mark.single => {
                self.push(opener.start, mark.end, opener.directed, false);
                self.open = None;
            }
            (Some(opener), _) if opener.single || mark.single => {}
            (Some(opener), Role::Close | Role::Either) => self.close(opener, mark),
            (Some(_), Role::Open) if self.closes_left > self.depth => self.depth += 1,
            (Some(opener), Role::Open) => {
                let end = end_of_unclosed(self.document, self.block, opener, mark.start);
                self.push(opener.start, end, false, false);
                self.start(mark);
            }
        }
    }

    /// Whether a mark stands for feet or inches: 12".
    fn is_length(&self, mark: Mark) -> bool {
        self.document
            .text
            .get(..mark.start)
            .and_then(|text| text.chars().next_back())
            .is_some_and(|c| c.is_ascii_digit())
    }

    fn start(&mut self, mark: Mark) {
        self.open = Some(mark);
        self.depth = 1;
    }

    fn close(&mut self, opener: Mark, mark: Mark) {
        self.depth -= 1;
        if self.depth == 0 {
            self.push(opener.start, mark.end, opener.directed && mark.directed, false);
            self.open = None;
        }
    }

    /// A closing mark without an opening one: it belongs to the quotation just before, or the opening mark of the block's first words was
    /// lost: `We will go," he said.`
    fn stray(&mut self, mark: Mark) {
        let text = self.document.text;
        let last = self.found.get_mut(self.first..).and_then(<[Quotation]>::last_mut);
        match last {
            Some(last)
                if mark.start.saturating_sub(last.span.end) < STRAY_REACH
                    && runs_on(text, Span::new(last.span.end, mark.start)) =>
            {
                last.span.end = mark.end;
                last.sound = false;
            }
            None if !mark.single && mark.after_stop => {
                let sentence = self.document.sentence_at(mark.start.saturating_sub(1));
                let sentence = sentence.and_then(|index| self.document.sentences.get(index));
                let start = sentence.map_or(self.block.start, |sentence| sentence.span.start.max(self.block.start));
                self.push(start, mark.end, false, false);
            }
            _ => {}
        }
    }

    /// What is still open: a whole speech that the next paragraph continues, or a lost closing mark.
    fn finish(&mut self, next_opens: bool) {
        let Some(opener) = self.open.filter(|opener| !opener.single) else { return };
        let until_end = next_opens || introduces(self.document.text, self.block, opener.start);
        let end = self.block.end;
        let end = if until_end { end } else { end_of_unclosed(self.document, self.block, opener, end) };
        self.push(opener.start, end, next_opens && self.depth == 1, next_opens);
    }
}

/// Whether what stands between a quotation and a stray closing mark reads on as one sentence.
fn runs_on(text: &str, between: Span) -> bool {
    let words = between.of(text).trim_start();
    words.is_empty() || words.starts_with(|c: char| c.is_lowercase() || matches!(c, '.' | ','))
}

/// Whether an opening mark starts its block or follows a colon or comma: then what it opens reaches to the end of the block.
fn introduces(text: &str, block: Span, at: usize) -> bool {
    let before = Span::new(block.start, at).of(text).trim_end();
    before.is_empty() || before.ends_with([':', ','])
}

/// Where a quotation without its closing mark ends: with the sentence its opening mark stands in, at most at `limit`.
fn end_of_unclosed(document: &Document<'_>, block: Span, opener: Mark, limit: usize) -> usize {
    let sentence = document.sentence_at(opener.end).and_then(|index| document.sentences.get(index));
    sentence.map_or(block.end, |sentence| sentence.span.end).min(limit).max(opener.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Block, BlockKind};

    fn found(text: &str) -> Vec<String> {
        let mut blocks = Vec::new();
        let mut start = 0;
        for line in text.split('\n') {
            if !line.is_empty() {
                blocks.push(Block { start, end: start + line.len(), kind: BlockKind::Paragraph, reason: None });
            }
            start += line.len() + 1;
        }
        let document = Document::new(text, &blocks);
        quotations(&document).iter().map(|q| q.span.of(text).to_owned()).collect()
    }

    #[test]
    fn pairs_marks_of_every_kind() {
        let cases: &[(&str, &[&str])] = &[
            ("\"A b,\" he said. \"C d.\"", &["\"A b,\"", "\"C d.\""]),
            ("“A b,” he said. “C d.”", &["“A b,”", "“C d.”"]),
            ("‘We can’t stay,’ she said.", &["‘We can’t stay,’"]),
            ("'The voters' choice,' she said.", &["'The voters' choice,'"]),
            ("The dogs' owners and the cats' owners met.", &[]),
            ("Rock 'n' roll in the '90s.", &[]),
            ("He is 6'2\" tall and she is 5'4\" tall.", &[]),
            ("«Bonjour,» said Luc. »Hallo«, said Uwe.", &["«Bonjour,»", "»Hallo«"]),
            ("„Guten Tag“, said Uwe.", &["„Guten Tag“"]),
            ("「こんにちは」 he wrote.", &["「こんにちは」"]),
            ("”We lost,” he said.", &["”We lost,”"]),
            ("“He said ‘no’ twice,” she said.", &["“He said ‘no’ twice,”"]),
            ("“A “b c” d,” she said.", &["“A “b c” d,”"]),
            ("He said “we go. Then he left.", &["“we go."]),
            ("He said “we go. Then “we stay” came.", &["“we go.", "“we stay”"]),
            ("“hold the port.” and two more”.", &["“hold the port.” and two more”"]),
            ("We will go,” he said.", &["We will go,”"]),
            ("“One.\n“Two.\n“Three.” End.", &["“One.", "“Two.", "“Three.”"]),
            ("``A b,'' he said.", &["``A b,''"]),
            ("''A b,'' he said. ''And C.''", &["''A b,''", "''And C.''"]),
            ("''A don't b. C,'' he said. Then", &["''A don't b. C,''"]),
        ];
        for (text, expected) in cases {
            assert_eq!(found(text), *expected, "{text}");
        }
    }
}
