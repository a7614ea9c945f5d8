"""The plan and its indicators in the database, with history. May import vocabulary and rooms below row 6."""
