"""Thin commands over the rooms below: arguments in, words and files out. May import every room but config."""

import sys

from ropewalk.cli.memory import give_back

give_back(sys.argv)  # before anything imports Polars
