"""Search finds by everyday words, ranks names first, and forgives endings."""

from ropewalk.publish.website.find import Entry, find, index, stem


def entry(title: str, words: str = "", official: str = "", text: str = "") -> Entry:
    return Entry("Measure", title, f"/{title}/", "", (title, words, official, text), tuple(words.split()))


TOY = index(
    [
        entry("People in work", "jobs employed", "Employment rate", "People who have a paid job."),
        entry("Rubbish recycled", "bins waste", "Household waste recycled", "How much is recycled."),
        entry("Healthy weight", "obesity", "Excess weight", "Children who work out are often slim."),
        entry("Liverpool"),
        entry("City of London"),
    ]
)


def titles(query: str) -> list[str]:
    return [found.title for found in find(TOY, query)]


def test_everyday_and_official_words_find_the_same() -> None:
    assert titles("job") == titles("jobs") == titles("employment rate") == ["People in work"]
    assert titles("bins") == titles("bin") == titles("WASTE") == ["Rubbish recycled"]


def test_a_name_ranks_before_a_mention() -> None:
    assert titles("work") == ["People in work", "Healthy weight"]


def test_what_people_call_it_ranks_before_a_longer_name_with_the_word() -> None:
    found = find(
        index([entry("Care workers who left their job in the year"), entry("People in work", "jobs")]), "jobs"
    )
    assert found[0].title == "People in work"


def test_the_beginning_of_a_word_is_enough() -> None:
    assert titles("liverp") == ["Liverpool"]
    assert titles("emplo") == ["People in work"]


def test_every_word_must_match_when_something_has_them_all() -> None:
    assert titles("healthy weight") == ["Healthy weight"]


def test_some_of_the_words_are_better_than_nothing() -> None:
    assert titles("liverpool zebra") == ["Liverpool"]


def test_small_words_are_passed_over() -> None:
    assert titles("how many people have a job") == ["People in work"]


def test_accents_and_case_do_not_matter() -> None:
    assert titles("LIVERPÔOL") == ["Liverpool"]


def test_nothing_is_found_for_nothing() -> None:
    assert titles("") == titles("   ") == titles("?!") == titles("zebra") == []


def test_a_long_query_is_cut_and_harmless() -> None:
    assert titles("liverpool " * 1000) == ["Liverpool"]


def test_short_words_keep_their_endings() -> None:
    words = ("bus", "buses", "gas", "class", "cities", "jobs", "smoke", "smoking", "tree")
    assert " ".join(map(stem, words)) == "bus bus gas class city job smok smok tre"
