type Closer = () => void | Promise<void>

/** What somebody opened, and how to close it: in reverse order, once, each even if another fails. */
export interface Scope {
  /** Registers a closer; on a closed scope it runs at once. */
  add(close: Closer): void
  readonly closed: boolean
  /** Aborts when closing begins. */
  readonly signal: AbortSignal
  close(): Promise<void>
}

export function createScope(): Scope {
  const closers: Closer[] = []
  const controller = new AbortController()
  let closing: Promise<void> | null = null

  async function closeAll(): Promise<void> {
    const failures: unknown[] = []
    for (let closer = closers.pop(); closer; closer = closers.pop()) {
      try {
        await closer()
      } catch (failure) {
        failures.push(failure)
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, "Some things did not close")
  }

  return {
    add(close) {
      if (closing) void Promise.resolve(close()).catch(() => undefined)
      else closers.push(close)
    },
    get closed() {
      return closing !== null
    },
    signal: controller.signal,
    close() {
      controller.abort()
      closing ??= closeAll()
      return closing
    },
  }
}
