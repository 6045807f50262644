//! Adds up small decision trees over whole numbers. It knows neither what the numbers are nor what the sum
//! decides; the trees are fitted by the scripts of `tools/fit`.
//!
//! Whole numbers alone: the same row gives the same sum on every machine.

use std::collections::BTreeMap;

/// A tree: its nodes one after the other, the root first, four numbers each. A fork is `feature, threshold,
/// below, above`: a row whose number is at most the threshold goes on at node `below`, else at `above`, both
/// behind the fork. A leaf is `-1, value, 0, 0`.
pub type Tree = [i32];

/// The sum of the leaves that a row of numbers comes to, one of each tree.
///
/// ```
/// # use newscheck::trees::sum;
/// let tree: &[i32] = &[0, 10, 1, 2, -1, -5, 0, 0, -1, 7, 0, 0];
/// assert_eq!((sum(&[tree], &[10]), sum(&[tree, tree], &[11])), (-5, 14));
/// ```
pub fn sum(trees: &[&Tree], row: &[i32]) -> i32 {
    trees.iter().map(|tree| leaf(tree, row)).sum()
}

fn leaf(tree: &Tree, row: &[i32]) -> i32 {
    let (nodes, _) = tree.as_chunks();
    let mut at = 0;
    while let Some(&[feature, threshold, below, above]) = nodes.get(at) {
        let Ok(feature) = usize::try_from(feature) else { return threshold };
        let number = row.get(feature).copied().unwrap_or_default();
        // A table that leads backwards ends here and not in a circle.
        let next = if number <= threshold { below } else { above } as usize;
        if next <= at {
            break;
        }
        at = next;
    }
    0
}

/// What each number of a row adds to its sum or takes from it, the largest first: at every fork on the way,
/// by how much the leaves behind it differ on average from those of both ways.
///
/// ```
/// # use newscheck::trees::contributions;
/// let tree: &[i32] = &[3, 10, 1, 2, -1, -5, 0, 0, -1, 7, 0, 0];
/// assert_eq!(contributions(&[tree], &[0, 0, 0, 12]), [(3, 6)]);
/// ```
pub fn contributions(trees: &[&Tree], row: &[i32]) -> Vec<(usize, i32)> {
    let mut sums: BTreeMap<usize, i32> = BTreeMap::new();
    for tree in trees {
        let means = means(tree);
        let mut at = 0;
        while let Some(&[feature, threshold, below, above]) =
            tree.get(4 * at..).and_then(<[i32]>::first_chunk)
        {
            let Ok(feature) = usize::try_from(feature) else { break };
            let number = row.get(feature).copied().unwrap_or_default();
            let next = if number <= threshold { below } else { above } as usize;
            let (Some(from), Some(to)) = (means.get(at), means.get(next).filter(|_| next > at)) else {
                break;
            };
            *sums.entry(feature).or_default() += to - from;
            at = next;
        }
    }
    let mut sums: Vec<(usize, i32)> = sums.into_iter().collect();
    sums.sort_by_key(|(_, sum)| std::cmp::Reverse(sum.abs()));
    sums
}

/// By node: the mean of the leaves behind it.
fn means(tree: &Tree) -> Vec<i32> {
    let nodes: Vec<&[i32; 4]> = tree.as_chunks::<4>().0.iter().collect();
    let mut sums = vec![(0i64, 0i64); nodes.len()];
    for at in (0..nodes.len()).rev() {
        let [feature, value, below, above] = *nodes[at];
        sums[at] = if feature < 0 {
            (value.into(), 1)
        } else {
            let of = |next: i32| sums.get(next as usize).copied().unwrap_or_default();
            (of(below).0 + of(above).0, of(below).1 + of(above).1)
        };
    }
    sums.into_iter().map(|(sum, count)| (sum / count.max(1)) as i32).collect()
}

/// Whether every fork of some trees asks for a number below `width` and leads forward to a node.
#[cfg(test)]
pub(crate) fn are_sound(trees: &[&Tree], width: usize) -> bool {
    trees.iter().all(|tree| {
        let count = tree.len() / 4;
        let mut nodes = tree.chunks(4).enumerate();
        tree.len() % 4 == 0
            && count > 0
            && nodes.all(|(at, node)| match *node {
                [-1, _, 0, 0] => true,
                [feature, _, below, above] => {
                    let forward =
                        |next: i32| usize::try_from(next).is_ok_and(|next| next > at && next < count);
                    usize::try_from(feature).is_ok_and(|feature| feature < width)
                        && forward(below)
                        && forward(above)
                }
                _ => false,
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_on_the_threshold_goes_below() {
        let tree: &[i32] = &[1, 5, 1, 2, -1, 100, 0, 0, 0, -3, 3, 4, -1, 20, 0, 0, -1, 30, 0, 0];
        for (row, expected) in [([0, 5], 100), ([0, 6], 30), ([-3, 6], 20), ([-4, 6], 20)] {
            assert_eq!(sum(&[tree], &row), expected, "{row:?}");
        }
        assert!(are_sound(&[tree], 2) && !are_sound(&[tree], 1));
    }

    #[test]
    fn a_broken_table_adds_nothing() {
        for tree in [&[][..], &[0, 5, 0, 0], &[0, 5, 9, 9], &[0, 5, 1]] {
            assert_eq!(sum(&[tree], &[1]), 0);
            assert!(!are_sound(&[tree], 1));
        }
    }
}
