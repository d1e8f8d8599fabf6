import type { Language } from "../../src/protocol/ctrf.ts"

/** Where a server's rooms are. A peer makes a room for whoever names it; ours are listed. */
export interface Place {
  address: string
  rooms: { id: string; candidate: string; assessor: string; path: string; language: Language }[]
}

/** The editing clients of one contender, as its own page would have them. `room` counts from 0. */
export interface Clients {
  /** `type` adds text at the end of the room's document. */
  typist(place: Place, room: number): Promise<{ type(text: string): void; close(): void }>
  /** Calls back with each text that others inserted, as it arrives. */
  viewer(place: Place, room: number, onInserted: (text: string) => void): Promise<{ close(): void }>
}
