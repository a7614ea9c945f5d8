"""When readers see something new that people wrote: whoever writes it says so, and kept pages are made again.

with writing(by) as say:
    comment.save()
    say("comment published", ...)
    published.changed()
"""

from django.db.models import F

from ropewalk.accounts.models import Published


def changed() -> None:
    """Say that what readers see has changed; call it in the transaction that changes it."""
    if not Published.objects.filter(id=1).update(number=F("number") + 1):
        Published.objects.create(id=1, number=1)


def number() -> int:
    """How often it has changed: one query."""
    return Published.objects.filter(id=1).values_list("number", flat=True).first() or 0
