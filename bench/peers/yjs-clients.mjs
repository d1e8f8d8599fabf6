/** Yjs documents over each peer's own provider, as typists and viewers. */
import { HocuspocusProvider, HocuspocusProviderWebsocket } from "@hocuspocus/provider"
import { WebSocket } from "ws"
import { WebsocketProvider } from "y-websocket"
import * as Y from "yjs"

// Each provider of y-websocket waits for the process's end.
process.setMaxListeners(0)

const connect = {
  hocuspocus(address, name, document) {
    const websocketProvider = new HocuspocusProviderWebsocket({ url: address, WebSocketPolyfill: WebSocket })
    const provider = new HocuspocusProvider({ websocketProvider, name, document })
    const synced = new Promise((resolve) => provider.on("synced", resolve))
    provider.attach()
    const close = () => {
      provider.destroy()
      websocketProvider.destroy()
    }
    return { synced, close }
  },
  "y-websocket"(address, name, document) {
    const provider = new WebsocketProvider(address, name, document, {
      WebSocketPolyfill: WebSocket,
      disableBc: true,
    })
    const synced = new Promise((resolve) => provider.on("sync", resolve))
    return { synced, close: () => provider.destroy() }
  },
}

/** The editing clients of one peer, by its name. */
export function createYjsClients(peer) {
  async function open({ address }, room) {
    const document = new Y.Doc()
    const { synced, close } = connect[peer](address, String(room), document)
    await synced
    return { text: document.getText("content"), close }
  }
  return {
    async typist(place, room) {
      const { text, close } = await open(place, room)
      return { type: (inserted) => text.insert(text.length, inserted), close }
    },
    async viewer(place, room, onInserted) {
      const { text, close } = await open(place, room)
      text.observe(({ delta }) => {
        for (const { insert } of delta) if (insert) onInserted(insert)
      })
      return { close }
    },
  }
}
