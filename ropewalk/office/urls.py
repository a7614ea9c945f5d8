"""Every address of the office, and the door before each. allauth's pages are named one by one: what is not
here cannot be reached."""

from allauth.account import views as account
from allauth.mfa.base import views as steps
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from allauth.socialaccount import views as elsewhere
from allauth.socialaccount.providers.openid_connect import views as council
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path

from ropewalk.accounts.roles import Right
from ropewalk.office.comment_urls import COMMENTS
from ropewalk.office.delivery_urls import DELIVERY
from ropewalk.office.doors import Opens, door
from ropewalk.office.election_urls import ELECTION
from ropewalk.office.pages import joining, later, log, me, organisations, people
from ropewalk.office.plan_urls import PLAN
from ropewalk.office.release_urls import RELEASES
from ropewalk.office.return_urls import RETURNS
from ropewalk.office.scrutiny_urls import SCRUTINY
from ropewalk.office.sheet_urls import SHEETS
from ropewalk.office.thread_urls import THREAD

anybody = door(Opens.ANYBODY)
anybody_whole = door(Opens.ANYBODY, whole=True)
first_step = door(Opens.FIRST_STEP, whole=True)
own = door(Opens.SIGNED_IN)
own_whole = door(Opens.SIGNED_IN, whole=True)
sees = door(needs=Right.SEE_PEOPLE)
manages = door(needs=Right.MANAGE_PEOPLE)
arranges = door(needs=Right.MANAGE_ORGANISATIONS)

SIGNING_IN = [
    path("sign-in/", anybody(account.login), name="account_login"),
    path("sign-out/", anybody(account.logout), name="account_logout"),
    path("closed/", anybody(account.account_inactive), name="account_inactive"),
    path("join/", anybody(account.signup), name="account_signup"),
    path("join/<str:secret>/", anybody(joining.invitation), name="invitation"),
    path("language/<str:code>/", anybody(me.language), name="language"),
    path("sign-in/code/", anybody(steps.authenticate), name="mfa_authenticate"),
    path("sign-in/council/<str:provider_id>/", anybody(council.login), name="openid_connect_login"),
    path(
        "sign-in/council/<str:provider_id>/back/", anybody(council.callback), name="openid_connect_callback"
    ),
    path("sign-in/not-invited/", anybody(elsewhere.signup), name="socialaccount_signup"),
    path("sign-in/stopped/", anybody(elsewhere.login_cancelled), name="socialaccount_login_cancelled"),
    path("sign-in/failed/", anybody(elsewhere.login_error), name="socialaccount_login_error"),
    path("password/", anybody_whole(account.password_reset), name="account_reset_password"),
    path("password/sent/", anybody(account.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^password/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        anybody_whole(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/changed/",
        anybody(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
]

SECOND_STEP = [
    path("me/again/", first_step(account.reauthenticate), name="account_reauthenticate"),
    path("me/again/code/", first_step(steps.reauthenticate), name="mfa_reauthenticate"),
    path("me/again/key/", first_step(keys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("me/steps/", first_step(steps.index), name="mfa_index"),
    path("me/steps/app/", first_step(totp.activate_totp), name="mfa_activate_totp"),
    path("me/steps/app/remove/", own_whole(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("me/steps/codes/", own_whole(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("me/steps/codes/new/", own_whole(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("me/steps/keys/", own(keys.list_webauthn), name="mfa_list_webauthn"),
    path("me/steps/keys/add/", first_step(keys.add_webauthn), name="mfa_add_webauthn"),
    path("me/steps/keys/<int:pk>/", own_whole(keys.edit_webauthn), name="mfa_edit_webauthn"),
    path("me/steps/keys/<int:pk>/remove/", own_whole(keys.remove_webauthn), name="mfa_remove_webauthn"),
]

MINE = [
    path("", own(me.me), name="office"),
    path("me/name/", own(me.rename), name="my-name"),
    path("me/sessions/end/", own(me.end_others), name="my-sessions-end"),
    path("me/password/", own_whole(account.password_change), name="account_change_password"),
    path("me/password/first/", own_whole(account.password_set), name="account_set_password"),
]

PEOPLE = [
    path("people/", sees(people.people), name="people"),
    path("people/invite/", manages(people.invite), name="invite"),
    path("people/invited/<int:pk>/withdraw/", manages(people.withdraw), name="invitation-withdraw"),
    path("people/roles/<int:pk>/end/", manages(people.take), name="role-end"),
    path("people/<int:pk>/", sees(people.person), name="person"),
    path("people/<int:pk>/give/", manages(people.give), name="role-give"),
    path("people/<int:pk>/sessions/end/", manages(people.end_sessions), name="sessions-end"),
    path("people/<int:pk>/steps/end/", manages(people.end_steps), name="steps-end"),
    path("people/<int:pk>/close/", manages(people.close), name="person-close"),
    path("people/<int:pk>/reopen/", manages(people.reopen), name="person-reopen"),
    path("organisations/", sees(organisations.organisations), name="organisations"),
    path("organisations/add/", arranges(organisations.add), name="organisation-add"),
    path("organisations/<slug:code>/", arranges(organisations.change), name="organisation"),
    path("organisations/<slug:code>/close/", arranges(organisations.close), name="organisation-close"),
]

AUDIT = [
    path("audit/", door(needs=Right.READ_AUDIT)(log.log), name="audit"),
    path("audit/events.csv", door(needs=Right.EXPORT_AUDIT)(log.export), {"ending": "csv"}, name="audit-csv"),
    path(
        "audit/events.jsonl",
        door(needs=Right.EXPORT_AUDIT)(log.export),
        {"ending": "jsonl"},
        name="audit-jsonl",
    ),
]

LATER = [
    path("later/", door(needs=Right.EDIT_PLAN)(later.later), name="later"),
]

EVERY: list[URLPattern | URLResolver] = [
    *SIGNING_IN,
    *SECOND_STEP,
    *MINE,
    *PEOPLE,
    *DELIVERY,
    *PLAN,
    *AUDIT,
    *RETURNS,
    *COMMENTS,
    *SCRUTINY,
    *LATER,
    *RELEASES,
    *ELECTION,
    *THREAD,
    *SHEETS,
]

urlpatterns: list[URLPattern | URLResolver] = [path("office/", include(EVERY))] if settings.OFFICE else []
