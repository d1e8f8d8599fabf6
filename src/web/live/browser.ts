/** The live session with this browser's own socket, store, network and page events. */
import type { Role } from "../../protocol/messages.ts"
import { createLiveSession } from "./live-session.ts"
import { createIndexedStore } from "./offline.ts"
import { newClientId } from "./queue.ts"
import type { SessionView } from "./session-view.ts"
import { witness } from "./witness.ts"

const CLIENT_KEY = "interviewlm.client"

/** Connects to `/api/interview/:id/socket` of this page's origin. `close()` also lets go of the page's events. */
export function openLiveSession(
  session: string,
  role: Role,
  notify: { storeFailed(): void } = { storeFailed() {} },
): SessionView {
  const address = new URL(`/api/interview/${encodeURIComponent(session)}/socket?role=${role}`, location.href)
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:"
  const client = takeClientId(session, role)
  const live = createLiveSession({
    session,
    role,
    client,
    open: () => new WebSocket(address),
    offline: role === "candidate" && "indexedDB" in globalThis ? createIndexedStore("interviewlm") : null,
    onStoreFailed: () => notify.storeFailed(),
    onEvents: (events) => witness(localStorage, session, events),
  })
  const gone = new AbortController()
  const { signal } = gone
  const leave = () => {
    void live.flush()
    sessionStorage.setItem(`${CLIENT_KEY}.${role}.${session}`, client)
  }
  addEventListener("pagehide", leave, { signal })
  document.addEventListener("visibilitychange", () => void (document.hidden ? live.flush() : live.probe()), {
    signal,
  })
  addEventListener("online", () => live.retry(), { signal })
  addEventListener("offline", () => live.probe(), { signal })
  if (role === "candidate") reportFocus(live, signal)
  return {
    ...live,
    close() {
      gone.abort()
      live.close()
    },
  }
}

/** Tells when this window gains or loses the focus, as consent says it will. */
function reportFocus(live: SessionView, signal: AbortSignal): void {
  let focused = document.hasFocus()
  const look = () => {
    const now = document.hasFocus()
    if (now === focused || live.getState().session?.phase.phase !== "running") return
    focused = now
    live.observe({ type: "presence.focus", focused, clientAt: Date.now() })
  }
  for (const event of ["focus", "blur"]) addEventListener(event, look, { signal })
}

/** The same over a reload; another one in a duplicated tab, which copies the storage of a living page. */
function takeClientId(session: string, role: Role): string {
  const key = `${CLIENT_KEY}.${role}.${session}`
  const kept = sessionStorage.getItem(key)
  sessionStorage.removeItem(key)
  return kept ?? newClientId()
}
