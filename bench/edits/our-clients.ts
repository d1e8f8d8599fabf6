/** The page's own live session, with an editor's state behind each typist and no screen. */
import { collab, getSyncedVersion, receiveUpdates, sendableUpdates } from "@codemirror/collab"
import { EditorState } from "@codemirror/state"
import type { DocumentSource } from "../../src/web/live/document-source.ts"
import { createLiveSession } from "../../src/web/live/live-session.ts"
import { newClientId } from "../../src/web/live/queue.ts"
import { openSocket } from "../lib/socket.ts"
import { until } from "../lib/until.ts"
import type { Clients, Place } from "./clients.ts"

async function open(place: Place, room: number, role: "candidate" | "assessor") {
  const found = place.rooms[room]
  if (!found) throw new Error(`There is no room ${room}`)
  const address = `${place.address}/api/interview/${found.id}/socket?role=${role}`
  const headers = { authorization: `Bearer ${found[role]}` }
  const session = createLiveSession({
    session: found.id,
    role,
    open: () => openSocket(address, headers),
  })
  await until(session, (state) => state.session?.phase.phase === "running")
  const source = session.openDocument(found.path, found.language)
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (source.getStatus().status === "open") resolve()
    }
    source.onStatus(look)
    look()
  })
  return { source, close: () => session.close() }
}

/** What `web/editor/file-session.ts` does to a view. */
function createEditor(source: DocumentSource): { type(text: string): void } {
  const initial = source.initial()
  if (!initial) throw new Error("The document is not open")
  let state = EditorState.create({
    doc: initial.text,
    extensions: collab({ startVersion: initial.version, clientID: newClientId() }),
  })
  const push = (): void => {
    const updates = sendableUpdates(state)
    if (updates.length > 0) source.push(getSyncedVersion(state), updates)
  }
  source.onUpdates((_, updates) => {
    for (const update of updates) state = receiveUpdates(state, [update]).state
    push()
  })
  return {
    type(text) {
      state = state.update({ changes: { from: state.doc.length, insert: text } }).state
      push()
    },
  }
}

export const ourClients: Clients = {
  async typist(place, room) {
    const { source, close } = await open(place, room, "candidate")
    return { ...createEditor(source), close }
  },
  async viewer(place, room, onInserted) {
    const { source, close } = await open(place, room, "assessor")
    source.onUpdates((_, updates) => {
      for (const { changes } of updates)
        changes.iterChanges((_fromA, _toA, _fromB, _toB, inserted) => onInserted(inserted.toString()))
    })
    return { close }
  },
}
