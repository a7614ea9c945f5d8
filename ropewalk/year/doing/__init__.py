"""How each kind of step is done: by the action that a page of the office calls, and by nothing else."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from ropewalk.accounts.by import By
from ropewalk.year import steps
from ropewalk.year.doing import changes, data, plan, records, releases, returns, scrutiny, thread, words
from ropewalk.year.stage import Stage

DO: Final[Mapping[type, Callable[[Stage, By, Any], None]]] = {
    steps.AcceptChallenge: scrutiny.accept,
    steps.AcceptRecognition: thread.accept,
    steps.AddAction: plan.add_action,
    steps.Adopt: plan.adopt,
    steps.AnswerChallenge: scrutiny.answer_challenge,
    steps.AnswerQuestion: scrutiny.answer,
    steps.Ask: returns.ask,
    steps.AskChange: changes.ask,
    steps.AskQuestion: scrutiny.ask,
    steps.Challenge: scrutiny.challenge,
    steps.Clear: releases.clear,
    steps.CloseQuestion: scrutiny.close,
    steps.Comment: words.comment,
    steps.Correct: releases.correct,
    steps.Decide: records.decide,
    steps.DecideChange: changes.decide,
    steps.Draft: plan.draft,
    steps.DropMilestone: plan.drop,
    steps.EarlyReader: releases.early_reader,
    steps.EndPromise: plan.end_promise,
    steps.EndRhythm: returns.end_rhythm,
    steps.Evidence: returns.evidence,
    steps.FinishMilestone: plan.finish,
    steps.FollowUp: scrutiny.follow_up,
    steps.Forecast: plan.forecast,
    steps.Load: data.load,
    steps.Milestone: plan.milestone,
    steps.MoveMilestone: plan.move,
    steps.MoveRelease: releases.move,
    steps.Override: plan.override,
    steps.PlanRelease: releases.plan,
    steps.Prepare: releases.prepare,
    steps.Promise: plan.promise,
    steps.Propose: thread.propose,
    steps.Publish: words.publish,
    steps.PublishAnswer: scrutiny.publish,
    steps.PublishChallenge: scrutiny.publish_challenge,
    steps.ReadEarly: releases.read_early,
    steps.Recognise: thread.recognise,
    steps.Recover: records.recover,
    steps.Reply: words.reply,
    steps.Review: records.review,
    steps.Rewrite: words.rewrite,
    steps.Rhythm: returns.rhythm,
    steps.Risk: records.risk,
    steps.Send: returns.send,
    steps.Show: records.show,
    steps.Sign: words.sign,
    steps.Take: returns.take,
    steps.TakeIdea: thread.take,
    steps.VerifyMilestone: plan.verify,
    steps.Withdraw: words.withdraw,
}
