"""How far a proposed map agrees with the map a person wrote: ``python -m bench.mapping [CITY]``.

For each table that a shipped source reads by columns, its file is put to the proposer as if nobody had mapped
it. Then the delimiter and the encoding of the same files, dressed in other ways, by three finders.
"""

import csv
import gzip
import io
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import clevercsv
from charset_normalizer import from_bytes

from ropewalk.sources.mapping.book import read_book
from ropewalk.sources.mapping.dialect import DELIMITERS, find_delimiter, find_encoding
from ropewalk.sources.mapping.place_words import Gazetteer
from ropewalk.sources.mapping.propose import Asked, propose
from ropewalk.sources.maps import Table, read_map
from ropewalk.sources.register import read_register
from ropewalk.vocabulary.errors import SourceError

ROWS = 40


def tables(city: Path) -> Iterator[tuple[str, Path, Table]]:
    """The first table of each file and sheet that has columns of its own, with its folder."""
    for folder in sorted((city / "sources").iterdir()):
        if folder.name == "places":
            continue
        seen = set()
        for table in read_map(folder).table:
            key = (table.file, table.sheet)
            if key not in seen and table.place and table.period and not table.layout:
                seen.add(key)
                yield folder.name, folder / table.file, table


def agreement(table: Table, found: Table) -> dict[str, bool]:
    """Whether place, period and every column of values are those that the person chose."""
    place, period = found.place, found.period
    values = {series.value for series in table.series if series.value}
    by_hand = table.place, table.period
    return {
        "place": bool(place and by_hand[0] and place.column == by_hand[0].column),
        "period": bool(period and by_hand[1] and period.column == by_hand[1].column),
        "values": values <= {series.value for series in found.series},
        "notation": bool(period and by_hand[1] and period.notation == by_hand[1].notation),
    }


def by_hand_and_proposed(city: Path) -> None:
    """Print a line for each table, and the shares agreed."""
    gazetteer = Gazetteer(read_register(city / "sources" / "places"), "E08000012")
    counts, total, seconds = dict.fromkeys(("place", "period", "values", "notation"), 0), 0, 0.0
    for source, path, table in tables(city):
        began = time.process_time()
        total += 1
        chosen = tuple({series.value for series in table.series if series.value})
        try:
            book = read_book(path.read_bytes(), path.name)
            found = propose(book, gazetteer, Asked(sheet=table.sheet, values=chosen)).table
            same = agreement(table, found)
        except SourceError as error:
            same = dict.fromkeys(counts, False)
            print(f"{source}: {error}")
        seconds += time.process_time() - began
        for name, agreed in same.items():
            counts[name] += agreed
        if not all(same.values()):
            missed = ", ".join(name for name, agreed in same.items() if not agreed)
            print(f"{source} {table.file} {table.sheet}: otherwise by hand: {missed}")
    print(f"\n{total} tables, {seconds:.1f} s of CPU")
    for name, count in counts.items():
        print(f"{name:10} {count:4} agreed  {count / total:.1%}")


def dressed(city: Path) -> Iterator[tuple[str, bytes, str]]:
    """Delimiter, bytes and encoding: the first rows of each shipped CSV in every dress."""
    for path in sorted(city.glob("sources/ons-*/*.csv.gz")):
        text = gzip.decompress(path.read_bytes())[:100_000].decode("utf-8", "ignore")
        rows = list(csv.reader(io.StringIO(text)))[:ROWS]
        title = [["Spending, £m: provisional; see notes"], [""]]
        for index, delimiter in enumerate(DELIMITERS):
            for above in ([], title):
                out = io.StringIO()
                csv.writer(out, delimiter=delimiter).writerows([*above, *rows])
                encoding = ("utf-8", "cp1252", "utf-16")[index % 3]
                yield delimiter, out.getvalue().encode(encoding, "ignore"), encoding


def _python(text: str) -> str:
    try:
        return csv.Sniffer().sniff(text, "".join(DELIMITERS)).delimiter
    except csv.Error:
        return ""


def _clever(text: str) -> str:
    found = clevercsv.Sniffer().sniff(text, delimiters="".join(DELIMITERS))
    return found.delimiter if found and found.delimiter else ""


def _charset(data: bytes) -> str:
    best = from_bytes(data).best()
    return best.encoding if best else ""


def dialects(city: Path) -> None:
    """Print how many delimiters and encodings each finder gets right, and how long it takes."""
    files = list(dressed(city))
    texts = [(delimiter, data.decode(encoding)) for delimiter, data, encoding in files]
    finders: dict[str, Callable[[str], str]] = {"own": find_delimiter, "csv": _python, "clevercsv": _clever}
    print(f"\n{len(files)} dressed files")
    for name, find in finders.items():
        began = time.process_time()
        right = sum(find(text) == delimiter for delimiter, text in texts)
        print(f"delimiter {name:18} {right:4} right  {time.process_time() - began:.1f} s")
    for name, look in {"own": find_encoding, "charset-normalizer": _charset}.items():
        began = time.process_time()
        right = sum(_reads(data, look(data), encoding) for _, data, encoding in files)
        print(f"encoding  {name:18} {right:4} right  {time.process_time() - began:.1f} s")


def _reads(data: bytes, found: str, encoding: str) -> bool:
    try:
        return data.decode(found) == data.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return False


def main() -> None:
    """Run both measurements on a city's folder; the shipped one unless another is named."""
    city = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "cities" / "liverpool"
    by_hand_and_proposed(city)
    dialects(city)


if __name__ == "__main__":
    main()
