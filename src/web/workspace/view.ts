import { createContext, use, useCallback, useSyncExternalStore } from "react"
import { openQuestion, type QuestionState, type SessionState } from "../../core/session.ts"
import type { SessionView, ViewState } from "../live/session-view.ts"

const ViewContext = createContext<SessionView | null>(null)
export const ViewProvider = ViewContext.Provider

export function useView(): SessionView {
  const view = use(ViewContext)
  if (!view) throw new Error("A workspace component needs a SessionView around it")
  return view
}

/** A part of the view's state; `select` must answer the same object as long as that part is the same. */
export function useViewState<T>(select: (state: ViewState) => T): T {
  const view = useView()
  const subscribe = useCallback((listener: () => void) => view.subscribe(listener), [view])
  return useSyncExternalStore(subscribe, () => select(view.getState()))
}

/** The session, inside pages that are shown only once it is known. */
export function useSession(): SessionState {
  const session = useViewState((state) => state.session)
  if (!session) throw new Error("The session is not known yet")
  return session
}

export function useOpenQuestion(): QuestionState | null {
  return useViewState((state) => state.session && openQuestion(state.session))
}
