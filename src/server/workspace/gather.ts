/** A piece of a terminal's output. */
export interface Chunk {
  offset: number
  data: Uint8Array
}

/**
 * The same bytes in fewer pieces: what came while the reader was busy with a piece is the next one. Reads on until
 * `limit` bytes wait.
 */
export async function* gather(source: AsyncIterable<Chunk>, limit: number): AsyncGenerator<Chunk> {
  let waiting: Chunk[] = []
  let bytes = 0
  let over = false
  let wake = (): void => undefined
  let goOn = (): void => undefined

  async function read(): Promise<void> {
    for await (const chunk of source) {
      if (over) return
      waiting.push(chunk)
      bytes += chunk.data.byteLength
      wake()
      if (bytes >= limit) await new Promise<void>((resolve) => (goOn = resolve))
    }
  }

  const reading = read().finally(() => {
    over = true
    wake()
  })
  reading.catch(() => undefined)
  try {
    for (;;) {
      if (waiting.length === 0 && !over) await new Promise<void>((resolve) => (wake = resolve))
      const [first] = waiting
      if (!first) break
      const data = waiting.length === 1 ? first.data : Buffer.concat(waiting.map((one) => one.data))
      waiting = []
      bytes = 0
      goOn()
      yield { offset: first.offset, data }
    }
  } finally {
    over = true
    goOn()
  }
  await reading
}
