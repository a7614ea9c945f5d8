"""What a reader sees when something is not there, or went wrong."""

from django.http import HttpRequest, HttpResponse

from ropewalk.design.languages import at
from ropewalk.publish.website import addresses
from ropewalk.publish.website.account import NotReadyError, open_account
from ropewalk.publish.website.answer import render
from ropewalk.publish.website.site import Site, site_of


def bad_request(_: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - given by Django
    """An address or host that we do not answer to."""
    return HttpResponse(render("404.html", {"site": None}), status=400)


def not_found(_: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - given by Django
    """A page that is not there."""
    return HttpResponse(render("404.html", {"site": _site(), "path": at(addresses.HOME)}), status=404)


def server_error(_: HttpRequest) -> HttpResponse:
    """A fault of ours. It asks nothing of the account, which may be what is broken."""
    return HttpResponse(render("500.html", {"site": None}), status=500)


def _site() -> Site | None:
    try:
        return site_of(open_account(), "")
    except NotReadyError:
        return None
