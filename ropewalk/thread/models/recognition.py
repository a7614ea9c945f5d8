"""Recognition: whom, for what, and what showed it at the moment when it was given."""

from django.db import models

from ropewalk.accounts.models import Organisation, Person
from ropewalk.plan.models.fields import only_words, word_field
from ropewalk.thread.about import Kind
from ropewalk.thread.models.idea import AboutSomething, Frozen
from ropewalk.thread.states import Standing


class Recognition(AboutSomething, Frozen):
    """Of a person or of a team. Nobody but who gave it and who is named sees it before it was accepted."""

    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    team = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    why = models.TextField()
    given_by = models.CharField(max_length=254)
    given_name = models.CharField(max_length=200)
    given_at = models.DateTimeField()
    state = word_field(Standing)
    answered_by = models.CharField(max_length=254, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.TextField(blank=True)

    class Meta:
        ordering = ("-id",)
        constraints = (
            only_words("state", Standing, "thread_recognition_state"),
            only_words("about_kind", Kind, "thread_recognition_about_kind"),
            models.CheckConstraint(
                condition=models.Q(person=None, team__isnull=False)
                | models.Q(person__isnull=False, team=None),
                name="thread_recognition_of_one",
            ),
            models.CheckConstraint(
                condition=models.Q(about_kind="milestone") | models.Q(verdict="improving"),
                name="thread_recognition_of_an_improvement",
            ),
        )

    def __str__(self) -> str:
        return f"{self.named}: {self.about.text}"

    @property
    def named(self) -> str:
        """Who is recognised, as people read it."""
        return self.person.name if self.person else self.team.name if self.team else ""

    @property
    def stands(self) -> Standing:
        """Where it stands, as a word of the list."""
        return Standing(self.state)
