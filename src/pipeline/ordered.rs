//! Many pieces of work on several threads, and their results in order. It knows nothing of articles.

use std::any::Any;
use std::collections::BTreeMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Results that may wait for their turn, for each thread: more of them would only fill memory behind one that
/// takes long.
const WINDOW: usize = 4;

/// How long the taker waits before it looks for an interrupt again.
const PATIENCE: Duration = Duration::from_millis(40);

/// Threads, and what ends them before their work is done.
#[derive(Clone, Copy, Debug)]
pub struct Threads {
    /// How many, at least one.
    pub jobs: usize,
    /// Set when the work is to end at once.
    pub interrupted: &'static AtomicBool,
}

/// What the taker is handed.
pub enum Turn<D> {
    /// The next result in order.
    Next(D),
    /// Nothing came for a while: whoever reads along gets what there is.
    Waiting,
}

/// Works a feed off and hands each result to `take`, in the order of the feed. `map` is given a buffer that
/// its thread keeps. False if an interrupt ended it: the threads are not waited for then, one may be busy
/// with a huge file. A panic in `map` or in the feed goes on in the caller.
pub fn ordered<W, D: Send + 'static>(
    feed: impl Iterator<Item = W> + Send + 'static,
    threads: Threads,
    map: impl Fn(W, &mut Vec<u8>) -> D + Send + Sync + 'static,
    take: impl FnMut(Turn<D>) -> io::Result<()>,
) -> io::Result<bool> {
    let jobs = threads.jobs.max(1);
    let shared = Arc::new(Shared {
        feed: Mutex::new(Numbered { feed, next: 0, ended: false }),
        window: Mutex::new(Window { written: 0, all: None, ready: BTreeMap::new(), stopped: false }),
        progress: Condvar::new(),
        room: Condvar::new(),
    });
    let map = Arc::new(map);
    let mut started = Vec::with_capacity(jobs);
    for _ in 0..jobs {
        let (shared, map) = (Arc::clone(&shared), Arc::clone(&map));
        let thread = std::thread::Builder::new().name("check".to_owned());
        started.push(thread.spawn(move || shared.work(&*map, jobs * WINDOW))?);
    }
    let outcome = shared.take_in_order(threads.interrupted, take);
    shared.stop();
    if matches!(outcome, Ok(true)) {
        for thread in started {
            // What went wrong in it was handed on with its result.
            let _ = thread.join();
        }
    }
    outcome
}

/// A result, or the panic that came instead of it.
type Caught<D> = Result<D, Box<dyn Any + Send>>;

/// Results that wait for their turn, and how far the work is.
struct Window<D> {
    written: usize,
    /// The number of pieces, once the feed has ended.
    all: Option<usize>,
    ready: BTreeMap<usize, Caught<D>>,
    stopped: bool,
}

/// What threads and taker share. The feed has a lock of its own, which the taker never takes: reading a
/// stream may block.
struct Shared<F, D> {
    feed: Mutex<Numbered<F>>,
    window: Mutex<Window<D>>,
    /// A result is ready, or the feed has ended.
    progress: Condvar,
    /// The window has moved on.
    room: Condvar,
}

struct Numbered<F> {
    feed: F,
    next: usize,
    ended: bool,
}

impl<F: Iterator, D> Shared<F, D> {
    fn window(&self) -> MutexGuard<'_, Window<D>> {
        self.window.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends the threads as soon as they look.
    fn stop(&self) {
        self.window().stopped = true;
        self.room.notify_all();
    }

    /// A thread: claims pieces, works on them, and puts the results down.
    fn work(&self, map: &impl Fn(F::Item, &mut Vec<u8>) -> D, room: usize) {
        let mut buffer = Vec::new();
        while let Some((index, piece)) = self.claim(room) {
            let done = piece.and_then(|piece| catch_unwind(AssertUnwindSafe(|| map(piece, &mut buffer))));
            self.window().ready.insert(index, done);
            self.progress.notify_one();
        }
    }

