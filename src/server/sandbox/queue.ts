/** A queue between something that happens and someone who reads it as an async iterable. One reader. */
export interface Queue<T> extends AsyncIterable<T> {
  push(item: T): void
  /** What was pushed is still read; then the reader ends, or throws `error`. */
  close(error?: Error): void
  readonly length: number
}

/** `taken` is told of each item as it is handed out; `left` when the reader stops before the end. */
export function createQueue<T>(hooks: { taken?: (item: T) => void; left?: () => void } = {}): Queue<T> {
  const items: T[] = []
  let closed = false
  let failure: Error | undefined
  let waiting: PromiseWithResolvers<IteratorResult<T, undefined>> | null = null
  const over: IteratorReturnResult<undefined> = { done: true, value: undefined }

  const hand = (item: T): IteratorResult<T, undefined> => {
    hooks.taken?.(item)
    return { done: false, value: item }
  }
  const iterator: AsyncIterator<T, undefined> = {
    async next() {
      const [item] = items.splice(0, 1)
      if (item !== undefined) return hand(item)
      if (failure) throw failure
      if (closed) return over
      waiting = Promise.withResolvers()
      return waiting.promise
    },
    async return() {
      items.length = 0
      waiting?.resolve(over)
      waiting = null
      if (!closed) hooks.left?.()
      closed = true
      return over
    },
  }
  return {
    push(item) {
      if (closed) return
      if (waiting) {
        waiting.resolve(hand(item))
        waiting = null
      } else items.push(item)
    },
    close(error) {
      if (closed) return
      closed = true
      failure = error
      if (error) waiting?.reject(error)
      else waiting?.resolve(over)
      waiting = null
    },
    get length() {
      return items.length
    },
    [Symbol.asyncIterator]: () => iterator,
  }
}
