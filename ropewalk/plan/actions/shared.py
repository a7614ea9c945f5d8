"""What the writes share: checks of texts, and how definitions are changed."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from ropewalk.accounts import published
from ropewalk.accounts.by import By
from ropewalk.accounts.models import Organisation, Person
from ropewalk.plan import reads, tasks
from ropewalk.plan.actions.loading import write
from ropewalk.plan.delivery_gate import check_delivery
from ropewalk.plan.sync import Change
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.city import Definitions
from ropewalk.vocabulary.delivery import Delivery
from ropewalk.vocabulary.errors import DefinitionError, Fault, UserError
from ropewalk.workspace.gate import check_definitions, publication_faults


def now(by: By) -> Change:
    """Who changes something, for its history."""
    return Change(by=by.name, at=clock.now())


def called(by: By) -> str:
    """The name that readers see of who did something; for the command line, what it is."""
    return Person.objects.filter(email=by.name).values_list("name", flat=True).first() or by.name


def change_definitions(by: By, change: Callable[[Definitions], Definitions]) -> bool:
    """Change the definitions in the transaction of whoever calls, through the checks that files go through.
    They are then another version, and the figures are worked out again later. True where that
    changed anything.

    A fault of publication that was there before does not stand in the way; a new one does.
    """
    before = reads.definitions()
    after = change(before)
    if after == before:
        return False
    with told_as_user_fault():
        check_definitions(after)
        known = set(map(str, publication_faults(before)))
        if new := [one for one in publication_faults(after) if str(one) not in known]:
            raise DefinitionError(*new)
    write_now(by, after)
    return True


def write_now(by: By, definitions: Definitions) -> None:
    """Write definitions that were checked: readers see them, and figures are worked out again later."""
    write(definitions, now(by), in_office=True)
    published.changed()
    tasks.ask_refresh()


def check_work() -> None:
    """Raise UserError where the work that is written now does not hold together."""
    with told_as_user_fault():
        check_delivery(Delivery(work=reads.delivery().work), reads.definitions())


@contextmanager
def told_as_user_fault() -> Iterator[None]:
    """What is wrong with a definition is, in the office, wrong with what somebody typed."""
    try:
        yield
    except DefinitionError as error:
        raise UserError(*error.faults) from error
    except ValueError as error:  # a vocabulary word that refuses its fields
        raise UserError(Fault(str(error), "Mend it and save again")) from error


def said(text: str, what: str) -> str:
    """A text that must say something. Raises UserError when it is empty."""
    text = text.strip()
    if not text:
        raise UserError(Fault(f"{what} is empty", "Write it"))
    return text


def known_organisations(codes: Iterable[str]) -> None:
    """Raise UserError for a code that no open organisation has."""
    wanted = {code for code in codes if code}
    found = set(Organisation.objects.filter(code__in=wanted, closed_on=None).values_list("code", flat=True))
    if missing := sorted(wanted - found):
        raise UserError(Fault("there is no such organisation", "Choose one", value=", ".join(missing)))


def next_code(stem: str, taken: Iterable[str]) -> str:
    """A code that is not taken: the stem with the next number."""
    numbers = (code.removeprefix(stem) for code in taken if code.startswith(stem))
    return f"{stem}{max((int(one) for one in numbers if one.isdecimal()), default=0) + 1}"
