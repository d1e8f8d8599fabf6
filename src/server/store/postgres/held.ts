import type { Lease } from "../store.ts"

/**
 * What this node knows of a lease it took: `next` is the seq its next event must have. `doubtful` means a batch of
 * it may or may not be stored, so nothing more is taken until the lease is acquired anew.
 */
export type Holding = Lease & { next: number; state: "sound" | "doubtful" }

/** The leases of this node, shared by those who acquire them and the journal that checks them. */
export class HeldLeases {
  readonly #holdings = new Map<string, Holding>()

  /** Replaces an older lease of the session, which is then lost. */
  hold(lease: Lease, head: number): void {
    this.#holdings.set(lease.session, { ...lease, next: head + 1, state: "sound" })
  }

  /** The holding behind a lease; undefined when that lease is no longer this node's. */
  get(lease: Lease): Holding | undefined {
    const holding = this.#holdings.get(lease.session)
    return holding?.fence === lease.fence ? holding : undefined
  }

  drop(lease: Lease): boolean {
    return this.get(lease) !== undefined && this.#holdings.delete(lease.session)
  }

  all(): Holding[] {
    return [...this.#holdings.values()]
  }
}
