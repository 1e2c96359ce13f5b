//! Sorting by one routine for all types.
//!
//! The standard library's sorts are fast because each type and each comparison gets thousands of bytes of code of its own: a quarter of
//! the whole interface, for lists of a few hundred rows. Here only the comparison and the moving are made anew for each.

use std::cmp::Ordering;

/// Sorts `items`, equals in the order they stand in; O(n log n) comparisons.
pub(crate) fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let from = positions(items.len(), &|a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    arrange(items, from);
}

/// As [`sort_by`], by a key of each item, which is asked for once.
pub(crate) fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    let keys: Vec<K> = items.iter().map(key).collect();
    let from = positions(items.len(), &|a, b| keys.get(a).cmp(&keys.get(b)));
    arrange(items, from);
}

/// Moves to each place the item that stands at `from` there: along each cycle of the permutation, one swap an item.
fn arrange<T>(items: &mut [T], mut from: Vec<usize>) {
    for start in 0..items.len() {
        let mut here = start;
        while let Some(next) =
            from.get_mut(here).map(|next| std::mem::replace(next, here)).filter(|next| *next != start)
        {
            items.swap(here, next);
            here = next;
        }
    }
}

/// Which item comes first, second and so on: a merge sort of their indices.
fn positions(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut merged = Vec::with_capacity(count);
    let mut width = 1;
    while width < count {
        merged.clear();
        for pair in order.chunks(2 * width) {
            let (mut left, mut right) = pair.split_at(width.min(pair.len()));
            while let (Some((&a, behind_a)), Some((&b, behind_b))) = (left.split_first(), right.split_first()) {
                if compare(a, b) == Ordering::Greater {
                    merged.push(b);
                    right = behind_b;
                } else {
                    merged.push(a);
                    left = behind_a;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        std::mem::swap(&mut order, &mut merged);
        width *= 2;
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_as_the_standard_library_does() {
        let mut state = 7_u32;
        for count in [0, 1, 2, 3, 7, 8, 9, 100, 1_000] {
            let mut items: Vec<(u32, usize)> = (0..count)
                .map(|place| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (state >> 28, place)
                })
                .collect();
            let mut expected = items.clone();
            expected.sort_by_key(|item| item.0);
            sort_by_key(&mut items, |item| item.0);
            assert_eq!(items, expected, "{count} items, equals in their order");
        }
    }
}
