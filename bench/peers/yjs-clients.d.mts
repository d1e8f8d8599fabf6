import type { Clients } from "../edits/clients.ts"

export function createYjsClients(peer: "hocuspocus" | "y-websocket"): Clients
