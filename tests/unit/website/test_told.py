"""Every sentence that the toy city's findings hold is said in Welsh."""

from ropewalk.design.languages import languages
from ropewalk.figures.retold import retold
from ropewalk.publish.account import Account
from ropewalk.publish.website.told import title_of, told
from ropewalk.vocabulary.language import speaking


def test_every_sentence_held_is_said_in_welsh(account: Account) -> None:
    sentences = account.library.findings().unique("sentence")["sentence"].to_list()
    assert len(sentences) > 50
    with speaking(languages()["cy"]):
        left = {part.words for sentence in sentences for part in retold(sentence) if part.is_english}
    must_read = {found.must_read for found in account.definitions.indicators if found.must_read}
    assert left <= must_read


def test_what_stays_english_is_marked_and_escaped() -> None:
    sentence = "Better: 9% in 2023, up from 7% in 2014. Read <b> & more."
    assert told(sentence) == sentence
    with speaking(languages()["cy"]):
        shown = told(sentence)
        assert shown.endswith('<span lang="en">Read &lt;b&gt; &amp; more.</span>')
        assert title_of(shown, "") == "Gwell: 9% yn 2023, i fyny o 7% yn 2014"
