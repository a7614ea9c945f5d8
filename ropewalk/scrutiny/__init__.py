"""Scrutiny: questions of councillors with their answers, and challenges of readers, with what became of them.

``states`` and ``days`` are pure; pages read what is published by ``public``, where readers' own two acts (to
challenge, to confirm) are too.
"""
