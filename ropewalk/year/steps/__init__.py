"""Every kind of step that a script may hold, each a frozen form: what it needs, and nothing else."""

from ropewalk.year.steps.data import Load
from ropewalk.year.steps.plan import (
    AddAction,
    Adopt,
    Decide,
    Draft,
    DropMilestone,
    EndPromise,
    FinishMilestone,
    Forecast,
    Milestone,
    MoveMilestone,
    Override,
    Promise,
    Recover,
    Review,
    Risk,
    Show,
    VerifyMilestone,
)
from ropewalk.year.steps.releases import (
    Clear,
    Correct,
    EarlyReader,
    MoveRelease,
    PlanRelease,
    Prepare,
    ReadEarly,
)
from ropewalk.year.steps.returns import Ask, EndRhythm, Evidence, Rhythm, Send, Take
from ropewalk.year.steps.words import Comment, Publish, Reply, Rewrite, Sign, Withdraw

__all__ = [
    "AddAction",
    "Adopt",
    "Ask",
    "Clear",
    "Comment",
    "Correct",
    "Decide",
    "Draft",
    "DropMilestone",
    "EarlyReader",
    "EndPromise",
    "EndRhythm",
    "Evidence",
    "FinishMilestone",
    "Forecast",
    "Load",
    "Milestone",
    "MoveMilestone",
    "MoveRelease",
    "Override",
    "PlanRelease",
    "Prepare",
    "Promise",
    "Publish",
    "ReadEarly",
    "Recover",
    "Reply",
    "Review",
    "Rewrite",
    "Rhythm",
    "Risk",
    "Send",
    "Show",
    "Sign",
    "Step",
    "Take",
    "VerifyMilestone",
    "Withdraw",
]

Step = (
    AddAction
    | Adopt
    | Ask
    | Clear
    | Comment
    | Correct
    | Decide
    | Draft
    | DropMilestone
    | EarlyReader
    | EndPromise
    | EndRhythm
    | Evidence
    | FinishMilestone
    | Forecast
    | Load
    | Milestone
    | MoveMilestone
    | MoveRelease
    | Override
    | PlanRelease
    | Prepare
    | Promise
    | Publish
    | ReadEarly
    | Recover
    | Reply
    | Review
    | Rewrite
    | Rhythm
    | Risk
    | Send
    | Show
    | Sign
    | Take
    | VerifyMilestone
    | Withdraw
)
