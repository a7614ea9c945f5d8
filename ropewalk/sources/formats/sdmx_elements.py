"""What the elements of an SDMX-ML message say, gathered as they pass: half a dozen calls an observation."""

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
        elif name == "Comp":
            raise NotDataError("the message has components of many values, which are not read")


class SpecificElements(Elements):
    """Structure-specific (2.0: compact) messages: attributes of XML are the cells."""

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
        elif name == "Series":
            self.of += 1
            self.keys |= dict.fromkeys(name for name in given[::2] if ":" not in name)
            self.series.setdefault(tuple(given[::2]), []).append((self.of, *given[1::2]))
        else:
            self.other(name, given)

    def end(self, tag: str) -> None:
        """An element closes; the dimension at the observation is known by then."""
        if self.of and tag.rpartition(":")[2] == "DataSet":
            self.keys.setdefault(self.at_observation)


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
