"""Roles as they were given: to whom, over what, from when until when, and by whom."""

from django.db import models

from ropewalk.accounts.models.organisation import Organisation
from ropewalk.accounts.models.person import Person
from ropewalk.accounts.rights import Held, Reach, Scope
from ropewalk.accounts.roles import Role


class Grant(models.Model):
    """A role of a person. One that was taken back stays, with who did so and when.

    A priority is named by its code: the plan is the room above, and outlives its editions.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    priority = models.CharField(max_length=120, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="grants"
    )
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    given_by = models.CharField(max_length=254)
    given_at = models.DateTimeField()
    ended_by = models.CharField(max_length=254, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(role__in=[str(role) for role in Role]), name="accounts_grant_role"
            ),
            models.CheckConstraint(
                condition=models.Q(priority="") | models.Q(organisation=None), name="accounts_grant_one_scope"
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} over {self.scope.code or self.scope.reach}"

    @property
    def scope(self) -> Scope:
        """What the role is over."""
        if self.priority:
            return Scope(Reach.PRIORITY, self.priority)
        if self.organisation is not None:
            return Scope(Reach.ORGANISATION, self.organisation.code)
        return Scope()

    @property
    def held(self) -> Held:
        """The role as rights are decided by."""
        return Held(Role(self.role), self.scope, self.since, self.until)
