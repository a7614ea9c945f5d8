"""The document on method becomes part of a page: its headings fit under the page's, its HTML is only text."""

from ropewalk.publish.website.pages.about import rendered


def test_headings_go_one_level_down() -> None:
    made = rendered("# How\n\n## Why\n\n### What\n")
    assert made == ('<h2 class="rw-heading">How</h2>\n<h3 class="rw-subheading">Why</h3>\n<h4>What</h4>\n')


def test_tables_can_scroll_and_html_is_shown_as_text() -> None:
    made = rendered("| a |\n|---|\n| 1 |\n\n<script>x</script>\n")
    assert 'aria-label="Table 1" tabindex="0"><table class="govuk-table rw-table">' in made
    assert made.count("</table></div>") == 1
    assert "<script>" not in made
