"""Addresses. The public web site is at the root."""

from django.urls import include, path

from ropewalk.config import security_txt

urlpatterns = [
    path("", include("ropewalk.office.urls")),
    path("api/v1/", include("ropewalk.publish.api.urls")),
    path("", include("ropewalk.publish.opendata.urls")),
    path("", include("ropewalk.publish.reports.urls")),
    path("", include("ropewalk.publish.website.urls")),
    path(security_txt.PATH, security_txt.security),
]

handler400 = "ropewalk.publish.website.pages.errors.bad_request"
handler404 = "ropewalk.publish.website.pages.errors.not_found"
handler500 = "ropewalk.publish.website.pages.errors.server_error"
