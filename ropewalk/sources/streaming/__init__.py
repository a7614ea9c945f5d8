"""Files larger than memory: read in pieces, hashed on the way, each piece mapped as a small file is."""
