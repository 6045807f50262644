//! Finds the files to check in folders, by their ignore files. It does not read them.
