"""A year in the life of a workspace, played from a script by the office's own actions: to look at, to learn
from, and to test with. The script lies with a city's definitions. May import rooms below row 9.
"""
