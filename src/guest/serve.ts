/** What the guest does for each request. */
import type { ExecRequest, GuestConfig, GuestRequest, GuestTerminal } from "../protocol/guest.ts"
import { STREAM_WINDOW } from "../protocol/frame.ts"
import { LIMITS } from "../protocol/limits.ts"
import { createUnpacker, pack } from "./archive.ts"
import { type RunningCommand, startCommand } from "./exec.ts"
import {
  asPathError,
  listFolder,
  makeFolder,
  readWhole,
  removeEntry,
  renameEntry,
  statEntry,
  writeWhole,
} from "./files.ts"
import { createFreezer } from "./freeze.ts"
import { collectBody, type Link, meter } from "./link.ts"
import { follow, PathError } from "./paths.ts"
import { killAll, listProcesses } from "./processes.ts"
import { NoMoreProcesses } from "./pty.ts"
import { createTerminals } from "./terminal.ts"
import { watchWorkspace } from "./watch.ts"

export interface Guest {
  terminals: () => GuestTerminal[]
  /** Serves one request; replies on the link, never throws. */
  serve(request: GuestRequest & { id: number }, link: Link): void
  /** The connection is gone: its commands end, terminals stay. */
  disconnected(): void
  outOfMemory: () => void
}

/** `announce` sends to whichever connection is open. */
export function createGuest(config: GuestConfig, announce: Link["send"]): Guest {
  const root = config.workspace
  const commands = new Map<number, RunningCommand>()
  const freezer = createFreezer()
  const terminals = createTerminals(({ id, exit }) => {
    if (exit) announce({ event: "terminal-exit", terminal: id, exit })
  })
  const terminal = (id: string) => {
    const found = terminals.get(id)
    if (!found) throw new PathError("absent", `There is no terminal ${id}.`)
    return found
  }

  const exec = async (request: ExecRequest, link: Link) => {
    const cwd = await folder(root, request.cwd)
    const running = startCommand(request, cwd, link, (exit) => {
      if (commands.get(request.stream) === running) commands.delete(request.stream)
      link.send({ event: "exit", stream: request.stream, exit })
    })
    commands.set(request.stream, running)
  }

  /** Whatever needs the stream of a request must take hold of it before the first await. */
  const answer = async (request: GuestRequest, link: Link): Promise<unknown> => {
    switch (request.op) {
      case "exec":
        await exec(request, link)
        return null
      case "kill":
        commands.get(request.stream)?.kill()
        return null
      case "terminal.open":
        if (!terminals.get(request.terminal) && openOf(terminals.list()) >= LIMITS.sandbox.terminals)
          throw new PathError("denied", `There are ${LIMITS.sandbox.terminals} terminals; close one first.`)
        return terminals.open({ ...request, id: request.terminal, cwd: await folder(root, request.cwd) })
      case "terminal.list":
        return terminals.list()
      case "terminal.read":
        return { offset: terminal(request.terminal).read(request.from, request.stream, link) }
      case "terminal.write": {
        const body = await collectBody(link, request.stream, LIMITS.terminal.inputBytes)
        await terminal(request.terminal).write(body)
        return null
      }
      case "terminal.resize":
        terminal(request.terminal).resize(request.cols, request.rows)
        return null
      case "terminal.close":
        await terminals.get(request.terminal)?.close()
        return null
      case "list":
        return listFolder(root, request.path, request.after, request.limit)
      case "stat":
        return statEntry(root, request.path)
      case "mkdir":
        await makeFolder(root, request.path)
        return null
      case "remove":
        await removeEntry(root, request.path)
        return null
      case "rename":
        await renameEntry(root, request.from, request.to)
        return null
      case "read":
        link.data(request.stream, await readWhole(root, request.path, request.limit))
        return null
      case "write": {
        const body = await collectBody(link, request.stream, BODY_LIMIT)
        return writeWhole(root, request.path, body, request)
      }
      case "pack":
        await sendArchive(root, request.path, request.exclude, request.stream, link)
        return null
      case "unpack":
        await receiveArchive(root, request.path, request.stream, link)
        return null
      case "watch":
        startWatch(root, request.stream, link)
        return null
      case "freeze":
        if (request.processes) freezer.freeze()
        for (const { time } of commands.values()) time.stop()
        return null
      case "thaw":
        for (const { time } of commands.values()) time.goOn()
        if (request.processes) freezer.thaw()
        return null
      case "stop-all":
        await killAll(listProcesses)
        return null
      case "usage":
        return usage()
    }
  }

  return {
    terminals: terminals.list,
    serve(request, link) {
      answer(request, link).then(
        (result) => link.send({ event: "reply", id: request.id, result }),
        (error: unknown) => {
          const path = "path" in request ? request.path : "from" in request ? String(request.from) : ""
          const known = asPathError(error, path)
          const message = error instanceof Error ? error.message : String(error)
          link.send({
            event: "refused",
            id: request.id,
            code: known?.code ?? (error instanceof NoMoreProcesses ? "no-process" : "failed"),
            message: (known?.message ?? message).slice(0, 4000),
          })
        },
      )
    },
    disconnected() {
      for (const command of commands.values()) command.kill()
    },
    outOfMemory() {
      for (const command of commands.values()) command.outOfMemory()
    },
  }
}

