//! The kinds of name that the model tells apart, and how its labels are numbered.

/// The kinds of name the model tells apart; finer types are the business of `entities`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameKind {
    /// People.
    Person,
    /// Companies, agencies, parties, teams, armed groups.
    Organization,
    /// Countries, cities, regions, buildings.
    Place,
    /// Nationalities, religions, events, products, works, laws.
    Other,
}

/// In the order of the model's labels.
pub(crate) const KINDS: [NameKind; 4] = [NameKind::Person, NameKind::Organization, NameKind::Place, NameKind::Other];

/// Number of labels: outside, then begin and inside of each kind.
pub const LABELS: usize = 1 + 2 * KINDS.len();
