"""Ropewalk: a council's plan as one public, honest account. Each folder is a room; see CONTRIBUTING.md."""
