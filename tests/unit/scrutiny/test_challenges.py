"""Readers' challenges: confirmed by a letter, decided on, answered, counted; and who wrote them forgotten."""

from datetime import timedelta

import pytest
from asked_for import WORK
from django.core import mail, signing
from django.utils import timezone
from office_people import as_
from scrutinised import EMAIL, WORDS, a_challenge, a_committee, housing, sent, upheld

from ropewalk.accounts import actions as people
from ropewalk.accounts import audit, published
from ropewalk.accounts.by import NotAllowedError
from ropewalk.accounts.guard import HeldBackError
from ropewalk.accounts.models import Event
from ropewalk.plan.subjects import Subject, SubjectKind
from ropewalk.scrutiny import actions, letters, public, reads
from ropewalk.scrutiny.models import Challenge
from ropewalk.scrutiny.models.challenge import Declined
from ropewalk.scrutiny.states import Stand
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import UserError

pytestmark = pytest.mark.django_db
BASE = "https://account.example.org"


@pytest.fixture
def team():
    return a_committee()


def accepted(team, **told) -> Challenge:
    row = a_challenge(**told)
    return actions.accept(as_(team["paula"]), row.pk, row.version, housing())


def answered(team, **told) -> Challenge:
    row = accepted(team, **told)
    return actions.answer_challenge(as_(team["carol"]), row.pk, row.version, upheld(changed="The caveat."))


def shown(team, **told) -> Challenge:
    row = answered(team, **told)
    return actions.publish_challenge(as_(team["vera"]), row.pk, row.version)


def test_nobody_sees_a_challenge_before_its_reader_confirmed_it(team) -> None:
    before = published.number()
    row = a_challenge(confirmed=False)
    for who in ("paula", "vera", "cllr"):
        assert reads.challenge(as_(team[who]), row.pk) is None
        assert reads.challenges(as_(team[who])) == []
        assert not reads.waiting(as_(team[who])).decide
    with pytest.raises(UserError, match="no such challenge"):
        actions.accept(as_(team["paula"]), row.pk, row.version, housing())
    assert public.record().challenges == ()
    assert published.number() == before


def test_the_letter_holds_a_link_that_works_once_and_nothing_that_was_typed(team) -> None:
    row = a_challenge(confirmed=False, name="Spam Shop")
    assert letters.send(BASE) == (1, 0)
    assert letters.send(BASE) == (0, 0)
    (letter,) = mail.outbox
    assert letter.to == [EMAIL]
    assert not {word for word in (WORDS, "Spam") if word in letter.body + letter.subject}
    link = letter.body.partition("/challenge/confirm/")[2].partition("/")[0]
    assert actions.confirm(link).pk == row.pk
    assert actions.confirm(link) is None


@pytest.mark.parametrize(
    "spoil", [lambda link: link[:-1], lambda link: f"x{link}", lambda _: "", lambda _: "a:b:c"]
)
def test_a_link_that_was_changed_confirms_nothing(team, spoil) -> None:
    row = a_challenge(confirmed=False)
    assert actions.confirm(spoil(letters.link_of(row))) is None
    assert actions.confirm(signing.dumps(row.pk, salt="another")) is None
    assert actions.confirm(signing.dumps("1", salt=letters.SALT)) is None
    assert Challenge.objects.get().stands is Stand.SENT


def test_a_link_runs_out_and_what_was_not_confirmed_is_deleted_and_still_counted(team, monkeypatch) -> None:
    row = a_challenge(confirmed=False)
    link = letters.link_of(row)
    later = timezone.now() + timedelta(days=3, hours=1)
    monkeypatch.setattr(signing.time, "time", later.timestamp)
    assert actions.confirm(link) is None
    Challenge.objects.update(sent_at=timezone.now() - timedelta(days=4))
    assert actions.forget().lapsed == 1
    assert actions.forget().lapsed == 0
    assert not Challenge.objects.exists()
    accepted(team)
    counts = public.record().counts
    assert (counts.came, counts.confirmed) == (2, 1)


def test_one_form_makes_one_challenge_however_often_its_button_is_pressed(team) -> None:
    assert actions.challenge(sent(form="same")) is not None
    assert actions.challenge(sent(form="same")) is None
    assert Challenge.objects.count() == 1


def test_an_accepted_challenge_is_shown_with_the_readers_words_and_never_their_address(team) -> None:
    before = published.number()
    row = accepted(team, name="Ann", show_name=True)
    assert published.number() == before + 1
    assert row.due is not None
    (found,) = public.record().challenges
    assert (found.words, found.name, found.outcome, found.organisation) == (WORDS, "Ann", "", "Housing")
    accepted(team, name="Bea")
    assert public.record().challenges[0].name == ""
    assert EMAIL not in repr(public.record())


def test_an_answer_is_shown_once_somebody_else_publishes_it_and_the_reader_is_written_to(team) -> None:
    row = answered(team)
    assert public.record().challenges[0].answer == ""
    with pytest.raises(NotAllowedError):
        actions.publish_challenge(as_(team["carol"]), row.pk, row.version)
    actions.publish_challenge(as_(team["vera"]), row.pk, row.version)
    (found,) = public.record().challenges
    assert (found.outcome, found.answer, found.changed) == ("upheld", "You are right.", "The caveat.")
    assert found.days == 0
    letters.send(BASE)
    assert [letter.subject for letter in mail.outbox] == [
        "Your challenge is shown",
        "Your challenge is answered",
    ]
    assert f"{BASE}/challenges/{row.pk}/" in mail.outbox[-1].body


