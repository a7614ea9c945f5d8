"""Every kind of step that a script may hold, each a frozen form: what it needs, and nothing else."""

from ropewalk.year.steps.changes import AskChange, DecideChange
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
from ropewalk.year.steps.scrutiny import (
    AcceptChallenge,
    AnswerChallenge,
    AnswerQuestion,
    AskQuestion,
    Challenge,
    CloseQuestion,
    FollowUp,
    PublishAnswer,
    PublishChallenge,
)
from ropewalk.year.steps.thread import AcceptRecognition, Propose, Recognise, TakeIdea
from ropewalk.year.steps.words import Comment, Publish, Reply, Rewrite, Sign, Withdraw

__all__ = [
    "AcceptChallenge",
    "AcceptRecognition",
    "AddAction",
    "Adopt",
    "AnswerChallenge",
    "AnswerQuestion",
    "Ask",
    "AskChange",
    "AskQuestion",
    "Challenge",
    "Clear",
    "CloseQuestion",
    "Comment",
    "Correct",
    "Decide",
    "DecideChange",
    "Draft",
    "DropMilestone",
    "EarlyReader",
    "EndPromise",
    "EndRhythm",
    "Evidence",
    "FinishMilestone",
    "FollowUp",
    "Forecast",
    "Load",
    "Milestone",
    "MoveMilestone",
    "MoveRelease",
    "Override",
    "PlanRelease",
    "Prepare",
    "Promise",
    "Propose",
    "Publish",
    "PublishAnswer",
    "PublishChallenge",
    "ReadEarly",
    "Recognise",
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
    "TakeIdea",
    "VerifyMilestone",
    "Withdraw",
]

Step = (
    AcceptChallenge
    | AcceptRecognition
    | AddAction
    | Adopt
    | AnswerChallenge
    | AnswerQuestion
    | Ask
    | AskChange
    | AskQuestion
    | Challenge
    | Clear
    | CloseQuestion
    | Comment
    | Correct
    | Decide
    | DecideChange
    | Draft
    | DropMilestone
    | EarlyReader
    | EndPromise
    | EndRhythm
    | Evidence
    | FinishMilestone
    | FollowUp
    | Forecast
    | Load
    | Milestone
    | MoveMilestone
    | MoveRelease
    | Override
    | PlanRelease
    | Prepare
    | Promise
    | Propose
    | Publish
    | PublishAnswer
    | PublishChallenge
    | ReadEarly
    | Recognise
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
    | TakeIdea
    | VerifyMilestone
    | Withdraw
)
