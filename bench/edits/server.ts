import { answer } from "../lib/child.ts"
import type { Place } from "./clients.ts"
import { close, open, type RoomOptions } from "./rooms.ts"

export interface EditServerApi {
  /** Starts that many interviews. */
  open(options: RoomOptions): Promise<Place>
}

answer<EditServerApi>({ open }, close)
