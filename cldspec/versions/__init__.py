"""Which versions of a specification there are, and how they come to be: drafts, releases, git revisions."""
