/** A question's draft under somebody's hands: typing, saving, and what stands in the way. */
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react"
import { useQuery } from "@tanstack/react-query"
import { ProblemError } from "../live/session-view.ts"
import { MANIFEST } from "../../core/question.ts"
import type { DraftFileContent, QuestionDetail } from "../../protocol/library.ts"
import { report } from "../ui/toasts.tsx"
import { fetchFile, saveFile, useTold } from "./api.ts"
import { type Buffer, type Buffers, createBuffers } from "./buffers.ts"

/** Somebody else saved the file; `theirs` is null where they deleted it. */
export interface Conflict {
  readonly path: string
  readonly detail: string
  readonly theirs: DraftFileContent | null
}

export interface QuestionEditing {
  readonly question: QuestionDetail
  /** Why nothing can be changed here, in words; null when it can. */
  readonly readOnly: string | null
  readonly buffers: Buffers
  readonly dirty: readonly string[]
  readonly saving: boolean
  readonly conflict: Conflict | null
  /** Saves all that was typed; the question as it is then, null when something stood in the way. */
  save(): Promise<QuestionDetail | null>
  /** Ends a conflict: with this person's text, or with the other's. */
  settle(with_: "mine" | "theirs" | "later"): void
}

const Context = createContext<QuestionEditing | null>(null)
export const EditingProvider = Context.Provider

export function useEditing(): QuestionEditing {
  const editing = useContext(Context)
  if (!editing) throw new Error("This is drawn outside a question's page")
  return editing
}

export function useQuestionEditing(question: QuestionDetail, readOnly: string | null): QuestionEditing {
  const { id } = question
  // oxlint-disable-next-line react/exhaustive-deps -- another question has other files
  const buffers = useMemo(() => createBuffers(), [id])
  const dirty = useSyncExternalStore(buffers.subscribe, buffers.dirty)
  const busy = useRef(false)
  const [saving, setSaving] = useState(false)
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const told = useTold()
  const manifest = question.files.find(({ path }) => path === MANIFEST)
  useEffect(() => {
    if (manifest) buffers.load(MANIFEST, question.manifest, manifest.digest)
  }, [buffers, manifest, question.manifest])

  async function save(): Promise<QuestionDetail | null> {
    if (busy.current) return null
    busy.current = true
    setSaving(true)
    let last: QuestionDetail = question
    try {
      for (const path of buffers.dirty()) {
        const { text, base } = buffers.get(path) ?? { text: "", base: null }
        try {
          last = await saveFile(id, { path, content: text, base })
        } catch (failure) {
          if (!(failure instanceof ProblemError) || failure.problem.code !== "draft-stale") throw failure
          const theirs = await fetchFile(id, path).catch(() => null)
          setConflict({ path, detail: failure.problem.detail, theirs })
          return null
        }
        const saved = last.files.find((file) => file.path === path)
        buffers.saved(path, text, saved?.digest ?? null)
        told.question(last)
      }
      return last
    } catch (failure) {
      report(failure)
      return null
    } finally {
      busy.current = false
      setSaving(false)
    }
  }

  function settle(how: "mine" | "theirs" | "later"): void {
    if (!conflict) return
    const { path, theirs } = conflict
    const mine = buffers.get(path)?.text ?? ""
    setConflict(null)
    if (how === "later") return
    if (theirs) buffers.saved(path, theirs.content, theirs.digest)
    else buffers.saved(path, "", null)
    buffers.edit(path, how === "mine" ? mine : (theirs?.content ?? ""))
    if (how === "mine") void save()
    else if (!theirs) buffers.forget(path)
  }

  return { question, readOnly, buffers, dirty, saving, conflict, save, settle }
}

/** A file of the draft as it is edited here; undefined while it loads, null for one that is no text. */
export function useBuffer(path: string): { buffer: Buffer | undefined | null; error: unknown } {
  const { question, buffers } = useEditing()
  const digest = question.files.find((file) => file.path === path)?.digest
  const buffer = useSyncExternalStore(
    buffers.subscribe,
    useCallback(() => buffers.get(path), [buffers, path]),
  )
  const query = useQuery({
    queryKey: ["question-file", question.id, path, digest],
    queryFn: () => fetchFile(question.id, path),
    enabled: digest !== undefined && path !== MANIFEST && buffer?.base !== digest,
    staleTime: Infinity,
  })
  const { data } = query
  useEffect(() => {
    if (data?.encoding === "utf8") buffers.load(path, data.content, data.digest)
  }, [buffers, path, data])
  return { buffer: buffer ?? (data?.encoding === "base64" ? null : undefined), error: query.error }
}