    /// The next piece of work and its number, as soon as the window has room for it. None at the end.
    fn claim(&self, room: usize) -> Option<(usize, Caught<F::Item>)> {
        // Held while it waits for room: the next piece is nobody else's, and no thread runs ahead of the
        // window.
        let mut feed = self.feed.lock().unwrap_or_else(PoisonError::into_inner);
        if feed.ended {
            return None;
        }
        let mut window = self.window();
        while !window.stopped && feed.next >= window.written + room {
            window = self.room.wait(window).unwrap_or_else(PoisonError::into_inner);
        }
        if window.stopped {
            return None;
        }
        drop(window);
        // The window is free while the feed is read, which may block on a pipe.
        let index = feed.next;
        let piece = match catch_unwind(AssertUnwindSafe(|| feed.feed.next())) {
            Ok(Some(piece)) => Ok(piece),
            Ok(None) => {
                feed.ended = true;
                self.window().all = Some(index);
                self.progress.notify_one();
                return None;
            }
            Err(panic) => {
                feed.ended = true;
                Err(panic)
            }
        };
        feed.next += 1;
        Some((index, piece))
    }

    fn take_in_order(
        &self,
        interrupted: &AtomicBool,
        mut take: impl FnMut(Turn<D>) -> io::Result<()>,
    ) -> io::Result<bool> {
        let mut window = self.window();
        loop {
            let next = window.written;
            if let Some(done) = window.ready.remove(&next) {
                window.written += 1;
                self.room.notify_all();
                drop(window);
                let done = done.unwrap_or_else(|panic| {
                    self.stop();
                    resume_unwind(panic)
                });
                take(Turn::Next(done))?;
                window = self.window();
                continue;
            }
            if window.all == Some(next) {
                return Ok(true);
            }
            // What is ready was handed over first: an interrupt loses no finished report.
            if interrupted.load(Ordering::Relaxed) {
                return Ok(false);
            }
            let waited = self.progress.wait_timeout(window, PATIENCE).unwrap_or_else(PoisonError::into_inner);
            window = waited.0;
            if waited.1.timed_out() {
                drop(window);
                take(Turn::Waiting)?;
                window = self.window();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static NEVER: AtomicBool = AtomicBool::new(false);

    fn taken(feed: impl Iterator<Item = u64> + Send + 'static, jobs: usize) -> (bool, Vec<u64>) {
        let mut taken = Vec::new();
        let slow = |number, _: &mut Vec<u8>| {
            std::thread::sleep(Duration::from_micros(number * 7 % 300));
            number
        };
        let complete = ordered(feed, Threads { jobs, interrupted: &NEVER }, slow, |turn| {
            taken.extend(if let Turn::Next(number) = turn { Some(number) } else { None });
            Ok(())
        });
        (complete.unwrap(), taken)
    }

    #[test]
    fn results_come_in_order_on_any_number_of_threads() {
        for jobs in [1, 2, 7] {
            assert_eq!(taken(0..200, jobs), (true, (0..200).collect()), "{jobs}");
        }
        assert_eq!(taken(0..0, 3), (true, Vec::new()));
    }

    #[test]
    fn no_more_is_begun_than_the_window_holds() {
        static BEGUN: Mutex<u64> = Mutex::new(0);
        let begin = |number: u64, _: &mut Vec<u8>| {
            *BEGUN.lock().unwrap() += 1;
            number
        };
        let threads = Threads { jobs: 2, interrupted: &NEVER };
        let mut most = 0;
        ordered(0..100, threads, begin, |turn| {
            if let Turn::Next(number) = turn {
                std::thread::sleep(Duration::from_millis(1));
                most = most.max(*BEGUN.lock().unwrap() - number);
            }
            Ok(())
        })
        .unwrap();
        assert!(most <= 2 * WINDOW as u64 + 1, "{most}");
    }

    #[test]
    fn a_panic_goes_on_in_the_caller_and_hangs_nothing() {
        let fails = |number: u64, _: &mut Vec<u8>| assert!(number != 5, "five");
        let threads = Threads { jobs: 3, interrupted: &NEVER };
        assert!(catch_unwind(|| ordered(0..50, threads, fails, |_| Ok(()))).is_err());
        let feed = (0..50).inspect(|number| assert!(*number != 5, "five"));
        assert!(catch_unwind(|| ordered(feed, threads, |_, _| (), |_| Ok(()))).is_err());
    }

    #[test]
    fn an_interrupt_ends_it_though_the_feed_goes_on() {
        static STOP: AtomicBool = AtomicBool::new(false);
        let threads = Threads { jobs: 2, interrupted: &STOP };
        let slow = |_, _: &mut Vec<u8>| std::thread::sleep(Duration::from_millis(100));
        let mut taken = 0;
        let complete = ordered(std::iter::repeat(()), threads, slow, |turn| {
            taken += usize::from(matches!(turn, Turn::Next(())));
            STOP.store(taken > 2, Ordering::Relaxed);
            Ok(())
        });
        assert!(!complete.unwrap());
    }
}
