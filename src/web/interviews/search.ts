/** What stands in the address of the interviews' page. */
import { z } from "zod"
import { InterviewStatus } from "../../protocol/assessments.ts"
import { TableSearch } from "../ui/table-search.ts"

export const InterviewsSearch = TableSearch.extend({
  status: InterviewStatus.optional().catch(undefined),
  assessment: z.string().max(64).optional().catch(undefined),
  practice: z.enum(["yes", "no"]).optional().catch(undefined),
})
export type InterviewsSearch = z.infer<typeof InterviewsSearch>
