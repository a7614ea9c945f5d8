"""Did it work? What an indicator did once an action began: an association, never a proof."""
