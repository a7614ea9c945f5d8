"""How long the engine takes on a national table made up from a seed, beside the least it could take."""
