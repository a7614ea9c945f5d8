"""Every table of the golden thread; Django finds them here. Import them from this module."""

from ropewalk.thread.models.idea import Idea, Step
from ropewalk.thread.models.recognition import Recognition

__all__ = ["Idea", "Recognition", "Step"]
