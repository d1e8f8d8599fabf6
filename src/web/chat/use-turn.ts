import { currentTurn } from "../../core/chat.ts"
import type { TurnEntry } from "../../protocol/chat.ts"
import { useViewState } from "../workspace/view.ts"

/** The turn under way, if any. */
export function useTurn(): TurnEntry | null {
  return useViewState((state) => state.session && currentTurn(state.session.chat))
}
