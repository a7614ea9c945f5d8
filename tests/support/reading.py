"""How hard a text is to read: see ``ropewalk.vocabulary.reading``, which the office uses too."""

from ropewalk.vocabulary.reading import grade, sentences, syllables, words

__all__ = ["grade", "sentences", "syllables", "words"]
