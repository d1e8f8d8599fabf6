/** The library's side of the API. */
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useEffect } from "react"
import { z } from "zod"
import {
  Check,
  DraftFileContent,
  ImportReport,
  ListedQuestion,
  QuestionDetail,
  QuestionPreview,
} from "../../protocol/library.ts"
import type { NewQuestion, QuestionStatus, SaveFile } from "../../protocol/library.ts"
import type { Language } from "../../protocol/ctrf.ts"
import { get, send } from "../console/api.ts"
import { request } from "../workspace/api.ts"

const ALL = "/api/questions"
const at = (id: string, rest = "", query: Record<string, string> = {}) => {
  const params = new URLSearchParams(query).toString()
  return `${ALL}/${encodeURIComponent(id)}${rest}${params && `?${params}`}`
}
const Listed = z.object({ questions: z.array(ListedQuestion) })

export const fetchQuestions = async (status?: QuestionStatus): Promise<ListedQuestion[]> =>
  (await get(status ? `${ALL}?status=${status}` : ALL, Listed)).questions

export const createQuestion = (wanted: NewQuestion) => send("POST", ALL, wanted, QuestionDetail)
export const fetchFile = (id: string, path: string) => get(at(id, "/file", { path }), DraftFileContent)
export const fetchVersionFile = (id: string, number: number, path: string) =>
  get(at(id, `/versions/${number}/file`, { path }), DraftFileContent)
export const saveFile = (id: string, file: z.input<typeof SaveFile>) =>
  send("PUT", at(id, "/file"), file, QuestionDetail)
export const deleteFile = (id: string, path: string) =>
  send("DELETE", at(id, "/file", { path }), undefined, QuestionDetail)
export const renameFile = (id: string, from: string, to: string) =>
  send("POST", at(id, "/rename"), { from, to }, QuestionDetail)
export const askCheck = (id: string) => send("POST", at(id, "/check"), undefined, Check)
export const cancelCheck = (id: string) => send("DELETE", at(id, "/check"), undefined, Check)
export const publishQuestion = (id: string, digest: string, note: string) =>
  send("POST", at(id, "/publish"), { digest, note }, QuestionDetail)
export const archiveQuestion = (id: string, archived: boolean) =>
  send("POST", at(id, archived ? "/archive" : "/restore"), undefined, QuestionDetail)
export const deleteQuestion = (id: string) => send("DELETE", at(id))
export const tryQuestion = (id: string) =>
  send("POST", at(id, "/try"), undefined, z.object({ path: z.string() }))
export const exportAddress = (ids: readonly string[]) => `${ALL}/export?ids=${ids.join(",")}`

export function importFile(file: File): Promise<ImportReport> {
  const url = `${ALL}/import?name=${encodeURIComponent(file.name.slice(0, 200))}`
  const headers = { "content-type": "application/octet-stream" }
  return request(url, { method: "POST", headers, body: file }, ImportReport)
}

export function useQuestions(status: QuestionStatus | undefined) {
  return useQuery({
    queryKey: ["questions", status ?? "all"],
    queryFn: () => fetchQuestions(status),
  })
}

/** What others did to the question meanwhile is seen by then. */
const OTHERS_EVERY_MS = 15_000

export const questionKey = (id: string) => ["question", id] as const

export function useQuestion(id: string) {
  return useQuery({
    queryKey: questionKey(id),
    queryFn: () => get(at(id), QuestionDetail),
    refetchInterval: OTHERS_EVERY_MS,
  })
}

export function usePreview(id: string, digest: string, language: Language | undefined) {
  return useQuery({
    queryKey: ["question-preview", id, digest, language],
    queryFn: () => get(at(id, "/preview", language ? { language } : {}), QuestionPreview),
    placeholderData: (before) => before,
  })
}

const CHECK_EVERY_MS = 500

export const isUnderWay = (check: Check | null | undefined): boolean =>
  check?.state === "queued" || check?.state === "running"

const checkKey = (id: string) => ["question-check", id] as const

/** How far the question's check is, asked again while it is under way. */
export function useCheck(id: string, known: Check | null): Check | null {
  const client = useQueryClient()
  const query = useQuery({
    queryKey: checkKey(id),
    queryFn: async () => (await get(at(id, "/check"), z.object({ check: Check.nullable() }))).check,
    initialData: known,
    refetchInterval: ({ state }) => (isUnderWay(state.data) ? CHECK_EVERY_MS : false),
  })
  const over = query.data !== null && !isUnderWay(query.data) ? query.data.id : null
  const told = known && !isUnderWay(known) ? known.id : null
  useEffect(() => {
    if (over !== null && over !== told) void client.invalidateQueries({ queryKey: questionKey(id) })
  }, [client, id, over, told])
  return query.data
}

/** Puts what a change answered where the pages read it. */
export function useTold() {
  const client = useQueryClient()
  return {
    question(detail: QuestionDetail): void {
      client.setQueryData(questionKey(detail.id), detail)
      void client.invalidateQueries({ queryKey: ["questions"] })
    },
    check(id: string, check: Check): void {
      client.setQueryData(checkKey(id), check)
    },
    list(): void {
      void client.invalidateQueries({ queryKey: ["questions"] })
    },
  }
}
