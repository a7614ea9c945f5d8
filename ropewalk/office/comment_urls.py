"""Addresses of comments, and the door before each."""

from django.urls import URLPattern, path

from ropewalk.accounts.roles import Right
from ropewalk.office.doors import door
from ropewalk.office.pages import comments

reads = door(needs=Right.READ)
writes = door(needs=Right.COMMENT)
replies = door(needs=Right.REPLY)

COMMENTS: list[URLPattern] = [
    path("comments/", reads(comments.comments), name="comments"),
    path("comments/write/", writes(comments.write), name="comment-write"),
    path("comments/<int:pk>/", reads(comments.one), name="comment"),
    path("comments/<int:pk>/change/", writes(comments.rewrite), name="comment-change"),
    path("comments/<int:pk>/step/", reads(comments.step), name="comment-step"),
    path("comments/<int:pk>/reply/", replies(comments.reply), name="comment-reply"),
    path("comments/replies/<int:pk>/withdraw/", reads(comments.withdraw_reply), name="reply-withdraw"),
]
