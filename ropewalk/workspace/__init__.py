"""A city's folder: its definitions read and written, sources loaded, findings refreshed. Rows 1 to 3 only."""
