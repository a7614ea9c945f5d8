"""What goes wrong on the way: worth another try, or not."""

from ropewalk.vocabulary.errors import Fault, SourceError


class FetchError(SourceError):
    """A publisher's service did not give the file that was asked for."""


class TryAgainError(Exception):
    """What may pass by itself. ``wait``: how many seconds the service itself asks for, if it does."""

    def __init__(self, problem: str, wait: float | None = None) -> None:
        super().__init__(problem)
        self.problem, self.wait = problem, wait


def refused(problem: str, remedy: str, address: str, value: str | None = None) -> FetchError:
    """An error that no other try would mend."""
    return FetchError(Fault(problem, remedy, address, None, value))
