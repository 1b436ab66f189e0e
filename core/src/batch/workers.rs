//! A function over many items, on every core. The outcome is in the order of the items,
//! whoever worked on them.

use std::num::NonZeroUsize;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

/// Items that a worker takes at a time: few, so that all are done at about the same time.
const HANDFUL: usize = 16;

pub(super) fn every_core() -> NonZeroUsize {
    thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// What `work` makes of each item; none if it was stopped before the end.
pub(super) fn on_each<I: Sync, O: Send>(
    items: &[I],
    workers: NonZeroUsize,
    stop: Option<&AtomicBool>,
    work: impl Fn(&I) -> O + Sync,
) -> Option<Vec<O>> {
    let handfuls: Vec<_> = items.chunks(HANDFUL).collect();
    let next = AtomicUsize::new(0);
    let labour = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(handful) = handfuls.get(index) else { return done };
            if stop.is_some_and(|stop| stop.load(Ordering::Relaxed)) {
                return done;
            }
            done.push((index, handful.iter().map(&work).collect::<Vec<_>>()));
        }
    };
    let mut done = match workers.get().min(handfuls.len()) {
        0 | 1 => labour(),
        hands => thread::scope(|scope| {
            // This thread is one of them.
            let others: Vec<_> = (1..hands).map(|_| scope.spawn(labour)).collect();
            let mut done = labour();
            for other in others {
                // A worker that panicked has told why; its panic goes on here.
                done.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
            }
            done
        }),
    };
    done.sort_unstable_by_key(|(index, _)| *index);
    let done: Vec<_> = done.into_iter().flat_map(|(_, handful)| handful).collect();
    (done.len() == items.len()).then_some(done)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn threads(count: usize) -> NonZeroUsize {
        NonZeroUsize::new(count).unwrap()
    }

    #[test]
    fn order_does_not_depend_on_the_number_of_threads() {
        let items: Vec<usize> = (0..1000).collect();
        for count in [1, 2, 7, 5000] {
            let done = on_each(&items, threads(count), None, |item| item * 3).unwrap();
            assert!(done.iter().enumerate().all(|(index, item)| *item == index * 3));
        }
        assert_eq!(on_each(&[0; 0], threads(3), None, |item| *item), Some(Vec::new()));
    }

    #[test]
    fn a_stop_leaves_nothing_half_done() {
        let stop = AtomicBool::new(false);
        let work = |item: &usize| stop.fetch_or(*item == 500, Ordering::Relaxed);
        let items: Vec<usize> = (0..10_000).collect();
        assert!(on_each(&items, threads(1), Some(&stop), work).is_none());
    }

    #[test]
    #[should_panic(expected = "item 77")]
    fn a_panic_goes_on_in_the_caller() {
        let items: Vec<usize> = (0..100).collect();
        on_each(&items, threads(3), None, |item| assert!(*item != 77, "item {item}"));
    }
}
