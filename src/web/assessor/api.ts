import { RubricReply } from "../../protocol/acts.ts"
import { ChatReply } from "../../protocol/chat-reply.ts"
import { MomentsReply, SubmissionReply } from "../../protocol/watch.ts"
import { address, request } from "../workspace/api.ts"

/** What happened after an event. Rejects with `ProblemError`. */
export function fetchMoments(session: string, after: number): Promise<MomentsReply> {
  return request(address(session, "moments", "assessor", { after: `${after}` }), {}, MomentsReply)
}

/** A question's files as they were submitted. Rejects with `ProblemError`. */
export function fetchSubmission(session: string, question: string): Promise<SubmissionReply> {
  return request(address(session, "submission", "assessor", { question }), {}, SubmissionReply)
}

/** What was said to the agent on a question before an event; all of it when left out. Rejects with `ProblemError`. */
export function fetchChat(session: string, question: string, before?: number): Promise<ChatReply> {
  const query = { question, ...(before !== undefined && { before: `${before}` }) }
  return request(address(session, "chat", "assessor", query), {}, ChatReply)
}

/** By what the interview's questions are rated. Rejects with `ProblemError`. */
export function fetchRubric(session: string): Promise<RubricReply> {
  return request(address(session, "rubric", "assessor"), {}, RubricReply)
}

export function bundleAddress(session: string): string {
  return address(session, "bundle", "assessor")
}
