"""Returns: what is asked of owners by when, what they send in, who checked it, and how it is observed.

Writes are in ``actions``, reads for the office in ``reads``; ``observe`` hands signed-off values to the
store."""
