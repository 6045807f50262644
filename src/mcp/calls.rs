//! The requests that are being worked on: which are called off, and which lane has each.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::mcp::frames::Id;

/// Requests that are worked on at a time.
pub const LANES: usize = 4;

/// Set for a lane whose request was called off: who asks for sources looks at it.
static CALLED_OFF: [AtomicBool; LANES] = [const { AtomicBool::new(false) }; LANES];

/// The requests without an answer.
#[derive(Debug, Default)]
pub struct Calls(Mutex<BTreeMap<Id, Call>>);

#[derive(Debug, Default)]
struct Call {
    is_off: bool,
    lane: Option<usize>,
}

/// What tells a lane that its request was called off.
pub fn flag(lane: usize) -> &'static AtomicBool {
    &CALLED_OFF[lane]
}

impl Calls {
    fn lock(&self) -> MutexGuard<'_, BTreeMap<Id, Call>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a request on; not one whose id another has.
    pub fn begin(&self, id: &Id) -> bool {
        let mut calls = self.lock();
        let is_new = !calls.contains_key(id);
        if is_new {
            calls.insert(id.clone(), Call::default());
        }
        is_new
    }

    /// A lane begins with a request; not with one that was called off.
    pub fn take(&self, id: &Id, lane: usize) -> bool {
        let mut calls = self.lock();
        CALLED_OFF[lane].store(false, Ordering::Relaxed);
        let Some(call) = calls.get_mut(id).filter(|call| !call.is_off) else {
            calls.remove(id);
            return false;
        };
        call.lane = Some(lane);
        true
    }

    /// A request is done; whether it is answered.
    pub fn end(&self, id: &Id) -> bool {
        self.lock().remove(id).is_some_and(|call| !call.is_off)
    }

    /// Calls a request off.
    pub fn call_off(&self, id: &Id) {
        if let Some(call) = self.lock().get_mut(id) {
            off(call);
        }
    }

    /// Calls off what asks for sources: nobody waits any more.
    pub fn hurry(&self) {
        for lane in self.lock().values().filter_map(|call| call.lane) {
            CALLED_OFF[lane].store(true, Ordering::Relaxed);
        }
    }
}

fn off(call: &mut Call) {
    call.is_off = true;
    if let Some(lane) = call.lane {
        CALLED_OFF[lane].store(true, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_called_off_is_neither_begun_nor_answered() {
        let calls = Calls::default();
        let [one, two] = [Id::Number(1), Id::Words("two".to_owned())];
        assert!(calls.begin(&one) && calls.begin(&two) && !calls.begin(&one));
        calls.call_off(&one);
        assert!(!calls.take(&one, 0) && calls.begin(&one));
        assert!(calls.take(&two, 1) && !flag(1).load(Ordering::Relaxed));
        calls.call_off(&two);
        assert!(flag(1).load(Ordering::Relaxed) && !calls.end(&two));
        assert!(calls.take(&one, 1) && !flag(1).load(Ordering::Relaxed) && calls.end(&one));
        calls.call_off(&two);
    }
}
