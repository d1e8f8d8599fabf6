import { useQueryClient } from "@tanstack/react-query"
import { useGo } from "../ui/Link.tsx"

/** Goes on as somebody who has just signed in: what was known of who is here is forgotten first. */
export function useEnter(): (to: string) => void {
  const queries = useQueryClient()
  const go = useGo()
  return (to) => {
    queries.clear()
    go(to, { replace: true })
  }
}
