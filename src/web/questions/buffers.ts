/** The files of a draft as somebody edits them here: what they typed, and what it began with. */

export interface Buffer {
  readonly text: string
  /** As the server has it. */
  readonly saved: string
  /** Of the saved text; null for a file the server does not have. */
  readonly base: string | null
}

export interface Buffers {
  get(path: string): Buffer | undefined
  /** Takes what the server has; what was typed and not saved stays. */
  load(path: string, text: string, digest: string): void
  edit(path: string, text: string): void
  /** The server has `text` now, whatever was typed since. */
  saved(path: string, text: string, digest: string | null): void
  forget(path: string): void
  /** Sorted; the same array until it changes. */
  dirty(): readonly string[]
  /** Another number after each change. */
  version(): number
  subscribe(listener: () => void): () => void
}

export function createBuffers(): Buffers {
  const buffers = new Map<string, Buffer>()
  const listeners = new Set<() => void>()
  let version = 0
  let dirty: readonly string[] = []

  function set(path: string, buffer: Buffer | null): void {
    if (buffer) buffers.set(path, buffer)
    else buffers.delete(path)
    version += 1
    const now = [...buffers].flatMap(([one, { text, saved }]) => (text === saved ? [] : [one])).toSorted()
    if (now.join("\n") !== dirty.join("\n")) dirty = now
    for (const listener of listeners) listener()
  }

  return {
    get: (path) => buffers.get(path),
    load(path, text, digest) {
      const known = buffers.get(path)
      if (known?.base === digest || (known && known.text !== known.saved)) return
      set(path, { text, saved: text, base: digest })
    },
    edit(path, text) {
      const known = buffers.get(path)
      if (known && known.text !== text) set(path, { ...known, text })
    },
    saved(path, text, digest) {
      const known = buffers.get(path)
      set(path, { text: known?.text ?? text, saved: text, base: digest })
    },
    forget: (path) => set(path, null),
    dirty: () => dirty,
    version: () => version,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
