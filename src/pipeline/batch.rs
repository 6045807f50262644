//! Many inputs: paths in order, results in the same order on any number of threads.
