"""Peer sets: named, dated lists of places to compare with."""

from django.db import models

from ropewalk.plan.models.fields import code_field, history, texts_field


class PeerSet(models.Model):
    """A peer set and how it was chosen. A dropped one is no longer ``active``."""

    code = code_field(unique=True)
    active = models.BooleanField(default=True)
    place_in_order = models.PositiveIntegerField()
    title = models.TextField()
    basis = models.TextField()
    chosen_by = models.TextField()
    dated = models.DateField()
    default = models.BooleanField(default=False)
    source = code_field(blank=True)
    history = history()

    class Meta:
        ordering = ("place_in_order",)

    def __str__(self) -> str:
        return self.title


class PeerList(models.Model):
    """The members of a peer set, in its order: for one ``place``, or for all (``place`` is empty)."""

    peer_set = models.ForeignKey(PeerSet, models.CASCADE, related_name="lists")
    place = code_field(blank=True)
    members = texts_field()
    history = history()

    class Meta:
        ordering = ("place",)
        constraints = (models.UniqueConstraint(fields=["peer_set", "place"], name="plan_peer_list_once"),)

    def __str__(self) -> str:
        return f"{self.peer_set_id} {self.place}"
