"""Reports of a release: one frozen model of sections, which media above turn into pages and files."""
