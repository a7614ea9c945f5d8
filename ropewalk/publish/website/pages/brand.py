"""The council's colours as a style sheet."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ropewalk.publish.website.account import NotReadyError, open_account
from ropewalk.publish.website.answer import not_ready
from ropewalk.publish.website.site import brand_css

A_YEAR = 365 * 24 * 60 * 60


@require_safe
def brand(_: HttpRequest) -> HttpResponse:
    """Kept for a year: its address carries a hash of its text."""
    try:
        colours = open_account().city.brand
    except NotReadyError as error:
        return not_ready(error)
    answer = HttpResponse(brand_css(colours), content_type="text/css; charset=utf-8")
    answer["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return answer
