/** What a wall reads of interviews whose room is not open on this server. `store/postgres/wall.ts` is the adapter. */
import type { JournalEvent } from "../../protocol/events.ts"

export interface WallRecord {
  /**
   * A team's interviews that were made or had something happen since `since`, none older than `oldest`, with the number
   * of their last event. Times in milliseconds.
   */
  recent(organization: string, since: number, oldest: number): Promise<{ session: string; last: number }[]>
  /** Of interviews the events a row is folded from (`OUTLINE`), after one that is known; in order within each. */
  outline(of: readonly { session: string; after: number }[]): Promise<JournalEvent[]>
}
