"""Search finds by everyday words, ranks names first, widens by a thesaurus, forgives slips and endings."""

from hypothesis import given
from hypothesis import strategies as st

from ropewalk.publish.website.find import LONGEST_QUERY, Entry, close_words, find
from ropewalk.publish.website.indexing import index
from ropewalk.publish.website.stems import stem, stems
from ropewalk.publish.website.thesaurus import Meant, Same, Thesaurus, phrases, thesaurus


def entry(title: str, words: str = "", official: str = "", text: str = "", kind: str = "Measure") -> Entry:
    texts = (title, words, official, text)
    return Entry(kind, title, f"/{title}/", "", texts, tuple(words.split()), (f"code-{len(title)}",))


MEANT = phrases(
    Thesaurus(
        same=(Same(("garbage", "waste")), Same(("looking for work", "jobless", "job"))),
        meant=(Meant(("knife crime",), ("violence",)),),
    )
)
TOY = index(
    [
        entry("People in work", "jobs employed", "Employment rate", "People who have a paid job."),
        entry("Rubbish recycled", "bins waste", "Household waste recycled", "How much is recycled."),
        entry("Healthy weight", "obesity", "Excess weight", "Children who work out are often slim."),
        entry("Violence", "assault"),
        entry("Liverpool", kind="Place"),
        entry("City of London", kind="Place"),
    ],
    MEANT,
)


def titles(query: str) -> list[str]:
    return [found.title for found in find(TOY, query).entries]


def test_everyday_and_official_words_find_the_same() -> None:
    assert titles("job") == titles("jobs") == ["People in work"]
    assert titles("employment rate")[0] == "People in work"
    assert titles("bins") == titles("bin") == titles("WASTE") == ["Rubbish recycled"]


def test_a_name_ranks_before_a_mention() -> None:
    assert titles("work") == ["People in work", "Healthy weight"]


def test_what_people_call_it_ranks_before_a_longer_name_with_the_word() -> None:
    found = find(
        index([entry("Care workers who left their job in the year"), entry("People in work", "jobs")]), "jobs"
    )
    assert found.entries[0].title == "People in work"


def test_the_first_of_the_words_that_people_say_says_most() -> None:
    found = find(index([entry("Bus stops", "shelter jobs"), entry("Paid work", "jobs shelter")]), "jobs")
    assert [one.title for one in found.entries] == ["Paid work", "Bus stops"]


def test_the_beginning_of_a_word_is_enough() -> None:
    assert titles("liverp") == ["Liverpool"]
    assert titles("emplo") == ["People in work"]


def test_what_has_every_word_stands_before_what_has_some() -> None:
    assert titles("healthy weight")[0] == "Healthy weight"
    assert titles("liverpool zebra") == ["Liverpool"]


def test_small_words_are_passed_over() -> None:
    assert titles("how many people have a job")[0] == "People in work"


def test_the_citys_own_name_says_nothing_beside_other_words() -> None:
    known = index([entry("Liverpool", kind="Place"), entry("People in work", "jobs")], quiet="Liverpool")
    assert find(known, "jobs in liverpool").entries[0].title == "People in work"
    assert find(known, "liverpool").entries[0].title == "Liverpool"


def test_the_thesaurus_widens_words_and_phrases() -> None:
    assert titles("garbage") == ["Rubbish recycled"]
    assert titles("jobless")[0] == titles("looking for work")[0] == "People in work"
    assert titles("knife crime") == ["Violence"]
    assert titles("knife") == [], "a phrase is meant as a whole"


def test_a_slip_of_the_hand_is_mended_and_told() -> None:
    found = find(TOY, "employmnet")
    assert found.entries[0].title == "People in work"
    assert found.mended == (("employmnet", "employment"),)
    assert find(TOY, "employment").mended == ()


def test_words_that_are_close_are_offered_where_nothing_is_found() -> None:
    assert titles("violins") == []
    assert "violence" in close_words(TOY, "violins")
    assert close_words(TOY, "") == ()


def test_a_code_finds_what_it_names_and_nothing_else() -> None:
    assert titles("code-9") == titles("CODE-9") == ["Liverpool"]


def test_accents_case_and_possessives_do_not_matter() -> None:
    assert titles("LIVERPÔOL") == titles("Liverpool's") == titles("liverpool’s") == ["Liverpool"]


def test_nothing_is_found_for_nothing() -> None:
    assert titles("") == titles("   ") == titles("?!") == titles("zebra") == []


def test_a_long_query_is_cut_and_harmless() -> None:
    assert titles("liverpool " * 1000) == ["Liverpool"]


@given(st.text(max_size=2 * LONGEST_QUERY))
def test_whatever_is_typed_each_thing_is_found_once_and_the_best_comes_first(query: str) -> None:
    found = find(TOY, query)
    assert len(set(found.entries)) == len(found.entries) == len(found.scores)
    assert list(found.scores) == sorted(found.scores, reverse=True)
    assert all(score > 0 for score in found.scores)


@given(st.permutations(["healthy", "weight", "children"]))
def test_the_order_of_words_does_not_matter(words: list[str]) -> None:
    assert titles(" ".join(words)) == titles("healthy weight children")


def test_endings_are_told_from_words() -> None:
    words = ("bus", "gas", "class", "cities", "jobs", "smoke", "smoking", "trees", "E08000012")
    assert " ".join(map(stem, words)) == "bus gas class citi job smoke smoke tree E08000012"
    assert stems("the") == ["the"], "a query of small words alone is taken at its word"


def test_the_shipped_thesaurus_leads_both_ways_and_never_to_itself() -> None:
    shipped = thesaurus()
    assert all(phrase not in others for phrase, others in shipped.items())
    bins, rubbish = tuple(stems("bins")), tuple(stems("rubbish"))
    assert rubbish in shipped[bins]
    assert bins in shipped[rubbish]
    assert all(all(part for part in phrase) and phrase for phrase in shipped)
