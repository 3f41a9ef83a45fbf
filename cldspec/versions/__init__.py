"""The versions of a specification: where they are, how they begin as drafts, and how they are released."""
