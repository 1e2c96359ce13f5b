//! The reader's own word on what belongs to the article, over model and rules.

use super::draft::ArticleDraft;
use super::reasons::Reason;
use super::warnings::EMPTY_BODY;
use crate::analysis::{Block, BlockKind, Warning, WarningCode};
use crate::options::Options;
use crate::text::OffsetMap;

/// Does as `options.blocks` says with every block that lies inside a choice; of two choices for a block the last one counts.
pub(super) fn apply(draft: &mut ArticleDraft, options: &Options) {
    if options.blocks.is_empty() {
        return;
    }
    let blocks = &mut draft.article.blocks;
    let (text, spans) = match &draft.original {
        Some(original) => (original.text(), original.blocks(blocks)),
        None => (draft.text.as_str(), blocks.iter().map(Block::span).collect()),
    };
    let map = OffsetMap::new(text, options.offsets);
    for (block, span) in blocks.iter_mut().zip(spans) {
        let (start, end) = (map.convert(span.start), map.convert(span.end));
        let within = options.blocks.iter().rev().find(|choice| choice.start <= start && end <= choice.end);
        match within.map(|choice| choice.body) {
            Some(true) if block.kind == BlockKind::Boilerplate => {
                block.kind = BlockKind::Paragraph;
                block.reason = None;
            }
            Some(false) if block.kind != BlockKind::Boilerplate => {
                block.kind = BlockKind::Boilerplate;
                block.reason = Some(Reason::SetAsideByTheReader.text().to_owned());
            }
            _ => {}
        }
    }
    draft.warnings.retain(|warning| warning.code != WarningCode::EmptyBody);
    if !draft.article.blocks.iter().any(|block| block.kind.is_body()) {
        draft.warnings.insert(0, Warning { code: WarningCode::EmptyBody, message: EMPTY_BODY.to_owned() });
    }
}

#[cfg(test)]
mod tests {
    use crate::{Analyzer, BlockChoice, BlockKind, OffsetUnit, Options, WarningCode};

    const PAGE: &str = "Home | World | Sport\n\n“Élodie’s bridge” reopens 🚢\n\nThe bridge over the Orlen reopened on Monday, Mayor Lena \
                        Ortiz said.\n\nIt had been closed for two years because of rust.\n\nRead more: Ten bridges to see before you die";

    fn kinds(options: &Options) -> Vec<(String, BlockKind)> {
        let analysis = Analyzer::new().analyze(PAGE, options).unwrap();
        let units: Vec<u16> = PAGE.encode_utf16().collect();
        let text = |start: usize, end: usize| match options.offsets {
            OffsetUnit::Utf16 => String::from_utf16(&units[start..end]).unwrap(),
            _ => PAGE[start..end].to_owned(),
        };
        analysis.article.blocks.iter().map(|block| (text(block.start, block.end), block.kind)).collect()
    }

    #[test]
    fn the_readers_word_counts_in_every_unit_and_can_be_taken_back() {
        for offsets in [OffsetUnit::Utf8, OffsetUnit::Utf16] {
            let plain = Options { offsets, ..Options::default() };
            let analysis = Analyzer::new().analyze(PAGE, &plain).unwrap();
            let blocks = &analysis.article.blocks;
            let menu = blocks.iter().find(|block| block.kind == BlockKind::Boilerplate).unwrap();
            let body = blocks.iter().rfind(|block| block.kind == BlockKind::Paragraph).unwrap();
            let choice = |block: &crate::Block, body| BlockChoice { start: block.start, end: block.end, body };
            let changed = kinds(&Options { blocks: vec![choice(menu, true), choice(body, false)], ..plain.clone() });
            let before = kinds(&plain);
            let different: Vec<_> = before.iter().zip(&changed).filter(|(old, new)| old != new).collect();
            assert_eq!(different.len(), 2, "{before:?} {changed:?}");
            assert!(different.iter().any(|(old, new)| old.0.starts_with("Home") && new.1 == BlockKind::Paragraph));
            let set_aside = before.iter().zip(&changed).rfind(|(old, _)| old.1 == BlockKind::Paragraph);
            assert!(set_aside.is_some_and(|(_, new)| new.1 == BlockKind::Boilerplate), "{changed:?}");
            let back = vec![choice(menu, true), choice(menu, false)];
            assert_eq!(kinds(&Options { blocks: back, ..plain }), before);
        }
    }

    #[test]
    fn a_page_with_everything_set_aside_is_told_and_a_page_with_a_body_again_is_not() {
        let everything = BlockChoice { start: 0, end: PAGE.len(), body: false };
        let options = Options { blocks: vec![everything], ..Options::default() };
        let told = |options: &Options| {
            let analysis = Analyzer::new().analyze(PAGE, options).unwrap();
            assert_eq!(analysis.text, PAGE);
            analysis.warnings.iter().filter(|warning| warning.code == WarningCode::EmptyBody).count()
        };
        assert_eq!(told(&options), 1);
        let kept = BlockChoice { body: true, ..everything };
        assert_eq!(told(&Options { blocks: vec![everything, kept], ..Options::default() }), 0);
    }
}
