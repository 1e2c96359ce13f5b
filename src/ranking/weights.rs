//! A table of weights by the hash of a feature: open addressing at half load, a feature's hash being its own.

/// The weights of each feature, `N` of them; the hash 0 marks an empty slot.
pub(crate) struct WeightTable<const N: usize> {
    slots: Vec<(u32, [i8; N])>,
    mask: usize,
}

impl<const N: usize> WeightTable<N> {
    /// Reads hashes (`u32`, little-endian) and as many rows of weights (`i8`). `None` where the two do not belong together.
    pub(crate) fn of_sections(hashes: &[u8], rows: &[u8]) -> Option<Self> {
        let ((hashes, []), (rows, [])) = (hashes.as_chunks(), rows.as_chunks::<N>()) else { return None };
        if hashes.len() != rows.len() {
            return None;
        }
        let capacity = (hashes.len() * 2 + 1).next_power_of_two();
        let mut table = Self { slots: vec![(0, [0; N]); capacity], mask: capacity - 1 };
        for (hash, row) in hashes.iter().zip(rows) {
            let hash = u32::from_le_bytes(*hash);
            let mut slot = hash as usize & table.mask;
            while table.slots.get(slot)?.0 != 0 {
                slot = (slot + 1) & table.mask;
            }
            *table.slots.get_mut(slot)? = (hash, row.map(u8::cast_signed));
        }
        Some(table)
    }

    /// The weights of a feature that has any.
    pub(crate) fn of(&self, feature: u32) -> Option<[i8; N]> {
        let mut slot = feature as usize & self.mask;
        loop {
            match self.slots.get(slot) {
                Some((0, _)) | None => return None,
                Some((hash, weights)) if *hash == feature => return Some(*weights),
                Some(_) => slot = (slot + 1) & self.mask,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_that_do_not_fit_are_refused() {
        let read = |hashes: &[u8], rows: &[u8]| WeightTable::<4>::of_sections(hashes, rows).is_some();
        let hashes = [1, 0, 0, 0, 9, 0, 0, 0];
        assert!(read(&hashes, &[0; 8]) && read(b"", b""));
        assert!(!read(&hashes[..7], &[0; 8]) && !read(&hashes, &[0; 4]) && !read(&hashes, &[0; 9]));
    }

    #[test]
    fn features_find_their_weights_past_others() {
        // Both hashes fall on the same slot.
        let table = WeightTable::<1>::of_sections(&[1, 0, 0, 0, 9, 0, 0, 0], &[3, 253]).unwrap();
        assert_eq!((table.of(1), table.of(9), table.of(17)), (Some([3]), Some([-3]), None));
    }
}
