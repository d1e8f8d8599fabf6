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

export function bundleAddress(session: string): string {
  return address(session, "bundle", "assessor")
}
