/** Who a sandbox runs as on the host: when the server is root, a user id of its own that nothing else has. */

/** Far above what accounts, subordinate ids and container managers use. */
const FIRST = 1_900_000_000
const COUNT = 100_000

/** A free one, picked by `random` in [0, 1). */
export function pickUid(taken: ReadonlySet<number>, random: () => number): number {
  const start = Math.floor(random() * COUNT)
  for (let step = 0; step < COUNT; step++) {
    const uid = FIRST + ((start + step) % COUNT)
    if (!taken.has(uid)) return uid
  }
  throw new Error("No user id is left for another sandbox.")
}
