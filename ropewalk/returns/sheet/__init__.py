"""Many returns at once by spreadsheet: written out, filled in, read back, and checked cell by cell."""
