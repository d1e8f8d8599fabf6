import { createLiveSession } from "../../src/web/live/live-session.ts"
import type { LiveSession, LiveSessionOptions } from "../../src/web/live/live-session.ts"
import { tokenOf } from "./link.ts"
import type { Interview } from "./server.ts"
import { openSocket } from "./socket.ts"
import { until } from "./until.ts"

type OnEvents = NonNullable<LiveSessionOptions["onEvents"]>

/** A candidate's window on an interview of a server child, begun and with its workspace ready. */
export async function begin(interview: Interview, onEvents?: OnEvents): Promise<LiveSession> {
  const view = openWindow(interview, onEvents)
  const { session } = await until(view, ({ session }) => session !== null)
  await view.command({ type: "consent", digest: session?.consent.digest ?? "" })
  await view.command({ type: "start" })
  await until(view, ({ workspace }) => workspace.status === "ready")
  return view
}

function openWindow({ url, created }: Interview, onEvents?: OnEvents): LiveSession {
  const address = `${url.replace("http", "ws")}/api/interview/${created.id}/socket?role=candidate`
  const headers = { authorization: `Bearer ${tokenOf(created.links.candidate)}` }
  return createLiveSession({
    session: created.id,
    role: "candidate",
    open: () => openSocket(address, headers),
    ...(onEvents && { onEvents }),
  })
}
