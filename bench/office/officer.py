"""One officer at work: signs in with both steps, sends returns in, puts one right, adds a file, signs out.

What was not acknowledged is tried again as a person does: first by sending the same form once more, then by
looking at what the page says now.
"""

import hmac
import time
from base64 import b32decode
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from random import Random
from secrets import token_hex

from bench.office.browser import PATIENCE, Answer, Browser, LostError, Told

OFFICE = "/office/"
SIGN_IN, CODE = f"{OFFICE}sign-in/", f"{OFFICE}sign-in/code/"
SAME_FILE = "the very same file is here already"
DONE = 302
STALE = 409
TRIES = 400


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody, how they sign in, and the returns that are asked of them."""

    email: str
    password: str
    secret: str
    asks: tuple[int, ...]


def work(who: Officer, port: int, told: Told, think: float, seed: int) -> None:
    """Everything that one officer does. ``think``: the mean of seconds between two pages."""
    draw = Random(seed)  # noqa: S311 - moments of thought
    browser = Browser(port, told)
    pause = lambda: time.sleep(draw.expovariate(1 / think)) if think else None  # noqa: E731 - one line
    pause()
    try:
        sign_in(browser, who)
        for number, ask in enumerate(who.asks):
            pause()
            browser.read("list of returns", f"{OFFICE}returns/")
            pause()
            send_in(browser, ask, draw, f"{who.email} {number} first {token_hex(8)}")
            if number == 0:
                pause()
                send_in(browser, ask, draw, f"{who.email} {number} again {token_hex(8)}")
            if number == 1:
                pause()
                add_file(browser, ask, f"month,minutes\n{who.email},{token_hex(8)}\n".encode())
        browser.read("my page", OFFICE)
        until_done(lambda: browser.send("sign out", f"{OFFICE}sign-out/", {}), lambda one: one.status == DONE)
    except (LostError, AssertionError) as error:
        told.words.append(f"{who.email}: {error}")


def until_done(write: Callable[[], Answer], done: Callable[[Answer], bool]) -> Answer:
    """Write until it is done, or for PATIENCE seconds. Raises AssertionError."""
    until, last = time.monotonic() + PATIENCE, "no answer"
    while time.monotonic() < until:
        try:
            answer = write()
        except LostError as error:
            last = str(error)
        else:
            if done(answer):
                return answer
            last = f"status {answer.status}"
        time.sleep(0.3)
    raise AssertionError(f"gave up after {PATIENCE:.0f} seconds: {last}")


def sign_in(browser: Browser, who: Officer) -> None:
    """Both steps. A code that was used counts no more, so each try shows another that is good now."""
    steps = [0]

    def tried() -> Answer:
        page = browser.read("my page", OFFICE)
        if page.status == 200:
            return page
        browser.read("sign-in page", SIGN_IN)
        first = browser.send("password", SIGN_IN, {"login": who.email, "password": who.password})
        if not first.leads.startswith(CODE):
            return first
        browser.read("code page", CODE)
        now = int(time.time()) // 30 + (0, 1, -1)[steps[0] % 3]
        steps[0] += 1
        second = browser.send("code", CODE, {"code": code(who.secret, now)})
        return browser.read("my page", OFFICE) if second.status == DONE else second

    until_done(tried, lambda one: one.status == 200)


def code(secret: str, counter: int) -> str:
    """What an authenticator app shows in the half minute ``counter`` (RFC 6238)."""
    made = hmac.digest(b32decode(secret), counter.to_bytes(8, "big"), "sha1")
    at = made[-1] & 15
    return f"{(int.from_bytes(made[at : at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"


def send_in(browser: Browser, ask: int, draw: Random, mark: str) -> None:
    """Send a return in. ``mark`` is its comment, by which it is found again."""
    at = f"{OFFICE}returns/{ask}/"
    for _ in range(TRIES):
        page = browser.read("return", at)
        if mark in page.page:
            break
        form = {"seen": page.seen, "value": f"{draw.uniform(10, 30):.1f}", "comment": mark}
        try:
            answer = browser.send("send in", f"{at}send/", form)
        except LostError:
            again = partial(browser.send, "send in", f"{at}send/", form)
            answer = until_done(again, lambda one: one.status < 500)
        if answer.status == DONE:
            browser.read("return", at)
            break
        assert answer.status in (STALE, 500, 503), f"sending in was answered with {answer.status}"
    else:
        raise AssertionError("sending in never came to an end")
    browser.told.acknowledged.append(mark)


def add_file(browser: Browser, ask: int, data: bytes) -> None:
    """Add a file. That it is there already is as good, after a try that was not answered."""
    at = f"{OFFICE}returns/{ask}/"
    browser.read("return", at)
    until_done(
        lambda: browser.send_file("add a file", f"{at}file/", "minutes.csv", data),
        lambda one: one.status == DONE or SAME_FILE in one.page,
    )
    browser.read("return", at)
    browser.told.files.append(sha256(data).hexdigest())
