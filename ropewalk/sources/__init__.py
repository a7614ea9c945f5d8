"""Publishers' files become checked observations here; imports observations and vocabulary only."""
