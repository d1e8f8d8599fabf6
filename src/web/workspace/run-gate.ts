/** When tests can be run and work submitted, and what is told when not. */
import type { ViewState } from "../live/session-view.ts"

export interface Hindrance {
  text: string
  detail: string
}

/** What keeps the tests from running now; null when nothing does. */
export function hindrance({
  connection,
  workspace,
}: Pick<ViewState, "connection" | "workspace">): Hindrance | null {
  if (connection.status !== "online")
    return {
      text: "The tests cannot run without a connection",
      detail: "Your edits are kept. Run them again when the connection is back.",
    }
  switch (workspace.status) {
    case "ready":
      return null
    case "preparing":
      return { text: "The workspace is not ready yet", detail: "The tests can run in a few seconds." }
    case "failed":
      return {
        text: "The workspace could not be started",
        detail: "The tests cannot run without it. The line at the top says what to do.",
      }
    case "closed":
      return { text: "The workspace is closed", detail: "The tests of this question cannot run any more." }
  }
}

/** What keeps the question from being submitted now; null when nothing does. */
export function submitHindrance({ connection }: Pick<ViewState, "connection">): Hindrance | null {
  if (connection.status === "online") return null
  return {
    text: "Nothing can be submitted without a connection",
    detail: "Your edits are kept in this browser. Submit when the connection is back.",
  }
}

/** Lets one asking through at a time, whichever part of a page asks; those that come meanwhile are passed over. */
export function oneAtATime(): (key: object, ask: () => Promise<unknown>) => void {
  const underWay = new WeakSet<object>()
  return (key, ask) => {
    if (underWay.has(key)) return
    underWay.add(key)
    const done = () => void underWay.delete(key)
    ask().then(done, done)
  }
}
