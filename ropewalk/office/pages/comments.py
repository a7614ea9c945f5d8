"""Comments: written beside the finding, signed, published by somebody else, replied to."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ropewalk.accounts.roles import Right
from ropewalk.commentary import actions, plain, reads, tone
from ropewalk.commentary.found import found
from ropewalk.commentary.models import Comment
from ropewalk.commentary.models.comment import State
from ropewalk.office.comment_forms import CommentForm, ReplyForm, RewriteForm
from ropewalk.office.comment_words import state_name
from ropewalk.office.pages.answers import by_of
from ropewalk.office.pages.me import myself
from ropewalk.plan import subjects
from ropewalk.vocabulary.errors import UserError
from ropewalk.vocabulary.language import _


@require_safe
def comments(request: HttpRequest) -> HttpResponse:
    """The newest that I may read."""
    by = by_of(request)
    context = {
        "rows": reads.comments(by),
        "titles": subjects.every(),
        "comment_state": state_name,
        "writes": by.may_somewhere(Right.COMMENT),
    }
    return render(request, "office/comments.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """Begin one; ``?about=`` names what it is about."""
    organisation = myself(request).organisation
    initial = {
        "about": request.GET.get("about", ""),
        "organisation": organisation.code if organisation else "",
    }
    form = CommentForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            row = actions.write(
                by_of(request), form.subject, form.period, told["text"], told["role"], form.speaks_for
            )
        except UserError as error:
            form.add_error(None, str(error.faults[0]))
        else:
            return redirect("comment", row.pk)
    return render(request, "office/comment_write.html", {"form": form}, status=400 if form.errors else 200)


@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One comment, beside what the findings say."""
    return shown(request, pk)


def shown(
    request: HttpRequest,
    pk: int,
    form: RewriteForm | None = None,
    reply: ReplyForm | None = None,
    trouble: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page of a comment; what was typed into a form that failed is kept."""
    by, row = by_of(request), _row(request, pk)
    standing = found(Path(settings.WORKSPACE) / "store", row.about, row.place)
    can = _can(request, row)
    organisation = myself(request).organisation
    told = {"organisation": organisation.code if organisation else ""}
    context = {
        "row": row,
        "title": subjects.title(row.about),
        "found": standing,
        "care": tone.against(row.text, standing.verdicts),
        "plain": plain.look(row.text),
        "form": form
        or (RewriteForm(initial={"text": row.text, "role": row.role}) if can["rewrite"] else None),
        "reply": reply or (ReplyForm(initial=told) if can["reply"] else None),
        "can": can,
        "replies": row.replies.select_related("organisation"),
        "trouble": trouble,
        "comment_state": state_name,
        "mine": by.name,
    }
    return render(request, "office/comment.html", context, status=status)


def _row(request: HttpRequest, pk: int) -> Comment:
    row = reads.one(by_of(request), pk)
    if row is None:
        raise Http404
    return row


def _can(request: HttpRequest, row: Comment) -> dict[str, bool]:
    """What somebody may do with a comment as it stands."""
    by, own = by_of(request), row.author == by_of(request).name
    thing = actions.thing_of(row)
    writes = own and by.may(Right.COMMENT, thing)
    publishes = by.may(Right.SIGN_OFF, thing)
    return {
        "rewrite": writes and row.stands in (State.DRAFT, State.SIGNED),
        "sign": writes and row.stands is State.DRAFT,
        "publish": publishes and row.stands is State.SIGNED,
        "withdraw": (own or publishes) and row.stands is State.PUBLISHED,
        "reply": row.stands is State.PUBLISHED and by.may_somewhere(Right.REPLY),
        "publishes": publishes,
    }


@require_POST
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign it, publish it, or withdraw it."""
    row, by, told = _row(request, pk), by_of(request), request.POST
    try:
        seen = int(told.get("seen", ""))
        if told.get("step") == "sign":
            said = found(Path(settings.WORKSPACE) / "store", row.about, row.place).text
            actions.sign(by, pk, seen, said)
        elif told.get("step") == "publish":
            actions.publish(by, pk, seen)
        elif told.get("step") == "withdraw":
            actions.withdraw(by, pk, seen, told.get("why", ""))
        else:
            raise ValueError
    except ValueError:
        return shown(request, pk, trouble=_("The form could not be read. Try again."), status=400)
    except UserError as error:
        status = 409 if isinstance(error, actions.StaleError) else 400
        return shown(request, pk, trouble=str(error.faults[0]), status=status)
    messages.success(request, _("It was done."))
    return redirect("comment", pk)


@require_POST
def rewrite(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft of mine."""
    _row(request, pk)
    form = RewriteForm(request.POST)
    seen: Any = request.POST.get("seen", "")
    if not form.is_valid() or not seen.isdecimal() or len(seen) > 9:
        return shown(request, pk, form=form, status=400)
    try:
        actions.rewrite(by_of(request), pk, int(seen), form.cleaned_data["text"], form.cleaned_data["role"])
    except UserError as error:
        return shown(request, pk, form=form, trouble=str(error.faults[0]), status=409)
    messages.success(request, _("The draft was saved."))
    return redirect("comment", pk)


@require_POST
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Reply to a published comment; readers see it at once."""
    _row(request, pk)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return shown(request, pk, reply=form, status=400)
    told = form.cleaned_data
    try:
        actions.reply(by_of(request), pk, told["text"], told["role"], form.speaks_for)
    except UserError as error:
        return shown(request, pk, reply=form, trouble=str(error.faults[0]), status=400)
    messages.success(request, _("Your reply was published."))
    return redirect("comment", pk)


@require_POST
def withdraw_reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a reply back."""
    try:
        row = actions.withdraw_reply(by_of(request), pk, request.POST.get("why", ""))
    except UserError as error:
        messages.error(request, str(error.faults[0]))
        return redirect("comments")
    messages.success(request, _("The reply was withdrawn."))
    return redirect("comment", row.comment_id)
