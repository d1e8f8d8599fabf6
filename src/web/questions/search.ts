/** What the addresses of the library's pages hold. */
import { z } from "zod"
import { Language } from "../../protocol/ctrf.ts"
import { QuestionKind, QuestionLevel, QuestionOrigin, QuestionStatus } from "../../protocol/library.ts"
import { TableSearch } from "../ui/table-search.ts"

export const QuestionsSearch = TableSearch.extend({
  kind: QuestionKind.optional().catch(undefined),
  level: QuestionLevel.optional().catch(undefined),
  language: Language.optional().catch(undefined),
  origin: QuestionOrigin.optional().catch(undefined),
  status: QuestionStatus.optional().catch(undefined),
})
export type QuestionFilters = Omit<z.infer<typeof QuestionsSearch>, keyof TableSearch>

export const QuestionSearch = z.object({
  /** The file that is open. */
  file: z.string().max(1_024).optional().catch(undefined),
  /** The manifest as a form or as its source. */
  as: z.enum(["form", "yaml"]).optional().catch(undefined),
})
