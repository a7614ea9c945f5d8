"""The sections that reports are put together from, each a function of the evidence."""
