/**
 * Resolves with the work, or rejects as soon as the signal aborts; the work itself goes on unheard. Once the signal has
 * aborted no work is begun.
 */
export async function unlessAborted<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  const { promise, reject } = Promise.withResolvers<never>()
  const abort = (): void => reject(signal.reason)
  signal.addEventListener("abort", abort, { once: true })
  try {
    return await Promise.race([work(), promise])
  } finally {
    signal.removeEventListener("abort", abort)
  }
}
