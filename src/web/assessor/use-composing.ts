import { useCallback, useSyncExternalStore } from "react"
import { composingOf, type Composing } from "../acts/composing.ts"
import { useView } from "../workspace/view.ts"

/** What this person is about to say, ask, point at or note; `asked` rises each time it is begun. */
export function useComposing(): {
  composing: Composing
  asked: number
  begin: (next: Composing) => void
  /** As in `ComposingStore`. */
  selected: (() => boolean) | null
} {
  const view = useView()
  const store = composingOf(view)
  const subscribe = useCallback((listener: () => void) => store.subscribe(listener), [store])
  const composing = useSyncExternalStore(subscribe, store.get)
  const asked = useSyncExternalStore(subscribe, store.asked)
  const selected = useSyncExternalStore(subscribe, store.selected)
  return { composing, asked, begin: store.begin, selected }
}
