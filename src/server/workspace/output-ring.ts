/** The last stretch of a byte stream, addressed by offsets from its beginning. */
export interface OutputRing {
  /** Offset of the oldest byte kept, and of the next one to come. */
  readonly start: number
  readonly end: number
  push(data: Uint8Array): void
  /** Up to `limit` bytes from `from`, which must be kept; good until the next push. */
  read(from: number, limit: number): Buffer
  /** Forgets everything: the next byte has this offset. */
  restart(offset: number): void
}

/**
 * Keeps at least `keep` bytes and at most twice that: it moves what it keeps only when it is full, so that a byte
 * costs the same however much is kept. `onDrop` sees what is forgotten, in order.
 */
export function createOutputRing(keep: number, onDrop: (bytes: Buffer) => void): OutputRing {
  let memory = Buffer.alloc(0)
  let length = 0
  let end = 0

  function makeRoom(more: number): void {
    if (length + more > 2 * keep) {
      const excess = Math.max(0, length - keep)
      onDrop(memory.subarray(0, excess))
      memory.copyWithin(0, excess, length)
      length -= excess
    }
    if (length + more <= memory.byteLength) return
    const larger = Buffer.allocUnsafeSlow(Math.max(length + more, Math.min(2 * keep, 2 * memory.byteLength)))
    memory.copy(larger, 0, 0, length)
    memory = larger
  }

  return {
    get start() {
      return end - length
    },
    get end() {
      return end
    },
    push(data) {
      makeRoom(data.byteLength)
      memory.set(data, length)
      length += data.byteLength
      end += data.byteLength
    },
    read(from, limit) {
      const at = from - (end - length)
      return memory.subarray(at, Math.min(length, at + limit))
    },
    restart(offset) {
      length = 0
      end = offset
    },
  }
}
