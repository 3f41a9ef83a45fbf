"""What changed between two versions of a specification, in words, and whom it breaks."""
