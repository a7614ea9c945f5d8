"""Rows of a table: each cell escaped once, the first the head of its row, numbers set to the right."""

from markupsafe import Markup

from ropewalk.design.table_rows import table_rows


def test_what_a_cell_says_is_never_markup_unless_it_was_made_as_such() -> None:
    made = table_rows([("<b>&", Markup("<i>5%</i>"))], ())
    assert made == '<tr><th scope="row">&lt;b&gt;&amp;</th><td><i>5%</i></td></tr>'


def test_only_the_numeric_columns_are_set_to_the_right() -> None:
    assert table_rows([("a", 1, "x")], (1,)) == (
        '<tr><th scope="row">a</th><td class="rw-n">1</td><td>x</td></tr>'
    )


def test_rows_of_unlike_length_keep_their_own_cells() -> None:
    assert table_rows([("a", "b"), ("c",)], ()).splitlines() == [
        '<tr><th scope="row">a</th><td>b</td></tr>',
        '<tr><th scope="row">c</th></tr>',
    ]


def test_no_rows_make_nothing() -> None:
    assert table_rows([], (1,)) == ""
