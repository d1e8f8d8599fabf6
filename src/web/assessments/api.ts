/** Assessments and invitations, asked of the server. */
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query"
import { z } from "zod"
import {
  ActReport,
  Assessment,
  Invitation,
  InvitationPage,
  ListedAssessment,
  ListReport,
  type InvitationAct,
  type InvitationList,
  type InvitationQuery,
  type NewAssessment,
  type NewInvitation,
} from "../../protocol/assessments.ts"
import { ListedQuestion } from "../../protocol/library.ts"
import { SignInOptions } from "../../protocol/team.ts"
import { get, send } from "../console/api.ts"

const PATH = "/api/assessments"
const at = (id: string, rest = ""): string => `${PATH}/${encodeURIComponent(id)}${rest}`

const List = z.object({ assessments: z.array(ListedAssessment) })

export function useAssessments() {
  return useQuery({
    queryKey: ["assessments"],
    queryFn: async () => (await get(PATH, List)).assessments,
  })
}

export function useAssessment(id: string) {
  return useQuery({ queryKey: ["assessments", id], queryFn: () => get(at(id), Assessment) })
}

const Library = z.object({ questions: z.array(ListedQuestion) })

/** Questions that can be asked: those with a published version. */
export function useAskable() {
  return useQuery({
    queryKey: ["questions", "askable"],
    queryFn: async () => {
      const { questions } = await get("/api/questions", Library)
      return questions.filter(({ version, status }) => version !== null && status !== "archived")
    },
  })
}

/** Whether links are sent by mail here; null until it is known. */
export function useMailReady(): boolean | null {
  const options = useQuery({
    queryKey: ["sign-in-options"],
    queryFn: () => get("/api/sign-in", SignInOptions),
    staleTime: 60_000,
  })
  return options.data?.mail ?? null
}

export const createAssessment = (wanted: z.input<typeof NewAssessment>) =>
  send("POST", PATH, wanted, Assessment)
export const changeAssessment = (id: string, revision: number, wanted: z.input<typeof NewAssessment>) =>
  send("PUT", at(id), { ...wanted, revision }, Assessment)
export const duplicateAssessment = (id: string) => send("POST", at(id, "/duplicate"), {}, Assessment)
export const archiveAssessment = (id: string) => send("POST", at(id, "/archive"), {}, Assessment)
export const restoreAssessment = (id: string) => send("POST", at(id, "/restore"), {}, Assessment)

/** What is known of assessments is asked for again. */
export function useRefresh(): () => Promise<void> {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: ["assessments"] })
}

/** While somebody looks at it the list is asked for again: candidates come and go. */
const EVERY_MS = 5_000
const AT_ONCE = 100

export type InvitationFilter = Pick<InvitationQuery, "q" | "status" | "sort">

export function useInvitations(assessment: string, filter: InvitationFilter) {
  return useInfiniteQuery({
    queryKey: ["assessments", assessment, "invitations", filter],
    initialPageParam: 0,
    refetchInterval: EVERY_MS,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) => {
      const asked = new URLSearchParams({ q: filter.q, sort: filter.sort })
      if (filter.status) asked.set("status", filter.status)
      asked.set("from", String(pageParam))
      asked.set("limit", String(AT_ONCE))
      return get(at(assessment, `/invitations?${asked}`), InvitationPage)
    },
    getNextPageParam: (last, all) =>
      nextFrom(
        all.map(({ invitations }) => invitations.length),
        last.total,
      ),
  })
}

/** Where the next page begins; undefined after the last. */
export function nextFrom(lengths: readonly number[], total: number): number | undefined {
  const loaded = lengths.reduce((sum, length) => sum + length, 0)
  return loaded < total && lengths.at(-1) !== 0 ? loaded : undefined
}

export const inviteOne = (assessment: string, wanted: z.input<typeof NewInvitation>) =>
  send("POST", at(assessment, "/invitations"), wanted, Invitation)
export const inviteList = (assessment: string, list: z.input<typeof InvitationList>) =>
  send("POST", at(assessment, "/invitations/list"), list, ListReport)
export const actOn = (ids: readonly string[], act: InvitationAct) =>
  send("POST", "/api/invitations", { ids, do: act }, ActReport)
export const tableAddress = (assessment: string) => at(assessment, "/invitations/table")
