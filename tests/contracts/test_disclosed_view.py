"""Nobody reads the store's rows but through the disclosed view, save those named here with a reason."""

import ast
from pathlib import Path

from ropewalk.observations.store import Store

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "ropewalk"
BELOW = ("observations", "stats", "vocabulary")
VIEW = "ropewalk/findings/disclosure/"
ROWS = ("read", "refused", "changes", "of_source")
"""Methods of a store that give numbers of its rows."""
OTHERS = {
    *(
        "create",
        "exists",
        "open",
        "revision",
        "snapshot_key",
        "refresh",
        "revisions",
        "revision_at",
        "newest",
    ),
    *("origins", "protections", "places", "renames", "papers", "papers_since", "commit", "declare"),
    "compact",
    *(
        "touched",
        "changed",
        "indicators_of",
        "counted",
    ),  # these count or name rows, and tell no number of them
}
SHOWN = ("Disclosed(store)", "self._shown()", "reads")
"""Receivers that are the disclosed view; ``reads`` is what it is called where it is handed on."""
LOADS = "these are a publisher's files on their way in, not the store's rows"
CONTRACT = "a load is held against the real numbers before; what it names is told to who loads it"
ALLOWED = {
    ("ropewalk/workspace/contract.py", "store.of_source"): CONTRACT,
    ("ropewalk/workspace/contract.py", "_Source.read"): "a source's own terms",
    ("ropewalk/workspace/contract.py", "old.read"): CONTRACT,
    ("ropewalk/workspace/contract.py", "now.edition.read"): LOADS,
    ("ropewalk/workspace/returned.py", "store.read"): CONTRACT,
    ("ropewalk/workspace/editions.py", "reader.read"): LOADS,
    ("ropewalk/workspace/load.py", "reader.read"): LOADS,
    ("ropewalk/workspace/load.py", "self.read"): LOADS,
    ("ropewalk/workspace/load.py", "batch.spilled.read"): LOADS,
    ("ropewalk/workspace/read.py", "store.read"): "officers ask for hidden numbers with --undisclosed",
}
SHUT = ("view", "delta", "replay", "carry", "side")
"""Modules of the store's room that hand out its rows without its door."""


def modules() -> list[tuple[str, ast.Module]]:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        name = str(path.relative_to(ROOT))
        if path.relative_to(PACKAGE).parts[0] not in BELOW and not name.startswith(VIEW):
            found.append((name, ast.parse(path.read_text(encoding="utf-8"))))
    return found


def imports_of(tree: ast.Module) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return found


def readings(tree: ast.Module) -> set[str]:
    """Every use of a method that gives rows, called or handed on, as it is written."""
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in ROWS]
    return {ast.unparse(node) for node in nodes if ast.unparse(node.value) not in SHOWN}


def test_rows_are_read_through_the_disclosed_view() -> None:
    with_store = [
        (name, tree) for name, tree in modules() if "ropewalk.observations.store" in imports_of(tree)
    ]
    found = {(name, text) for name, tree in with_store for text in readings(tree)}
    assert found == set(ALLOWED), "read through findings.disclosure.view, or say here why not"


def test_every_method_of_a_store_is_known_to_give_rows_or_not() -> None:
    public = {name for name in vars(Store) if not name.startswith("_")}
    assert public == {*ROWS, *OTHERS}, "say in this test whether the new method gives numbers of rows"


def test_nobody_goes_round_the_stores_door() -> None:
    inside = {
        (name, module)
        for name, tree in modules()
        for module in imports_of(tree)
        if module.startswith("ropewalk.observations.") and module.split(".")[2] in SHUT
    }
    own = "a Delta table of its own, of what was said"
    assert inside == set({("ropewalk/findings/history/said.py", "ropewalk.observations.delta"): own})


def test_a_library_hands_out_no_store() -> None:
    tree = ast.parse((PACKAGE / "findings/library.py").read_text(encoding="utf-8"))
    methods = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    public = [node for node in methods if not node.name.startswith("_")]
    assert public
    assert not [node.name for node in public if node.returns and "Store" in ast.unparse(node.returns)]


def test_this_test_sees_a_reading_that_goes_round() -> None:
    tree = ast.parse("from ropewalk.observations.store import Store\nrows = Store.open(folder).read(None)\n")
    assert readings(tree) == {"Store.open(folder).read"}
    assert not readings(ast.parse("Disclosed(store).read(None)"))
