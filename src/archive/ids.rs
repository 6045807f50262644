//! The ids of records: whoever opens an archive to write hands in what makes them.

/// Makes the ids of records, such as `urn:uuid:...`; never the same twice.
pub type Ids = Box<dyn FnMut() -> String + Send>;

/// Ids that are random (UUID version 4).
pub fn random_ids() -> Ids {
    Box::new(|| format!("urn:uuid:{}", uuid::Uuid::new_v4()))
}
