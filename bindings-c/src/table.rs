//! What handles stand for.
//!
//! A handle is a number and never an address: which shard, which slot of it, and which
//! generation of that slot. A slot that is freed and used again is of another generation,
//! so that a stale handle is an error and not somebody else's object. Objects are shared:
//! one that is freed while another thread uses it lives until that thread is done.

use crate::fault::Fault;
use std::any::Any;
use std::cell::Cell;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

#[cfg(not(target_pointer_width = "64"))]
compile_error!("a handle takes 64 bits");

type Object = Arc<dyn Any + Send + Sync>;

/// Puts an object into the table. Never gives 0, nor the address of anything.
pub(crate) fn insert<T: Any + Send + Sync>(object: T) -> Result<usize, Fault> {
    let shard = own_shard();
    let slot = at(shard)?.write().unwrap_or_else(PoisonError::into_inner).insert(Arc::new(object));
    slot.map(|(index, generation)| Parts { shard, index, generation }.handle())
}

/// The object that a handle stands for.
pub(crate) fn get<T: Any + Send + Sync>(handle: usize) -> Result<Arc<T>, Fault> {
    let parts = Parts::of(handle)?;
    let object = {
        let shard = at(parts.shard)?.read().unwrap_or_else(PoisonError::into_inner);
        shard.get(parts)?.clone()
    };
    object.downcast().map_err(|_| Fault::WrongType)
}

/// Takes an object of that type out of the table.
pub(crate) fn remove<T: Any + Send + Sync>(handle: usize) -> Result<(), Fault> {
    let parts = Parts::of(handle)?;
    let object = {
        let mut shard = at(parts.shard)?.write().unwrap_or_else(PoisonError::into_inner);
        if !shard.get(parts)?.is::<T>() {
            return Err(Fault::WrongType);
        }
        shard.remove(parts)
    };
    drop(object); // after the lock: it may hold a lot
    Ok(())
}

const SHARDS: usize = 64;
const INDEX_BITS: u32 = 24;
const GENERATION_BITS: u32 = 32;
static TABLE: [RwLock<Shard>; SHARDS] = [const { RwLock::new(Shard::new()) }; SHARDS];

fn at(shard: usize) -> Result<&'static RwLock<Shard>, Fault> {
    TABLE.get(shard).ok_or(Fault::Stale)
}

/// Threads make their objects in shards of their own, so that they seldom wait for others.
fn own_shard() -> usize {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    thread_local! {
        static OWN: Cell<Option<usize>> = const { Cell::new(None) };
    }
    let chosen = OWN.try_with(|own| {
        let shard = own.get().unwrap_or_else(|| NEXT.fetch_add(1, Ordering::Relaxed) % SHARDS);
        own.set(Some(shard));
        shard
    });
    chosen.unwrap_or_default() // a thread that is ending
}

/// What a handle is made of. From the highest bit: generation, index, shard, and a 1, which
/// makes it odd, as no address of an object is.
#[derive(Clone, Copy)]
struct Parts {
    generation: u32,
    index: usize,
    shard: usize,
}

impl Parts {
    const SHARD_BITS: u32 = usize::BITS - GENERATION_BITS - INDEX_BITS - 1;

    fn of(handle: usize) -> Result<Self, Fault> {
        if handle == 0 {
            return Err(Fault::Null("a handle"));
        }
        let odd = handle & 1 == 1;
        let generation = u32::try_from(handle >> (usize::BITS - GENERATION_BITS)).ok();
        let generation = generation.filter(|_| odd).ok_or(Fault::Stale)?;
        let index = (handle >> (1 + Self::SHARD_BITS)) & ((1 << INDEX_BITS) - 1);
        let shard = (handle >> 1) & ((1 << Self::SHARD_BITS) - 1);
        Ok(Self { generation, index, shard })
    }

    fn handle(self) -> usize {
        let generation = (self.generation as usize) << (usize::BITS - GENERATION_BITS);
        generation | self.index << (1 + Self::SHARD_BITS) | self.shard << 1 | 1
    }
}

struct Shard {
    slots: Vec<Slot>,
    free: Vec<usize>,
}

struct Slot {
    generation: u32,
    object: Option<Object>,
}

impl Shard {
    const fn new() -> Self {
        Self { slots: Vec::new(), free: Vec::new() }
    }

    fn insert(&mut self, object: Object) -> Result<(usize, u32), Fault> {
        let index = self.free.pop().unwrap_or(self.slots.len());
        if index == self.slots.len() {
            if index >> INDEX_BITS != 0 {
                return Err(Fault::TooMany);
            }
            self.slots.push(Slot { generation: 0, object: None });
        }
        let slot = self.slots.get_mut(index).ok_or(Fault::TooMany)?;
        slot.generation += 1;
        slot.object = Some(object);
        Ok((index, slot.generation))
    }

    fn get(&self, parts: Parts) -> Result<&Object, Fault> {
        let slot = self.slots.get(parts.index).filter(|slot| slot.generation == parts.generation);
        slot.and_then(|slot| slot.object.as_ref()).ok_or(Fault::Stale)
    }

    /// A slot whose generations are used up is never used again.
    fn remove(&mut self, parts: Parts) -> Option<Object> {
        let object = self.slots.get_mut(parts.index)?.object.take();
        if parts.generation < u32::MAX {
            self.free.push(parts.index);
        }
        object
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handle_stands_for_its_object_until_that_is_removed() {
        let handle = insert(7_u8).unwrap();
        assert_eq!(*get::<u8>(handle).unwrap(), 7);
        assert_eq!(get::<u16>(handle), Err(Fault::WrongType));
        assert_eq!(remove::<u16>(handle), Err(Fault::WrongType));
        let kept = get::<u8>(handle).unwrap();
        assert_eq!(remove::<u8>(handle), Ok(()));
        assert_eq!(get::<u8>(handle), Err(Fault::Stale));
        assert_eq!(remove::<u8>(handle), Err(Fault::Stale));
        assert_eq!(*kept, 7);
    }

    #[test]
    fn a_slot_that_is_used_again_is_of_another_generation() {
        let first = insert(1_u8).unwrap();
        remove::<u8>(first).unwrap();
        let second = insert(2_u8).unwrap();
        assert_eq!(Parts::of(first).unwrap().index, Parts::of(second).unwrap().index);
        assert_ne!(first, second);
        assert_eq!(get::<u8>(first), Err(Fault::Stale));
    }

    #[test]
    fn a_slot_ends_with_its_generations() {
        let mut shard = Shard::new();
        shard.slots.push(Slot { generation: u32::MAX - 1, object: None });
        shard.free.push(0);
        let (index, generation) = shard.insert(Arc::new(())).unwrap();
        assert_eq!((index, generation), (0, u32::MAX));
        shard.remove(Parts { generation, index, shard: 0 });
        assert_eq!(shard.insert(Arc::new(())).unwrap(), (1, 1));
    }

    #[test]
    fn numbers_that_are_no_handles_are_errors() {
        let handle = insert(()).unwrap();
        assert_eq!(get::<()>(0), Err(Fault::Null("a handle")));
        for wrong in [1, 2, 8, usize::MAX, handle ^ 1, handle ^ 2, handle ^ (1 << 40)] {
            assert_eq!(get::<()>(wrong), Err(Fault::Stale), "{wrong:x}");
        }
    }
}
