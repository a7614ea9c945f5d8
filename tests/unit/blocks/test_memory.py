"""Memory kept between blocks: asked for once, and no fault where the C library does not know how."""

import sys

import pytest

from ropewalk.findings.blocks import memory


def test_another_c_library_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    memory.keep_freed.cache_clear()
    monkeypatch.setattr(memory.ctypes, "CDLL", lambda _: object())
    assert not memory.keep_freed()
    memory.keep_freed.cache_clear()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="glibc is Linux's")
def test_glibc_takes_what_is_asked() -> None:
    memory.keep_freed.cache_clear()
    assert memory.keep_freed()
    assert memory.keep_freed()
    assert memory.keep_freed.cache_info().hits == 1
