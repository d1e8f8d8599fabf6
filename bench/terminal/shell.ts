/** A shell to type into, ours or the floor's, and what is measured with one. */

export interface Shell {
  type(text: string): void
  /** Calls back with each piece of output; answers how to stop. */
  listen(listener: (bytes: Uint8Array) => void): () => void
}

const KEY_EVERY_MS = 15

/** Resolves when the output has held the text. */
export function shows(shell: Shell, text: string): Promise<void> {
  const wanted = Buffer.from(text)
  let tail = Buffer.alloc(0)
  return new Promise((resolve) => {
    const stop = shell.listen((bytes) => {
      const seen = Buffer.concat([tail, bytes])
      tail = seen.subarray(-wanted.length)
      if (!seen.includes(wanted)) return
      stop()
      resolve()
    })
  })
}

/** Milliseconds from a key to its echo, one at a time at a steady pace, in `cat`, whose echo is the PTY's own. */
export async function echo(shell: Shell, keys: number): Promise<number[]> {
  const times: number[] = []
  for (let key = 0; key < keys; key++) {
    const letter = String.fromCodePoint(97 + (key % 26))
    const sent = performance.now()
    const seen = shows(shell, letter)
    shell.type(letter)
    await seen
    times.push(performance.now() - sent)
    if (key % 60 === 59) shell.type("\u0015")
    await new Promise((resolve) => setTimeout(resolve, KEY_EVERY_MS))
  }
  return times
}

/** Megabytes of output a second of a command, from its first line to its last. */
export async function bulk(shell: Shell, command: string): Promise<number> {
  let bytes = 0
  const stop = shell.listen((data) => (bytes += data.byteLength))
  const start = performance.now()
  const done = shows(shell, "all done")
  shell.type(`${command}; echo all do''ne\n`)
  await done
  stop()
  return bytes / 1e6 / ((performance.now() - start) / 1_000)
}
