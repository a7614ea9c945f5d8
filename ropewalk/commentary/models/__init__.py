"""Every table of commentary; Django finds them here. Import them from this module."""

from ropewalk.commentary.models.comment import Comment, Reply

__all__ = ["Comment", "Reply"]
