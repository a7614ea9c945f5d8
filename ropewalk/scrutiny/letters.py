"""Letters to readers: owed in the transaction of what they tell, sent after it, and again until they go.

The link that confirms a challenge is signed and runs out; it works once, because a challenge is confirmed
once. It holds the challenge's number and nothing of who wrote it. The letter with it repeats nothing that was
typed: else a stranger could have us send their words to anybody.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.core import signing
from django.core.mail import send_mail
from django.db.models import Q

from ropewalk.plan import subjects
from ropewalk.scrutiny.models import Challenge, Letter
from ropewalk.scrutiny.models.challenge import News
from ropewalk.scrutiny.rules import rules
from ropewalk.scrutiny.states import Stand
from ropewalk.scrutiny.words import DECLINED_FOR, OUTCOMES
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.language import ENGLISH, Language, _, speaking
from ropewalk.vocabulary.period import day_words

SALT: Final = "ropewalk.scrutiny.confirm"
AGAIN: Final = timedelta(minutes=10)
"""After this long a letter that was begun and not sent is tried again."""

_state: dict[str, Callable[[], Mapping[str, Language]]] = {"languages": lambda: {ENGLISH.code: ENGLISH}}


def write_in(languages: Callable[[], Mapping[str, Language]]) -> None:
    """Let letters be written in these languages: rooms above hold them, and say so when they start."""
    _state["languages"] = languages


def owe(row: Challenge, news: News) -> None:
    """Owe a reader a letter; call it in the transaction of what it tells."""
    if row.email:
        Letter.objects.create(challenge=row, news=news, made_at=clock.now())


def link_of(row: Challenge) -> str:
    """The signed part of the link that confirms a challenge."""
    return signing.dumps(row.pk, salt=SALT)


def challenge_of(link: str) -> int | None:
    """The challenge that a link confirms; None where it was changed, is too old, or was never ours."""
    try:
        found = signing.loads(link, salt=SALT, max_age=timedelta(days=rules().confirm_days))
    except signing.BadSignature:
        return None
    return found if isinstance(found, int) else None


def send(base: str, *, of: int | None = None) -> tuple[int, int]:
    """Send what is owed, of one challenge or of all. ``base``: where readers find the account. Returns how
    many went, and how many could not."""
    now = clock.now()
    free = Q(begun_at=None) | Q(begun_at__lt=now - AGAIN)
    rows = Letter.objects.filter(free, sent_at=None, challenge__forgotten_at=None)
    sent = failed = 0
    for letter in rows.filter(challenge=of) if of else rows:
        if not Letter.objects.filter(free, pk=letter.pk, sent_at=None).update(begun_at=now):
            continue  # another process is at it
        if _sent(letter, base):
            sent += 1
        else:
            failed += 1
    return sent, failed


def _sent(letter: Letter, base: str) -> bool:
    row = letter.challenge
    if letter.news != News.CONFIRM or row.stands is Stand.SENT:
        with speaking(_state["languages"]().get(row.language, ENGLISH)):
            subject, text = words_of(row, News(letter.news), base)
        try:
            send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [row.email])
        except OSError:  # every fault of smtplib and of the network is one
            Letter.objects.filter(pk=letter.pk).update(begun_at=None)
            return False
    Letter.objects.filter(pk=letter.pk).update(sent_at=clock.now())
    return True


def words_of(row: Challenge, news: News, base: str) -> tuple[str, str]:
    """Subject and text of a letter, in the language in force."""
    code = "" if row.language == ENGLISH.code else f"/{row.language}"
    shown = f"{base}{code}/challenges/{row.pk}/"
    title = subjects.title(row.about)
    if news is News.CONFIRM:
        days, link = rules().confirm_days, f"{base}{code}/challenge/confirm/{link_of(row)}/"
        return _("Confirm your challenge"), _(
            "Somebody used this address to challenge something on the council’s public account. If it was "
            "you, open this link and press the button. It works once, and for {days} days:\n\n{link}\n\n"
            "If it was not you, you need do nothing. What was written is then deleted."
        ).format(days=days, link=link)
    if news is News.ACCEPTED:
        return _("Your challenge is shown"), _(
            "You challenged this: {title}\n\nIt is shown to readers now. An answer is due by {day}:\n\n{link}"
        ).format(title=title, day=day_words(row.due) if row.due else "", link=shown)
    if news is News.DECLINED:
        return _("Your challenge is not shown"), _(
            "You challenged this: {title}\n\nIt is not shown to readers. The reason: {reason}\n\n"
            "It is counted, with that reason, here:\n\n{link}"
        ).format(title=title, reason=_(DECLINED_FOR[row.declined_for]), link=f"{base}{code}/challenges/")
    return _("Your challenge is answered"), _(
        "You challenged this: {title}\n\nWhat came of it: {outcome}\n\nRead the answer here:\n\n{link}"
    ).format(title=title, outcome=_(OUTCOMES[row.outcome]), link=shown)
