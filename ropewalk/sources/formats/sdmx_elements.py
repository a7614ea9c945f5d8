"""What the elements of an SDMX-ML message say, gathered as they pass: half a dozen calls an observation."""

from collections.abc import Callable

from ropewalk.sources.formats.sdmx_component import Component

Rows = dict[tuple[str, ...], list[tuple[object, ...]]]
TIME, VALUE = "TIME_PERIOD", "OBS_VALUE"
# Attributes of the markup itself, not of the data.
OWN = ("action", "structureRef", "dataScope", "setID", "type", "validFromDate", "validToDate")


class NotDataError(Exception):
    """The XML is not a message of data that can be read."""


class Elements:
    """Rows by the names that they give, so that a million of them share one tuple of names.

    ``observations``: number, number of the series (0 for none), cells; ``series``: number, cells;
    ``whole``: attributes of the data set; ``keys``: the dimensions, in order.
    """

    def __init__(self) -> None:
        self.observations: Rows = {}
        self.series: Rows = {}
        self.whole: dict[str, str] = {}
        self.keys: dict[str, None] = {}
        self.count = self.of = 0
        self.at_observation = TIME

    def start(self, tag: str, given: list[str]) -> None:
        """An element opens; ``given``: its attributes, names and values in turn."""

    def end(self, tag: str) -> None:
        """An element closes."""

    def text(self, words: str) -> None:
        """Text between elements."""

    def other(self, name: str, given: list[str]) -> None:
        """Elements that both sorts of message have."""
        if name == "DataSet":
            for key, value in zip(given[::2], given[1::2], strict=True):
                if key.rpartition(":")[2] == "action" and value == "Delete":
                    raise NotDataError("the message deletes observations")
                if key not in OWN and ":" not in key and not key.startswith("xmlns"):
                    self.whole[key] = value
        elif name == "Structure" and "dimensionAtObservation" in given:
            found = given[given.index("dimensionAtObservation") + 1]
            self.at_observation = TIME if found == "AllDimensions" else found


class SpecificElements(Elements):
    """Structure-specific (2.0: compact) messages: attributes of XML are the cells.

    Version 3 may write a component as an element, too, inside of what it belongs to and before anything
    else in it. ``hear`` is called with whether text is wanted: elsewhere there is only white space.
    """

    def __init__(self, hear: Callable[[bool], object]) -> None:
        super().__init__()
        self.hear = hear
        self.component: Component | None = None
        self.last: tuple[Rows, tuple[str, ...]] | None = None  # what opened last, if it has a row
        self.in_whole = False

    def start(self, tag: str, given: list[str]) -> None:
        """An element opens."""
        name = tag.rpartition(":")[2]
        if name == "Obs":
            self.count += 1
            row = (self.count, self.of, *given[1::2])
            names = tuple(given[::2])
            try:
                self.observations[names].append(row)
            except KeyError:
                self.observations[names] = [row]
            self.last = self.observations, names
        elif name == "Series":
            self.of += 1
            self.keys |= dict.fromkeys(name for name in given[::2] if ":" not in name)
            self.series.setdefault(tuple(given[::2]), []).append((self.of, *given[1::2]))
            self.last = self.series, tuple(given[::2])
        elif self.component:
            self.component.start(name, given)
        elif name == "Comp":
            self.component = Component(given)
            self.hear(True)
        else:
            self.in_whole, self.last = name == "DataSet", None
            self.other(name, given)

    def text(self, words: str) -> None:
        """Text of a component."""
        if self.component:
            self.component.text(words)

    def end(self, tag: str) -> None:
        """An element closes; the dimension at the observation is known by then."""
        if self.component:
            if tag.rpartition(":")[2] == "Comp":
                self._put(self.component.id, self.component.cell())
                self.component = None
                self.hear(False)
        elif self.of and tag.rpartition(":")[2] == "DataSet":
            self.keys.setdefault(self.at_observation)

    def _put(self, name: str, cell: str) -> None:
        """Give a component to the row that opened last, or to the whole set; those of groups are not read."""
        if not name or name in (self.last[1] if self.last else self.whole):
            raise NotDataError(f"the message gives the component {name!r} twice, or without a name")
        if self.last:
            rows, names = self.last
            row = rows[names].pop()
            self.last = rows, (*names, name)
            rows.setdefault(self.last[1], []).append((*row, cell))
        elif self.in_whole:
            self.whole[name] = cell


class GenericElements(Elements):
    """Generic messages: each cell is an element of its own, in keys, attributes and values."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.cells: list[str] = []
        self.level = ""
        self.pending = self.in_time = False

    def start(self, tag: str, given: list[str]) -> None:
        """An element opens."""
        name = tag.rpartition(":")[2]
        if name == "Value" and len(given) == 4 and given[2] == "value":
            # By far the commonest, in the order that services write it.
            self.names.append(given[1])
            self.cells.append(given[3])
        elif name in ("Value", "ObsDimension", "ObsValue"):
            pairs = dict(zip(given[::2], given[1::2], strict=True))
            usual = {"ObsDimension": self.at_observation, "ObsValue": VALUE}.get(name, "")
            self.names.append(pairs.get("id") or pairs.get("concept") or usual)
            self.cells.append(pairs.get("value", ""))
            if name == "ObsDimension":
                self.keys.setdefault(self.names[-1])
        elif name == "Obs":
            self._series_done()
            self.count, self.level = self.count + 1, name
        elif name in ("Series", "Group"):
            self.names, self.cells, self.level = [], [], name
            self.of, self.pending = self.of + (name == "Series"), name == "Series"
        elif name == "Time":
            self.in_time = True
            self.names.append(TIME)
            self.cells.append("")
            self.keys.setdefault(TIME)
        else:
            self.other(name, given)

    def text(self, words: str) -> None:
        """Version 2.0 writes the time as text."""
        if self.in_time:
            self.cells[-1] += words.strip()

    def end(self, tag: str) -> None:
        """An element closes."""
        name = tag.rpartition(":")[2]
        if name == "Obs":
            row = (self.count, self.of, *self.cells)
            self.observations.setdefault(tuple(self.names), []).append(row)
            self.names, self.cells, self.level = [], [], "Series"
        elif name in ("SeriesKey", "ObsKey"):
            if self.names[-1] not in self.keys:
                self.keys |= dict.fromkeys(self.names)
        elif name == "Time":
            self.in_time = False
        elif name in ("Series", "Group"):
            self.names, self.cells, self.level = [], [], ""
        elif name == "Attributes" and not self.level:
            self.whole |= zip(self.names, self.cells, strict=True)
            self.names, self.cells = [], []

    def _series_done(self) -> None:
        """The series' key and attributes are complete once its first observation begins."""
        if self.pending:
            self.series.setdefault(tuple(self.names), []).append((self.of, *self.cells))
        self.pending = False
        self.names, self.cells = [], []
