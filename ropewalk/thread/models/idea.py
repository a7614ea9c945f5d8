"""Ideas, and each step that was taken with one."""

from django.db import models

from ropewalk.accounts.models import Organisation
from ropewalk.accounts.models.append_only import AppendOnly
from ropewalk.plan.models.fields import code_field, only_words, word_field
from ropewalk.thread import states
from ropewalk.thread.about import About, Kind


class Frozen(models.Model):
    """What was known of something at a moment: never worked out again."""

    known = models.TextField(blank=True)
    verdict = models.CharField(max_length=40, blank=True)
    known_period = code_field(blank=True)
    place = code_field(blank=True)
    revision = models.PositiveIntegerField(default=0)
    definitions = models.CharField(max_length=40, blank=True)

    class Meta:
        abstract = True


class AboutSomething(models.Model):
    """A row that is about a measure or a milestone, by name."""

    about_kind = word_field(Kind)
    about_code = models.CharField(max_length=250)

    class Meta:
        abstract = True

    @property
    def about(self) -> About:
        """What it is about."""
        return About(Kind(self.about_kind), self.about_code)


class Idea(AboutSomething):
    """What could be done, the effect that it should have by a day, and how that will be tested. ``version``
    grows with each step."""

    title = models.CharField(max_length=200)
    what = models.TextField()
    expected = models.TextField()
    by = models.DateField()
    test = models.TextField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    proposer = models.CharField(max_length=254)
    proposer_name = models.CharField(max_length=200)
    proposed_at = models.DateTimeField()
    state = word_field(states.Idea)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-id",)
        constraints = (
            only_words("state", states.Idea, "thread_idea_state"),
            only_words("about_kind", Kind, "thread_idea_about_kind"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def stands(self) -> states.Idea:
        """Where it stands, as a word of the list."""
        return states.Idea(self.state)


class Step(Frozen, AppendOnly):
    """A step, with its reason; of what was tried, what happened and what shows it; and what the finding said
    at that moment."""

    idea = models.ForeignKey(Idea, models.PROTECT, related_name="steps")
    was = word_field(states.Idea)
    becomes = word_field(states.Idea)
    reason = models.TextField()
    result = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    who = models.CharField(max_length=254)
    name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        verbose_name = "step of an idea"
        constraints = (
            models.CheckConstraint(condition=~models.Q(reason=""), name="thread_step_has_reason"),
            models.CheckConstraint(
                condition=models.Q(was="proposed") | ~models.Q(result="") & ~models.Q(evidence=""),
                name="thread_step_tells_result",
            ),
        )

    def __str__(self) -> str:
        return f"{self.was} to {self.becomes}"