/** Largest body of one write; the server's own limits are tighter. */
const BODY_LIMIT = 64 << 20

function usage(): { memoryBytes: number; processes: number } {
  const all = listProcesses()
  const memoryBytes = all.reduce((sum, info) => sum + info.residentBytes, process.memoryUsage.rss())
  return { memoryBytes, processes: all.length }
}

async function folder(root: string, path: string): Promise<string> {
  return follow(root, path).catch((error: unknown) => {
    throw asPathError(error, path) ?? error
  })
}

async function sendArchive(
  root: string,
  path: string,
  exclude: readonly string[],
  stream: number,
  link: Link,
): Promise<void> {
  const metered = meter(link, stream, () => {})
  for await (const bytes of pack(root, path, exclude)) {
    for (let at = 0; at < bytes.length && !metered.ended;) {
      await metered.wait()
      const part = bytes.subarray(at, at + Math.max(0, metered.room()))
      metered.send(part)
      at += part.length
    }
    if (metered.ended) return
  }
  link.end(stream)
}

/** Writes in the order of arrival, granting what was written. */
function receiveArchive(root: string, path: string, stream: number, link: Link): Promise<void> {
  const unpacker = createUnpacker(root, path)
  return new Promise((resolve, reject) => {
    let last = Promise.resolve()
    const step = (work: () => Promise<void>) => {
      last = last.then(work)
      last.catch((error: unknown) => {
        link.release(stream)
        reject(error instanceof Error ? error : new Error(String(error)))
      })
    }
    link.receive(stream, {
      data(bytes) {
        const copy = Uint8Array.from(bytes)
        step(async () => {
          await unpacker.push(copy)
          link.grant(stream, copy.length)
        })
      },
      end() {
        step(async () => {
          await unpacker.close()
          link.release(stream)
          resolve()
        })
      },
    })
    link.onClose(() => reject(new Error("the connection closed")))
    link.grant(stream, STREAM_WINDOW)
  })
}

/** Sends changes; when the server reads too slowly they shrink to one `rescan`. */
function startWatch(root: string, stream: number, link: Link): void {
  let behind = false
  const watcher = watchWorkspace(root, (change) => {
    if (behind) return
    link.send({ event: "change", stream, change })
    if (!link.congested) return
    behind = true
    void link.drained().then(() => {
      behind = false
      link.send({ event: "change", stream, change: { kind: "rescan" } })
    })
  })
  const stop = () => {
    link.release(stream)
    watcher.stop()
  }
  link.receive(stream, { end: stop })
  link.onClose(stop)
}

/** A terminal whose shell has ended is kept to be read, and takes nobody's place. */
const openOf = (terminals: readonly GuestTerminal[]): number =>
  terminals.filter(({ exit }) => exit === null).length