def test_who_answers_does_not_publish_even_with_both_roles(team) -> None:
    row = accepted(team)
    row = actions.answer_challenge(as_(team["paula"]), row.pk, row.version, upheld())
    with pytest.raises(NotAllowedError):
        actions.publish_challenge(as_(team["paula"]), row.pk, row.version)


def test_a_challenge_is_declined_for_a_reason_of_the_list_and_counted(team) -> None:
    row = a_challenge()
    actions.decline(as_(team["vera"]), row.pk, row.version, Declined.ADVERT)
    found = public.record()
    assert found.challenges == ()
    assert found.counts.declined == {"advert": 1}
    assert WORDS not in repr(found)
    letters.send(BASE)
    assert "It sells something." in mail.outbox[-1].body


def test_what_was_shown_and_should_not_have_been_can_be_taken_down(team) -> None:
    row = accepted(team)
    actions.decline(as_(team["vera"]), row.pk, row.version, Declined.PERSONAL)
    assert public.record().challenges == ()


@pytest.mark.parametrize(
    ("who", "may"), [("carol", False), ("cllr", False), ("vera", True), ("paula", True), ("viv", True)]
)
def test_who_checks_or_publishes_decides(team, who, may) -> None:
    row = a_challenge()
    if who == "viv":  # a verifier over Housing alone reaches what is Housing's
        with pytest.raises(NotAllowedError):
            actions.accept(as_(team[who]), row.pk, row.version, housing())
        Challenge.objects.update(organisation=housing())
    if may:
        assert actions.accept(as_(team[who]), row.pk, row.version, housing()).stands is Stand.ACCEPTED
    else:
        with pytest.raises(NotAllowedError):
            actions.accept(as_(team[who]), row.pk, row.version, housing())


def test_counts_have_their_denominators_and_the_median(team) -> None:
    a_challenge(confirmed=False)
    shown(team)
    row = shown(team)
    Challenge.objects.filter(pk=row.pk).update(confirmed_at=timezone.now() - timedelta(days=9))
    counts = public.record().counts
    assert (counts.came, counts.confirmed, counts.answered) == (3, 2, 2)
    assert counts.outcomes == {"upheld": 2}
    assert counts.median == 4.5


def test_who_wrote_is_forgotten_a_while_after_the_end(team) -> None:
    kept, gone = shown(team, name="Ann", show_name=True), shown(team, name="Bea")
    refused = a_challenge(name="Cat", show_name=True)
    actions.decline(as_(team["vera"]), refused.pk, refused.version, Declined.ABUSE)
    open_one = accepted(team)
    long_ago = timezone.now() - timedelta(days=31)
    Challenge.objects.exclude(pk=open_one.pk).update(published_at=long_ago, decided_at=long_ago)
    assert actions.forget().writers == 0  # letters are still owed to them
    letters.send(BASE)
    assert actions.forget().writers == 3
    assert actions.forget().writers == 0
    told = dict(Challenge.objects.values_list("pk", "email"))
    assert [told[row.pk] for row in (kept, gone, refused, open_one)] == ["", "", "", EMAIL]
    told = dict(Challenge.objects.values_list("pk", "name"))
    assert [told[row.pk] for row in (kept, gone, refused)] == ["Ann", "", ""]
    assert Challenge.objects.get(pk=refused.pk).words == ""


def test_the_audit_knows_nothing_of_who_wrote(team) -> None:
    shown(team, name="Ann Other", show_name=True)
    told = repr(list(Event.objects.values()))
    assert not {word for word in (EMAIL, "Ann Other", WORDS) if word in told}
    assert audit.broken() is None


def test_a_letter_that_could_not_go_is_tried_again(team, monkeypatch) -> None:
    a_challenge(confirmed=False)

    def fails(*_: object) -> None:
        raise OSError("no server")

    with monkeypatch.context() as patched:
        patched.setattr(letters, "send_mail", fails)
        assert letters.send(BASE) == (0, 1)
    assert letters.send(BASE) == (1, 0)


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        ({"words": " "}, "must say something"),
        ({"words": "x" * 2001}, "longer than"),
        ({"email": "nobody"}, "not an e-mail"),
        ({"email": "a@example.org\nBcc: b@example.org"}, "not an e-mail"),
        ({"about": Subject(SubjectKind.INDICATOR, "no-such")}, "no such indicator"),
    ],
)
def test_what_cannot_be_taken_is_refused_and_nothing_is_kept(team, told, problem) -> None:
    with pytest.raises(UserError, match=problem):
        actions.challenge(sent(told.pop("about", WORK), **told))
    assert not Challenge.objects.exists()


def test_before_a_poll_no_challenge_and_no_answer_is_shown(team) -> None:
    waits, row = a_challenge(), answered(team)
    today = clock.today()
    people.set_pre_election(as_(team["paula"]), "Elections", today, today + timedelta(days=9))
    with pytest.raises(HeldBackError):
        actions.accept(as_(team["paula"]), waits.pk, waits.version, housing())
    with pytest.raises(HeldBackError):
        actions.publish_challenge(as_(team["vera"]), row.pk, row.version)
    assert actions.decline(as_(team["vera"]), waits.pk, waits.version, Declined.ABUSE).declined_for
