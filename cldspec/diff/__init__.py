"""Compare two versions of a specification: what changed, in words, and whom it breaks."""
