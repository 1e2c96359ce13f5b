//! Who speaks about whom, and which quote stands within which.

use newsglass_analysis::{Analysis, EntityType};

use crate::order::sort_by_key;

/// Someone who is spoken of in quotes of others.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Target {
    /// Index into the entities.
    pub(crate) entity: usize,
    /// The quotes, in text order.
    pub(crate) spoken: Vec<Spoken>,
}

/// A quote of another in which someone is mentioned.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Spoken {
    /// Index into the quotes.
    pub(crate) quote: usize,
    /// Indexes into the entity's mentions: those in it, in text order.
    pub(crate) mentions: Vec<usize>,
}

/// A piece of a quote.
#[derive(Clone, Copy)]
struct Part {
    start: usize,
    end: usize,
    quote: usize,
}

/// The quotes' pieces as the text is gone through from its beginning.
struct Sweep {
    /// All of them, by their beginning, the longer one first.
    parts: Vec<Part>,
    next: usize,
    /// Those that are not over, innermost last.
    open: Vec<Part>,
}

impl Sweep {
    fn new(analysis: &Analysis) -> Self {
        let mut parts = Vec::new();
        for (quote, found) in analysis.quotes.iter().enumerate() {
            parts.extend(found.parts.iter().map(|part| Part { start: part.start, end: part.end, quote }));
        }
        sort_by_key(&mut parts, |part| (part.start, std::cmp::Reverse(part.end)));
        Self { parts, next: 0, open: Vec::new() }
    }

    /// The innermost quote around a stretch that begins no earlier than the one before.
    fn around(&mut self, start: usize, end: usize) -> Option<usize> {
        while let Some(part) = self.parts.get(self.next).filter(|part| part.start <= start) {
            self.open.retain(|open| open.end > part.start);
            self.open.push(*part);
            self.next += 1;
        }
        self.open.retain(|open| open.end > start);
        self.open.iter().rev().find(|open| open.end >= end).map(|open| open.quote)
    }
}

/// For each quote the one that it stands in, if it is somebody's words within the words of another.
pub(super) fn outer_quotes(analysis: &Analysis, speakers: &[Option<usize>]) -> Vec<Option<usize>> {
    let mut outer = vec![None; analysis.quotes.len()];
    let mut sweep = Sweep::new(analysis);
    let mut order: Vec<usize> = (0..outer.len()).collect();
    let span = |index: usize| analysis.quotes.get(index).map(|quote| (quote.start, quote.end));
    sort_by_key(&mut order, |index| span(*index).map(|(start, end)| (start, std::cmp::Reverse(end))));
    for index in order {
        let Some((start, end)) = span(index) else { continue };
        sweep.around(start, end);
        // It lies open itself.
        let around = sweep
            .open
            .iter()
            .rev()
            .find(|open| open.quote != index && open.end >= end && (open.start, open.end) != (start, end));
        let speaker = |quote: usize| speakers.get(quote).copied().flatten();
        let same = |quote: usize| speaker(quote).is_some() && speaker(quote) == speaker(index);
        if let Some(slot) = outer.get_mut(index) {
            *slot = around.map(|open| open.quote).filter(|quote| !same(*quote));
        }
    }
    outer
}

/// The people, organisations and groups that others speak of, most spoken of first. A mention belongs to the innermost quote around it,
/// and to none if its entity speaks there itself.
pub(super) fn targets(analysis: &Analysis, speakers: &[Option<usize>]) -> Vec<Target> {
    let is_target = |kind| matches!(kind, EntityType::Person | EntityType::Organization | EntityType::Group);
    let mut mentions = Vec::new();
    for (entity, found) in analysis.entities.iter().enumerate().filter(|(_, entity)| is_target(entity.kind)) {
        mentions.extend(
            found.mentions.iter().enumerate().map(|(index, mention)| (mention.start, mention.end, entity, index)),
        );
    }
    sort_by_key(&mut mentions, |mention| *mention);
    let mut spoken: Vec<Vec<Spoken>> = vec![Vec::new(); analysis.entities.len()];
    let mut sweep = Sweep::new(analysis);
    for (start, end, entity, mention) in mentions {
        let Some(quote) = sweep.around(start, end) else { continue };
        if speakers.get(quote) == Some(&Some(entity)) {
            continue;
        }
        let Some(of_entity) = spoken.get_mut(entity) else { continue };
        // The quote that a mention stands in is among the last, deep as they may nest.
        match of_entity.iter_mut().rev().take(8).find(|spoken| spoken.quote == quote) {
            Some(spoken) => spoken.mentions.push(mention),
            None => of_entity.push(Spoken { quote, mentions: vec![mention] }),
        }
    }
    let target = |(entity, spoken): (usize, Vec<Spoken>)| (!spoken.is_empty()).then_some(Target { entity, spoken });
    let mut targets: Vec<Target> = spoken.into_iter().enumerate().filter_map(target).collect();
    sort_by_key(&mut targets, |target| std::cmp::Reverse(target.spoken.len()));
    targets
}

#[cfg(test)]
mod tests {
    use newsglass_analysis::{EntityId, Span};

    use super::*;
    use crate::reading::tests;

    /// "“It was 🚢 awful,” Ray said." with more quotes and one more entity.
    fn analysis(quotes: &[(usize, usize)], mentions: &[(usize, usize)]) -> Analysis {
        let mut analysis = tests::analysis();
        let (quote, ray) = (analysis.quotes[0].clone(), analysis.entities[0].clone());
        let of = |&(start, end): &(usize, usize)| {
            let parts = vec![Span::new(start, end)];
            newsglass_analysis::Quote { start, end, parts, ..quote.clone() }
        };
        analysis.quotes = quotes.iter().map(of).collect();
        let mention =
            |&(start, end): &(usize, usize)| newsglass_analysis::Mention { start, end, ..ray.mentions[0].clone() };
        let other =
            newsglass_analysis::Entity { id: EntityId(2), mentions: mentions.iter().map(mention).collect(), ..ray };
        // Of places nobody asks who criticises them.
        analysis.entities[0].kind = EntityType::Place;
        analysis.entities.push(other);
        analysis
    }

    #[test]
    fn a_quote_stands_in_the_one_around_it() {
        let outer =
            |quotes: &[(usize, usize)]| outer_quotes(&analysis(quotes, &[]), &[Some(0), Some(1), None, Some(0), None]);
        assert_eq!(outer(&[(0, 100), (10, 50), (20, 30), (60, 70), (100, 110)]), [None, Some(0), Some(1), None, None]);
        assert_eq!(outer(&[(0, 50), (0, 50)]), [None, None], "the same stretch twice is no nest");
        assert_eq!(outer(&[(0, 50), (0, 20)]), [None, Some(0)]);
    }

    #[test]
    fn a_mention_belongs_to_the_innermost_quote_that_is_not_of_its_entity() {
        let analysis = analysis(&[(0, 100), (40, 60)], &[(5, 8), (41, 44), (45, 48), (200, 203)]);
        let found = targets(&analysis, &[Some(0), None]);
        let spoken = |quote, mentions: &[usize]| Spoken { quote, mentions: mentions.to_vec() };
        assert_eq!(found, [Target { entity: 1, spoken: vec![spoken(0, &[0]), spoken(1, &[1, 2])] }]);
        let found = targets(&analysis, &[Some(1), Some(0)]);
        assert_eq!(found, [Target { entity: 1, spoken: vec![spoken(1, &[1, 2])] }], "nobody speaks of themselves here");
    }
}
