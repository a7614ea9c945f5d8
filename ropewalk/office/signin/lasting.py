"""How long somebody stays signed in: until they did nothing for a while, never longer than a working day.

Both are counted from what the session holds, not from its cookie: a cookie lives anew each time that the
session is written. When somebody was last here is written every five minutes, not with every page.
"""

import time
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

BEGAN: Final = "began"
SEEN: Final = "seen"
STEP: Final = 300
"""Seconds between two notes of when somebody was last here."""

Answer = Callable[[HttpRequest], HttpResponse]


def ending(answer: Answer) -> Answer:
    """Middleware: a session that is too old, or lay still for too long, is over before its page is made."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now, held = int(time.time()), request.session
            began, seen = held.get(BEGAN, now), held.get(SEEN, now)
            if now - began >= settings.SESSION_COOKIE_AGE or now - seen >= settings.OFFICE_IDLE:
                logout(request)
            elif BEGAN not in held or now - seen >= STEP:
                held[BEGAN], held[SEEN] = began, now
        return answer(request)

    return middleware
