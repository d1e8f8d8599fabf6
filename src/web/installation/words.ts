import type { WebhookEvent } from "../../protocol/webhooks.ts"

/** What happened, as a page says it. */
export const EVENT_WORDS: Record<WebhookEvent | "test", string> = {
  "session.created": "Interview made",
  "session.consented": "Candidate agreed",
  "session.started": "Interview started",
  "session.paused": "Paused",
  "session.resumed": "Went on",
  "session.extended": "More time given",
  "session.ended": "Interview ended",
  "question.opened": "Question opened",
  "question.submitted": "Question submitted",
  "question.graded": "Question graded",
  test: "Test",
}
