"""A file whose map nobody has written yet: looked through, understood, and put to a person."""
