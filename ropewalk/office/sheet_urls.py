"""Addresses of lists as sheets, and the door before each: one pattern for all of them."""

from django.urls import URLPattern, path

from ropewalk.accounts.roles import Right
from ropewalk.office.doors import door
from ropewalk.office.pages import sheets

takes = door(needs=Right.EXPORT)
brings = door(needs=Right.IMPORT)

SHEETS: list[URLPattern] = [
    path("sheets/", takes(sheets.sheets), name="sheets"),
    path("sheets/brought/<int:pk>/", brings(sheets.preview), name="sheet-preview"),
    path("sheets/<str:name>/", takes(sheets.one), name="sheet"),
    path("sheets/<str:name>/bring/", brings(sheets.bring), name="sheet-bring"),
    path("sheets/<str:name>/take.<str:ending>", takes(sheets.take), name="sheet-take"),
]
