"""The forms of a page as a browser would send them: where to, and with what in their fields."""

from collections.abc import Mapping
from html.parser import HTMLParser

from django.http import HttpResponse
from django.test import Client

NO_TEXT = {"hidden", "checkbox", "radio", "submit", "search"}


class Forms(HTMLParser):
    """Every form of a page that is posted: where to, with what in its fields at first."""

    def __init__(self, text: str, here: str) -> None:
        super().__init__()
        self.here, self.now, self.forms = here, None, []
        self.select = self.area = None
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.now = {"at": told.get("action") or self.here, "fields": {}, "filled": set()}
            self.forms += [self.now] if told.get("method") == "post" else []
        if self.now is None:
            return
        kind = told.get("type", "text")
        if tag == "input" and told.get("name") and (kind != "checkbox" or "checked" in told):
            value = told.get("value", "on" if kind == "checkbox" else "")
            self.put(told["name"], value, kind not in NO_TEXT)
        elif tag == "select":
            self.select = told["name"]
        elif tag == "option" and "selected" in told:
            self.put(self.select, told["value"], True)
        elif tag == "textarea":
            self.area, self.text = told["name"], ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.area:
            self.put(self.area, self.text, True)
            self.area = None
        if tag == "form":
            self.now = None

    def put(self, name: str, value: str, filled: bool) -> None:
        self.now["fields"].setdefault(name, []).append(value)
        self.now["filled"] |= {name} if filled and value.strip() else set()


def forms_of(client: Client, at: str) -> list[dict]:
    """Every form of a page; none where there is no page."""
    answer = client.get(at)
    if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
        return []
    return Forms(answer.content.decode(), at).forms


def form_at(client: Client, at: str, page: str = "") -> dict[str, list[str]]:
    """The fields of the form that is sent to an address; ``page``: where it stands, when not there."""
    return next(form["fields"] for form in forms_of(client, page or at) if form["at"] == at)


def change(client: Client, at: str, told: Mapping[str, object], page: str = "") -> HttpResponse:
    """Send a form with what its fields say, but for those that are told."""
    return client.post(at, form_at(client, at, page) | told)
