"""Letters kept as files in the workspace, for who wants to look at them: ``ROPEWALK_SMTP=folder:letters``."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from ropewalk.vocabulary import clock


class Kept(BaseEmailBackend):
    """One text file a letter and reader, named by its day and whom it is to; none is written over."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep each letter. Raises OSError where the folder cannot be written to."""
        home = settings.WORKSPACE / settings.LETTERS
        home.mkdir(exist_ok=True)
        for message in email_messages:
            for to in message.recipients():
                stem = f"{clock.today().isoformat()}-{to.replace('/', '-')}"
                names = (stem if n == 1 else f"{stem}-{n}" for n in range(1, 1000))
                path = next(file for name in names if not (file := home / f"{name}.txt").exists())
                text = f"To: {to}\nDate: {clock.now():%Y-%m-%d %H:%M}\nSubject: {message.subject}\n\n"
                path.write_text(text + str(message.body), encoding="utf-8")
        return len(email_messages)
