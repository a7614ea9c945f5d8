"""The store: revisions, provenance, reading as of any revision. Imports vocabulary; knows no publisher."""
