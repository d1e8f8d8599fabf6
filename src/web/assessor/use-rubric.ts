import { useQuery } from "@tanstack/react-query"
import { fetchRubric } from "./api.ts"

/** By what the interview's questions are rated; asked once, and only by assessors. */
export function useRubric(session: string, enabled = true) {
  return useQuery({
    queryKey: ["rubric", session],
    queryFn: () => fetchRubric(session),
    staleTime: Infinity,
    enabled,
  })
}
