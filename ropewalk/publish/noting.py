"""What an answer follows from, noted while it is made: so a copy of the account knows what a load left alone.

Nothing declares what it reads. Once turned on, an account notes each look that a page takes at what is held,
with a digest of what it saw. A page need not be made again while every one of its looks would see the same.
What is not looked at piece by piece is noted as the whole state of the library, which moves with each load:
that is slow and never wrong. ``asked`` makes a look finer, and ``kept`` is how answers are kept in memory
here: what was looked at when one was made is noted again for each page that it is used for.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from importlib import import_module
from typing import Any, Concatenate, Final, NamedTuple, ParamSpec, TypeVar, cast

import msgspec

from ropewalk.design.languages import languages
from ropewalk.publish.digests import digest
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.language import ENGLISH, in_force, speaking

P = ParamSpec("P")
R = TypeVar("R")
A = TypeVar("A")


class Look(NamedTuple):
    """A look at what is held: in a language, by a name, with arguments (JSON)."""

    language: str
    name: str
    arguments: str


Looks = dict[Look, str]
WHOLE: Final = Look("", "library.key", "[]")
_NOTING: ContextVar[Looks | None] = ContextVar("looks", default=None)
_state = {"on": False}


def turn_on() -> None:
    """Note from now on, in this process: before anything is kept in memory."""
    _state["on"] = True


def is_on() -> bool:
    """Whether this process notes."""
    return _state["on"]


@contextmanager
def noted() -> Iterator[Looks]:
    """The looks that are taken in the block. The block around it does not learn of them."""
    looks: Looks = {}
    token = _NOTING.set(looks)
    try:
        yield looks
    finally:
        _NOTING.reset(token)


def note(looks: Looks) -> None:
    """Note looks that were taken: for the block that notes, if there is one."""
    now = _NOTING.get()
    if now is not None:
        now.update(looks)


def kept(maxsize: int, *, by_language: bool = False) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """``lru_cache`` for what is made of the account; ``by_language``: for what holds readers' words, kept
    apart for each language."""

    def decorate(build: Callable[P, R]) -> Callable[P, R]:
        @lru_cache(maxsize=maxsize)
        def stored(_code: str, *args: P.args, **kwargs: P.kwargs) -> tuple[R, Looks]:
            with noted() as looks:
                return build(*args, **kwargs), looks

        @wraps(build)
        def ask(*args: P.args, **kwargs: P.kwargs) -> R:
            found, looks = stored(in_force().code if by_language else "", *args, **kwargs)  # type: ignore[arg-type]
            if looks:
                note(looks)
            return found

        return ask

    return decorate


def asked(answer: Callable[Concatenate[A, P], R]) -> Callable[Concatenate[A, P], R]:
    """For ``answer(account, *words)``: what follows from its answer follows from nothing that it looked at.

    The answer must be of values (see ``digest``), the words plain. It is worked out again to learn whether it
    has changed, so it should cost little beside a page.
    """
    return _asked(answer, worded=True)


def asked_for_figures(answer: Callable[Concatenate[A, P], R]) -> Callable[Concatenate[A, P], R]:
    """``asked``, for answers that hold no words of readers: the same in every language, so looked at once."""
    return _asked(answer, worded=False)


def _asked(answer: Callable[Concatenate[A, P], R], *, worded: bool) -> Callable[Concatenate[A, P], R]:
    name = f"{answer.__module__}:{answer.__qualname__}"

    @wraps(answer)
    def ask(account: A, *args: P.args, **kwargs: P.kwargs) -> R:
        if not is_on():
            return answer(account, *args, **kwargs)
        with noted():
            found = answer(account, *args, **kwargs)
        words = msgspec.json.encode([*args, *kwargs.values()]).decode()
        look = Look(in_force().code if worded else "", name, words)
        digests = vars(account).setdefault("_told", {})
        today = clock.today()  # some answers are of the day
        if (look, today) not in digests:
            digests[look, today] = digest(found)
        note({look: digests[look, today]})
        return found

    return cast("Callable[Concatenate[A, P], R]", ask)


def see_again(account: Any, look: Look) -> str:
    """The digest of what a look would see now; empty where it can see nothing any more."""
    words = msgspec.json.decode(look.arguments)
    try:
        with speaking(languages().get(look.language, ENGLISH)), noted() as looks:
            if ":" in look.name:
                module, _, name = look.name.partition(":")
                getattr(import_module(module), name)(account, *words)
            else:
                account.look(look.name, words)
    except Exception:
        return ""
    return looks.get(look, "")


class NotedLibrary:
    """A library that notes each question with its answer. What gives a way past it is noted as the whole."""

    def __init__(self, library: Any) -> None:
        self._library = library

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._library, name)
        if name in ("folder", "disclosed"):
            note({WHOLE: self._library.key})
            return found
        if not callable(found):
            note({Look("", f"library.{name}", "[]"): str(found)})
            return found

        @wraps(found)
        def ask(*args: Any, **kwargs: Any) -> Any:
            answer = found(*args, **kwargs)
            told = msgspec.json.encode([args, kwargs]).decode()
            note({Look("", f"library.{name}", told): digest(answer)})
            return answer

        return ask


class Parts(Mapping[str, R]):
    """A mapping that notes which of its parts were looked at; all, where it is gone through."""

    def __init__(self, name: str, parts: Mapping[str, R]) -> None:
        self._name, self._parts = name, parts
        self._digests: dict[str, str] = {}

    def __getitem__(self, key: str) -> R:
        """The part; noted, whether it is there or not."""
        if key not in self._digests:
            self._digests[key] = digest(self._parts.get(key))
        note({Look("", self._name, msgspec.json.encode([key]).decode()): self._digests[key]})
        return self._parts[key]

    def __iter__(self) -> Iterator[str]:
        """Every key."""
        self.note_whole()
        return iter(self._parts)

    def __len__(self) -> int:
        """How many parts there are."""
        self.note_whole()
        return len(self._parts)

    def note_whole(self) -> None:
        """Note all of it."""
        if "" not in self._digests:
            self._digests[""] = digest(self._parts)
        note({Look("", self._name, "[]"): self._digests[""]})
