/** The last stretch of a byte stream, addressed by offsets from its beginning. */
export interface Ring {
  /** Offset of the oldest byte kept, and of the next one to come. */
  readonly start: number
  readonly end: number
  push(bytes: Uint8Array): void
  /** A copy of up to `limit` bytes from `offset`, which must lie within. */
  read(offset: number, limit: number): Uint8Array
}

export function createRing(capacity: number): Ring {
  const memory = Buffer.allocUnsafeSlow(capacity)
  let end = 0
  return {
    get start() {
      return Math.max(0, end - capacity)
    },
    get end() {
      return end
    },
    push(bytes) {
      const kept = bytes.length > capacity ? bytes.subarray(bytes.length - capacity) : bytes
      const at = (end + bytes.length - kept.length) % capacity
      const head = Math.min(kept.length, capacity - at)
      memory.set(kept.subarray(0, head), at)
      memory.set(kept.subarray(head), 0)
      end += bytes.length
    },
    read(offset, limit) {
      const length = Math.min(limit, end - offset)
      const at = offset % capacity
      const head = Math.min(length, capacity - at)
      const out = Buffer.allocUnsafe(length)
      memory.copy(out, 0, at, at + head)
      memory.copy(out, head, 0, length - head)
      return out
    },
  }
}
