import { useQuery } from "@tanstack/react-query"
import { createContext, useContext } from "react"
import { isAtLeast, type Me, type Team, type TeamRole } from "../../protocol/team.ts"
import { fetchMe } from "./api.ts"

/** Who is signed in, asked of the server; for the frame of the team's pages and for the pages before it. */
export function useMeQuery() {
  return useQuery({ queryKey: ["me"], queryFn: fetchMe, staleTime: 60_000 })
}

/** Somebody in a team: whoever sees the team's pages. */
export type Colleague = Me & { team: Team }

const Context = createContext<Colleague | null>(null)
export const MeProvider = Context.Provider

/** Who is signed in; inside the team's pages it is always known. */
export function useMe(): Colleague {
  const me = useContext(Context)
  if (!me) throw new Error("This is drawn outside the team's pages")
  return me
}

/** May they do what needs this role? The server decides; this only keeps from offering what it would refuse. */
export function useMay(least: TeamRole): boolean {
  return isAtLeast(useMe().team.role, least)
}
