import { z } from "zod"
import { ListedAssessment } from "../../protocol/assessments.ts"
import { get } from "../console/api.ts"
import type { Source } from "../console/commands.ts"

const SHOWN = 6

/** The team's assessments by their titles, as the palette searches them. */
export const ASSESSMENT_SOURCE: Source = {
  heading: "Assessments",
  async search(text) {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean)
    const list = z.object({ assessments: z.array(ListedAssessment) })
    const { assessments } = await get("/api/assessments", list)
    return assessments
      .filter(
        ({ title, archivedAt }) =>
          archivedAt === null && words.every((word) => title.toLowerCase().includes(word)),
      )
      .slice(0, SHOWN)
      .map(({ id, title }) => ({ href: `/assessments/${id}`, label: title }))
  },
}
