"""The Django applications of the office, and of those who look after signing in for it."""

from allauth.account.apps import AccountConfig
from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """Pages only: no tables."""

    name = "ropewalk.office"
    label = "office"

    def ready(self) -> None:
        """Letters to readers are written in the languages that pages have; a code counts once."""
        from ropewalk.design.languages import languages  # late: applications come first
        from ropewalk.office.signin.renewing import renew_sessions
        from ropewalk.office.signin.steps import count_codes_once
        from ropewalk.scrutiny.letters import write_in

        write_in(languages)
        count_codes_once()
        renew_sessions()


class SignInConfig(AccountConfig):  # type: ignore[misc]
    """allauth's own, without its demand to stand in the middleware of every page: it runs below /office/ only
    (``office.below``), so that public pages have no session and no cookie."""

    def ready(self) -> None:
        """Its checks of the settings, which are all that remains of its start."""
        from allauth.account import checks  # noqa: F401 - registers them
