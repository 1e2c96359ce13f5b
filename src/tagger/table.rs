//! Tables by hash, read in place: of the features and of the words that are used alike.
//!
//! Layout, little-endian: `u32` bits of the bucket index, `u32` number of rows, bucket starts (`u32`, one more than there are buckets),
//! keys (`u16` a row), and what the rows hold. A hash names its bucket by the high bits and its row in the bucket by 16 of the low ones.

/// The section that [`Table::read`] reads; `write` appends what a row holds.
pub(super) fn write<T: Ord>(rows: &[(u32, T)], write: impl Fn(&T, &mut Vec<u8>)) -> Vec<u8> {
    // About eight rows a bucket: a lookup reads one cache line of keys.
    let bits = (rows.len() / 8).max(2).ilog2().clamp(1, 16);
    let mut rows: Vec<_> = rows.iter().map(|(hash, row)| (hash >> (32 - bits), *hash as u16, row)).collect();
    rows.sort_unstable();
    rows.dedup_by_key(|row| (row.0, row.1));
    let mut out = bits.to_le_bytes().to_vec();
    out.extend((rows.len() as u32).to_le_bytes());
    for bucket in 0..=(1_u32 << bits) {
        out.extend((rows.partition_point(|row| row.0 < bucket) as u32).to_le_bytes());
    }
    rows.iter().for_each(|row| out.extend(row.1.to_le_bytes()));
    rows.iter().for_each(|row| write(row.2, &mut out));
    out
}

/// Finds the row of a hash.
#[derive(Clone, Copy)]
pub(super) struct Table<'m> {
    bits: u32,
    buckets: &'m [u8],
    keys: &'m [u8],
}

impl<'m> Table<'m> {
    const EMPTY: Self = Self { bits: 1, buckets: &[], keys: &[] };

    /// The table that is a section of a model, and what its rows hold, `size` bytes each; `None` if it is damaged.
    pub(super) fn read(section: &'m [u8], size: usize) -> Option<(Self, &'m [u8])> {
        let (bits, bytes) = section.split_first_chunk::<4>()?;
        let (count, bytes) = bytes.split_first_chunk::<4>()?;
        let bits = u32::from_le_bytes(*bits);
        let count = usize::try_from(u32::from_le_bytes(*count)).ok()?;
        if !(1..=16).contains(&bits) {
            return None;
        }
        let (buckets, bytes) = bytes.split_at_checked(4 * ((1 << bits) + 1))?;
        let (keys, rows) = bytes.split_at_checked(count.checked_mul(2)?)?;
        let mut starts = buckets.as_chunks::<4>().0.iter().map(|start| u32::from_le_bytes(*start) as usize);
        let whole = starts.clone().is_sorted()
            && starts.next_back() == Some(count)
            && count.checked_mul(size) == Some(rows.len());
        whole.then_some((Self { bits, buckets, keys }, rows))
    }

    pub(super) fn find(&self, hash: u32) -> Option<usize> {
        let bucket = (hash >> (32 - self.bits)) as usize;
        let (start, end) = (read_u32(self.buckets, bucket) as usize, read_u32(self.buckets, bucket + 1) as usize);
        let keys = self.keys.get(2 * start..2 * end)?;
        let (fours, rest) = keys.as_chunks();
        let in_fours =
            || fours.iter().enumerate().find_map(|(at, keys)| Some(4 * at + first_of_four(keys, hash as u16)?));
        let in_rest = || rest.chunks_exact(2).position(|key| read_u16(key, 0) == hash as u16);
        let position = in_fours().or_else(|| Some(4 * fours.len() + in_rest()?))?;
        Some(start + position)
    }
}

/// The first of four keys (little-endian) that is `wanted`. They are compared at once in one integer: finding rows is a third of the
/// tagger's time.
fn first_of_four(keys: &[u8; 8], wanted: u16) -> Option<usize> {
    const ONES: u64 = 0x0001_0001_0001_0001;
    let differences = u64::from_le_bytes(*keys) ^ (ONES * u64::from(wanted));
    // Subtracting 1 from a key of zero borrows into its highest bit. What it borrows further may only show keys after the first.
    let equal = differences.wrapping_sub(ONES) & !differences & (ONES << 15);
    (equal != 0).then(|| equal.trailing_zeros() as usize / 16)
}

/// Groups of words that are used alike.
#[derive(Clone, Copy)]
pub struct Clusters<'m> {
    table: Table<'m>,
    values: &'m [u8],
}

impl<'m> Clusters<'m> {
    /// No word has a cluster.
    pub const NONE: Self = Self { table: Table::EMPTY, values: &[] };

    /// Reads a section whose rows hold a cluster and its part; `None` if it is damaged.
    pub(crate) fn read(section: &'m [u8]) -> Option<Self> {
        let (table, values) = Table::read(section, 2)?;
        Some(Self { table, values })
    }

    /// The cluster of the word with this hash, 0 when it has none, and the part of it, told apart from those of other clusters.
    pub(crate) fn of(&self, hash: u32) -> (u32, u32) {
        let values = self.table.find(hash).and_then(|row| self.values.get(2 * row..));
        values.and_then(|values| values.first_chunk()).map_or((0, 0), |&[cluster, part]| {
            let cluster = u32::from(cluster);
            (cluster, 8 * cluster + u32::from(part))
        })
    }
}

pub(super) fn read_u16(bytes: &[u8], index: usize) -> u16 {
    bytes.get(2 * index..).and_then(|rest| rest.first_chunk()).map_or(0, |bytes| u16::from_le_bytes(*bytes))
}

fn read_u32(bytes: &[u8], index: usize) -> u32 {
    bytes.get(4 * index..).and_then(|rest| rest.first_chunk()).map_or(0, |bytes| u32::from_le_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_keys_at_once_are_found_as_one_by_one() {
        let values = [0_u16, 1, 2, 0x7fff, 0x8000, 0x8001, 0xfffe, 0xffff];
        for number in 0..8_usize.pow(5) {
            let value = |digit: u32| values[number / 8_usize.pow(digit) % 8];
            let (keys, wanted) = ([value(0), value(1), value(2), value(3)], value(4));
            let bytes: [u8; 8] = std::array::from_fn(|at| keys[at / 2].to_le_bytes()[at % 2]);
            assert_eq!(
                first_of_four(&bytes, wanted),
                keys.iter().position(|key| *key == wanted),
                "{keys:x?} {wanted:x}"
            );
        }
    }

    #[test]
    fn a_damaged_table_is_refused() {
        let section = write(&[(5, [1, 2]), (0x8000_0005, [3, 4])], |row: &[u8; 2], out| out.extend(row));
        assert_eq!(Clusters::read(&section).unwrap().of(0x8000_0005), (3, 8 * 3 + 4));
        for end in 0..section.len() {
            assert!(Clusters::read(&section[..end]).is_none(), "cut at {end}");
        }
        assert!(Clusters::read(&[section.as_slice(), b"x"].concat()).is_none());
        // No bits, more rows than there are, buckets that go back and that end elsewhere.
        for (at, value) in [(0, 0), (4, 3), (4, 0xff), (7, 0xff), (8, 9), (16, 3)] {
            let mut damaged = section.clone();
            damaged[at] = value;
            assert!(Clusters::read(&damaged).is_none(), "byte {at}");
        }
        assert_eq!(Clusters::NONE.of(7), (0, 0));
    }
}
