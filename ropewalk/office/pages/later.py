"""What the office leaves for later, and how far it is."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from ropewalk.accounts import jobs
from ropewalk.accounts.jobs import State
from ropewalk.office.pages.answers import by_of, wrote
from ropewalk.plan import tasks
from ropewalk.releases.tasks import prepare_release
from ropewalk.returns.tasks import load_figures
from ropewalk.vocabulary import language
from ropewalk.vocabulary.language import _

NAMES: Final = {
    tasks.refresh_figures.module_path: language.later("Work the figures out again"),
    prepare_release.module_path: language.later("Prepare a release"),
    load_figures.module_path: language.later("Load figures that were signed off"),
}
"""What each task does, in words."""
STATES: Final = {
    State.WAITING: language.later("Waiting"),
    State.RUNNING: language.later("Being done"),
    State.FAILED: language.later("Failed"),
    State.DONE: language.later("Done"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def later(request: HttpRequest) -> HttpResponse:
    """The newest of it; a form that has the figures worked out again."""
    if request.method == "POST":
        done = _("The figures will be worked out again.")
        return wrote(request, lambda: tasks.work_out_again(by_of(request)), done, "later")
    rows = [(_(NAMES.get(one.name, one.name)), _(STATES[one.state]), one) for one in jobs.newest()]
    return render(request, "office/later.html", {"rows": rows})
