"""Releases as the audit tells them."""

from typing import Any

from ropewalk.releases.models import EarlyReader, Release


def release_told(row: Release) -> dict[str, Any]:
    """A release: what it is called, its time, and what it froze."""
    return {
        "number": row.number,
        "title": row.title,
        "about": row.about,
        "planned_for": row.planned_for.isoformat(),
        "corrects": row.corrects.number if row.corrects else None,
        "reason": row.reason,
        "changes": row.changes,
        "revision": row.revision,
        "definitions": row.definitions,
        "code": row.code,
        "manifest": row.manifest,
        "public_at": row.public_at.isoformat() if row.public_at else "",
        "cancelled": row.cancelled_because,
    }


def early_told(row: EarlyReader) -> dict[str, Any]:
    """Somebody on an early-access list."""
    return {"email": row.email, "role": row.role, "organisation": row.organisation, "reason": row.reason}
