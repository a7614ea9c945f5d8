"""The two ways in which a method that a reference program also computes can be asked for."""

from typing import Literal, TypeAlias

Mode: TypeAlias = Literal["sound", "as published"]
"""``sound`` (the default everywhere): the method without the program's faults, which each docstring lists.
``as published``: the program's own number or label, faults and all, for whoever wants to check ours."""
