/** What stands in the addresses of the assessments' pages. */
import { z } from "zod"
import { InvitationStatus } from "../../protocol/assessments.ts"
import { TableSearch } from "../ui/table-search.ts"

export const AssessmentsSearch = TableSearch.extend({
  show: z.enum(["archived"]).optional().catch(undefined),
})

export const CandidatesSearch = TableSearch.extend({
  status: InvitationStatus.optional().catch(undefined),
})
