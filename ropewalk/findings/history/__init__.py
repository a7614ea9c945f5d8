"""What each revision changed, verdicts with the figures of then, and as said."""
