"""Two people at one form: nobody writes over what they have not seen, and nobody's words are lost."""

from collections.abc import Callable

import pytest
from django.test import Client
from office_pages import OFFICE, address, somebody_of_all_roles, something_everywhere
from posted_forms import Forms, form_at, forms_of

from ropewalk.accounts.models import Event, Organisation
from ropewalk.plan import reads

pytestmark = pytest.mark.django_db
MINE_ALONE = {"/office/me/name/"}
"""Forms of what nobody else writes."""


@pytest.fixture
def officer(entered: Callable[..., Client]) -> Client:
    something_everywhere()
    return entered(somebody_of_all_roles())


def every_form(client: Client) -> dict[str, dict]:
    """Every form that shows what is there already, by where it is sent."""
    named = {one.name: address(at) for at, one in OFFICE}
    own = {name for name in named if not name.startswith(("account", "mfa", "social", "openid"))}
    found = [form for name in own for form in forms_of(client, named[name])]
    return {form["at"]: form for form in found if form["filled"] and form["at"] not in MINE_ALONE}


def chosen_at_first(form: dict) -> bool:
    """Whether what stands in a form is nothing but a suggestion: it adds something, and changes nothing."""
    new = ("/add/", "/ask/", "/write/", "/invite/", "/plan/", "/give/", "/reply/")
    # An answer to a change that was asked for is given once: the second is refused for that.
    return form["at"].endswith((*new, "/agree/", "/refuse/"))


def test_whoever_saw_something_else_writes_nothing_and_finds_their_words_again(officer: Client) -> None:
    forms = {at: form for at, form in every_form(officer).items() if not chosen_at_first(form)}
    assert len(forms) >= 10
    assert {at for at, form in forms.items() if "seen" not in form["fields"]} == set()
    for at, form in forms.items():
        if form["fields"]["seen"][0].isdecimal():
            continue  # what has a number of its own is tried where it lives
        text = next(name for name in ("title", "name", "called", "cause", "evidence", "summary", "reason")
                    if name in form["fields"])  # fmt: skip
        told = form["fields"] | {"seen": ["title:0"], text: ["My own words, kept"]}
        before = Event.objects.count()
        answer = officer.post(at, told)
        if answer.status_code == 400:  # a field without anything in it at first
            continue
        assert answer.status_code == 409, at
        assert "My own words, kept" in answer.content.decode(), at
        assert Event.objects.count() == before, at


def test_each_sees_what_the_other_wrote_and_what_one_left_alone_follows(officer: Client) -> None:
    at = "/office/delivery/actions/work-clubs/change/"
    first, second = form_at(officer, at), form_at(officer, at)
    assert officer.post(at, first | {"owner": ["Director of Work"], "source": ["A"]}).status_code == 302
    late = officer.post(at, second | {"title": ["Clubs for work"], "source": ["B"]})
    page = late.content.decode()
    assert late.status_code == 409
    assert "Somebody else has changed this while you wrote" in page
    assert "All saved it." in page
    again = next(form["fields"] for form in Forms(page, at).forms if "title" in form["fields"])
    found = [again[name] for name in ("title", "owner", "source")]
    assert found == [["Clubs for work"], ["Director of Work"], ["B"]]
    assert officer.post(at, again).status_code == 302
    action = next(one for one in reads.actions() if one.id == "work-clubs")
    assert (action.title, action.owner, action.source) == ("Clubs for work", "Director of Work", "B")


def test_a_form_without_what_was_seen_writes_nothing(officer: Client) -> None:
    answer = officer.post("/office/organisations/housing/", {"name": "Homes", "parent": ""})
    assert answer.status_code == 409
    assert "Homes" in answer.content.decode()
    assert Organisation.objects.get(code="housing").name == "Housing"


def test_a_new_peer_set_never_takes_the_place_of_another(officer: Client) -> None:
    form = form_at(officer, "/office/plan/peers/add/")
    told = {"code": "neighbours", "title": "Other", "basis": "None", "chosen_by": "Us", "dated": "2024-01-01"}
    answer = officer.post("/office/plan/peers/add/", form | told)
    assert answer.status_code == 400
    assert "has this code already" in answer.content.decode()
    assert reads.peer_sets()[0].title == "Places like us"
