"""Every verdict has a word and a shape of its own, and the three verdicts share no look."""

import pytest

from ropewalk.figures.verdicts import LOOKS, PATHS, icon_svg, look
from ropewalk.vocabulary.words import Direction, Position, Prospect, Question

WORDS = {Question.DIRECTION: Direction, Question.POSITION: Position, Question.PROSPECT: Prospect}


@pytest.mark.parametrize("question", WORDS)
def test_every_word_of_the_closed_lists_has_a_look(question: Question):
    assert set(LOOKS[question]) == set(WORDS[question])
    assert {shown.icon for shown in LOOKS[question].values()} <= set(PATHS)


@pytest.mark.parametrize("question", WORDS)
def test_within_a_question_no_two_words_share_a_shape_or_a_label(question: Question):
    looks = LOOKS[question].values()
    assert len({shown.icon for shown in looks}) == len(looks)
    assert len({shown.label for shown in looks}) == len(looks)


def test_questions_share_no_shape_and_no_colour_but_for_cannot_say():
    sets = [{(w, s.icon, s.css) for w, s in looks.items()} for looks in LOOKS.values()]
    shared = [
        {icon for _, icon, _ in a} & {icon for _, icon, _ in b} for a in sets for b in sets if a is not b
    ]
    assert all(names <= {"query"} for names in shared)


def test_better_points_up_and_worse_points_down_whatever_the_number_does():
    assert look("direction", "improving").icon == "up"
    assert look("direction", "worsening").icon == "down"


def test_unknown_word_is_refused():
    with pytest.raises(KeyError):
        look("direction", "amber")


def test_picture_beside_a_word_is_hidden_from_screen_readers():
    assert 'aria-hidden="true"' in icon_svg("up")
