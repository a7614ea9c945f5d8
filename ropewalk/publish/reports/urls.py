"""Addresses of the reports that readers take away, in every language; permanent as pages' are."""

from django.urls import re_path

from ropewalk.design.languages import NAMES
from ropewalk.publish.reports.offered import ENDINGS, KNOWN
from ropewalk.publish.reports.views import report

_CODE = r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}?"
_REPORT = rf"reports/(?P<kind>{'|'.join(KNOWN)})/(?P<code>{_CODE})\.(?P<ending>{'|'.join(ENDINGS)})"

urlpatterns = [
    re_path(rf"^{_REPORT}$", report, name="reader-report"),
    *(re_path(rf"^{code}/{_REPORT}$", report, name=f"reader-report-{code}") for code in NAMES),
]
