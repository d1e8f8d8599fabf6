import type { Language } from "../../protocol/ctrf.ts"
import { composingOf } from "../acts/composing.ts"
import type { SessionView } from "../live/session-view.ts"
import { filesOf } from "./file-cache.ts"
import { targetOf } from "./pointing.ts"

/** Begins to point at the lines selected in an open file. False when it is not open or an edit is on its way. */
export function pointHere(view: SessionView, question: string, language: Language, path: string): boolean {
  const state = filesOf(question, { view, language }).peek(path)?.state()
  const target = state ? targetOf(state, path, language) : null
  if (target) composingOf(view).begin({ kind: "point", target })
  return target !== null
}
