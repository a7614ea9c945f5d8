"""The tables of releases."""

from ropewalk.releases.models.early import EarlyReader as EarlyReader
from ropewalk.releases.models.move import Move as Move
from ropewalk.releases.models.release import Release as Release
