"use strict"
/** The reporting pipe: opened before anything of the folder is loaded, written with kept functions. */
const { openSync, closeSync, readSync, writeSync } = require("node:fs")

const stringify = JSON.stringify
const fromText = Buffer.from

let send = null

/** One line from standard input, which is then closed. Waits. */
function readRequest() {
  const bytes = []
  const byte = Buffer.alloc(1)
  for (;;) {
    let count = 0
    try {
      count = readSync(0, byte, 0, 1, null)
    } catch (error) {
      if (error.code !== "EAGAIN") throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
      continue
    }
    if (count === 0) process.exit(75)
    if (byte[0] === 10) break
    bytes.push(byte[0])
  }
  closeSync(0)
  openSync("/dev/null", "r")
  return JSON.parse(Buffer.from(bytes).toString("utf8"))
}

/** The pipe under another number. A socket cannot be opened again: it stays where it is, closed to children. */
function movedAway() {
  try {
    const moved = openSync("/proc/self/fd/3", "a")
    closeSync(3)
    return moved
  } catch (error) {
    if (error.code === "ENXIO") return 3
    throw error
  }
}

/** Called once, with the run's secret. */
function openChannel(nonce) {
  const channel = movedAway()
  send = (message) => {
    const bytes = fromText(`\n${nonce} ${stringify(message)}\n`)
    for (let sent = 0; sent < bytes.length; ) {
      try {
        sent += writeSync(channel, bytes, sent, bytes.length - sent)
      } catch (error) {
        if (error.code !== "EAGAIN") throw error
      }
    }
  }
}

let takers = 2

/** The function that tells, for the runner and the environment; nobody who comes after them gets it. */
function takeTell() {
  if (takers-- <= 0) throw new Error("The channel is taken.")
  return (message) => send(message)
}

module.exports = { readRequest, openChannel, takeTell }
