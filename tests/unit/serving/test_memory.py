"""Answers in memory: never more than the bound, and a flood of once-asked addresses empties nothing."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from ropewalk.publish.serving.memory import Memory


@dataclass
class Answer:
    size: int


def test_what_is_asked_for_twice_outlives_a_flood_of_strangers() -> None:
    memory: Memory[Answer] = Memory(100_000)
    memory.put("/", Answer(1_000))
    assert memory.get("/")
    for number in range(10_000):
        memory.put(f"/search/?q={number}", Answer(1_000))
    assert memory.get("/")
    assert memory.size <= 100_000


def test_an_entry_that_would_push_many_out_is_not_kept() -> None:
    memory: Memory[Answer] = Memory(100_000)
    memory.put("/huge", Answer(90_000))
    assert memory.get("/huge") is None
    assert memory.size == 0


def test_an_entry_that_grew_counts_anew() -> None:
    memory: Memory[Answer] = Memory(100_000)
    answer = Answer(1_000)
    memory.put("/", answer)
    memory.get("/")
    answer.size = 2_000
    memory.put("/", answer)
    assert (memory.size, len(memory)) == (2_000, 1)
    memory.clear()
    assert (memory.size, len(memory), memory.get("/")) == (0, 0, None)


steps = st.tuples(st.sampled_from(["get", "put", "safe"]), st.integers(0, 30), st.integers(0, 400))


@given(st.lists(steps, max_size=200))
def test_the_bytes_told_are_those_held_and_never_above_the_bound(steps: list[tuple[str, int, int]]) -> None:
    memory: Memory[Answer] = Memory(3_000)
    newest: dict[int, Answer] = {}
    for what, key, size in steps:
        if what == "get":
            found = memory.get(key)
            assert found is None or found is newest[key]
        elif size <= 3_000 * 0.25 / 8:
            newest[key] = Answer(size)
            memory.put(key, newest[key], safe=what == "safe")
        held = [found for key in range(31) if (found := _peek(memory, key))]
        assert sum(found.size for found in held) == memory.size <= 3_000


def _peek(memory: Memory[Answer], key: int) -> Answer | None:
    found = memory._safe.get(key) or memory._trial.get(key)
    return found[0] if found else None
