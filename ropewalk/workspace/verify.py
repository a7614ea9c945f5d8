"""Is the whole workspace what it was? The publishers' files against their origins, the store against its hashes."""
