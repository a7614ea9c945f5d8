"""What pages keep of the account they keep with what it followed from: a copy must never miss a change."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import ropewalk.publish

HOME = Path(ropewalk.publish.__file__).parent
FORGETFUL = {"lru_cache", "cache", "kept_by_language", "cached_property"}
OF_THE_ACCOUNT = {"Account", "Subject", "Library"}
FILES = sorted(HOME.joinpath("website").rglob("*.py"))
CLOCKS = {"now", "today", "localdate", "localtime", "utcnow"}


def functions(file: Path) -> Iterator[ast.FunctionDef]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def names_in(node: ast.AST) -> set[str]:
    names = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
    return names | {one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)}


def test_there_is_something_to_look_at() -> None:
    assert len(FILES) > 50


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(HOME).as_posix())
def test_nothing_of_the_account_is_kept_without_its_looks(file: Path) -> None:
    for function in functions(file):
        kept = {name for one in function.decorator_list for name in names_in(one)} & FORGETFUL
        about = {name for one in function.args.args if one.annotation for name in names_in(one.annotation)}
        assert not (kept and about & OF_THE_ACCOUNT), f"{file.name}: {function.name}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(HOME).as_posix())
def test_the_clock_is_read_only_where_the_answer_is_noted(file: Path) -> None:
    for function in functions(file):
        read = {
            node.func.attr
            for node in ast.walk(function)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        } & CLOCKS
        noted = "asked" in {name for one in function.decorator_list for name in names_in(one)}
        assert not read or noted or function.name == "etag_of", f"{file.name}: {function.name}"
