/** How much each in an interview did of late, counted in stretches of time. Pure; one event costs the same however many there were. */
import type { Actor, JournalEvent } from "../../protocol/events.ts"
import { BUCKETS, BUCKET_MS, LANES } from "../../protocol/wall.ts"
import type { Doing, Lane, WallBucket, WallPulse } from "../../protocol/wall.ts"

export interface Activity extends Omit<WallPulse, "session" | "buckets"> {
  /** Oldest first, none without an act. */
  readonly buckets: readonly WallBucket[]
}

export const NO_ACTIVITY: Activity = { actedAt: null, doing: null, buckets: [] }

/** The next state; the same one for what nobody does: what the system notes, and windows that come and go. */
export function evolveActivity(activity: Activity, event: JournalEvent): Activity {
  const lane = laneOf(event.actor)
  if (!lane || UNCOUNTED.has(event.type)) return activity
  const what = DOING[event.type]
  return {
    actedAt: lane === "candidate" ? event.at : activity.actedAt,
    doing: what && lane !== "shell" ? { by: lane, what, at: event.at } : activity.doing,
    buckets: LOOKS.has(event.type) ? activity.buckets : counted(activity.buckets, lane, event.at),
  }
}

/** Stretches that changed since one that was told; both of the same interview. */
export function changedBuckets(before: Activity | null, now: Activity): WallBucket[] {
  const known = new Set(before?.buckets)
  return now.buckets.filter((bucket) => !known.has(bucket))
}

/** Those known with those that changed, oldest first, as far back as is shown. */
export function withBuckets(known: readonly WallBucket[], changed: readonly WallBucket[]): WallBucket[] {
  const all = new Map([...known, ...changed].map((bucket) => [bucket[0], bucket]))
  return [...all.values()].toSorted(([one], [other]) => one - other).slice(-BUCKETS)
}

const UNCOUNTED = new Set<JournalEvent["type"]>([
  "doc.saved",
  "presence.joined",
  "presence.left",
  "assessor.noted",
  "assessor.rated",
  "session.ended",
])

/** Says that somebody is there, and is no work. */
const LOOKS = new Set<JournalEvent["type"]>(["presence.viewed", "presence.selection", "presence.focus"])

const DOING: Partial<Record<JournalEvent["type"], Doing["what"]>> = {
  "doc.changed": "text",
  "terminal.input": "shell",
  "chat.delta": "chat",
  "chat.input": "chat",
  "chat.output": "chat",
  "presence.viewed": "view",
  "presence.selection": "view",
}

function laneOf({ kind }: Actor): Lane | null {
  return kind === "system" || kind === "viewer" ? null : kind
}

function counted(buckets: readonly WallBucket[], lane: Lane, at: number): readonly WallBucket[] {
  const number = Math.floor(at / BUCKET_MS)
  const last = buckets.at(-1)
  const same = last?.[0] === number
  const bucket: WallBucket = same ? [...last] : [number, 0, 0, 0, 0]
  bucket[LANES.indexOf(lane) + 1]! += 1
  const kept = same ? buckets.slice(0, -1) : buckets.filter(([one]) => one > number - BUCKETS)
  return [...kept, bucket]
}
