"""Addresses of returns, and the door before each."""

from django.urls import URLPattern, path

from ropewalk.accounts.roles import Right
from ropewalk.office.doors import Opens, door
from ropewalk.office.pages import my_calendar, returns, returns_asked, returns_sheet

reads = door(needs=Right.READ)
files = door(needs=Right.FILE_RETURN)
asks = door(needs=Right.ASK_RETURNS)

RETURNS: list[URLPattern] = [
    path("returns/", reads(returns.returns), name="returns"),
    path("returns/late/", reads(returns.late), name="returns-late"),
    path("returns/ask/", asks(returns_asked.ask), name="returns-ask"),
    path("returns/rhythms/", reads(returns_asked.rhythms), name="returns-rhythms"),
    path("returns/rhythms/<int:pk>/end/", asks(returns_asked.end), name="returns-rhythm-end"),
    path("returns/sheet/", files(returns_sheet.sheet), name="returns-sheet"),
    path("returns/sheet.xlsx", files(returns_sheet.download), name="returns-download"),
    path("returns/<int:pk>/", reads(returns.one), name="return"),
    path("returns/<int:pk>/send/", files(returns.send), name="return-send"),
    path("returns/<int:pk>/step/", reads(returns.step), name="return-step"),
    path("returns/<int:pk>/file/", files(returns.add_file), name="return-file"),
    path("returns/evidence/<int:pk>/", reads(returns.evidence), name="evidence"),
    path("me/calendar/", door(Opens.SIGNED_IN)(my_calendar.mine), name="my-calendar"),
    path("calendar/<str:secret>/", door(Opens.ANYBODY)(my_calendar.calendar), name="calendar"),
]
