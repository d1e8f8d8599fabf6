import { InterviewPage } from "../../protocol/assessments.ts"
import { get } from "../console/api.ts"
import type { Source } from "../console/commands.ts"

const SHOWN = 6

/** The team's interviews by their candidates, as the palette searches them. */
export const INTERVIEW_SOURCE: Source = {
  heading: "Interviews",
  async search(text) {
    const asked = new URLSearchParams({ q: text, limit: String(SHOWN) })
    const { interviews } = await get(`/api/interviews?${asked}`, InterviewPage)
    return interviews.map(({ session, candidate, title }) => ({
      href: `/watch/${session}`,
      label: candidate.name,
      detail: title,
    }))
  },
}
