/** The files of a sandbox's workspace, as the server sees them. */
import { STREAM_WINDOW } from "../../protocol/frame.ts"
import { type GuestFileChange, GuestReply } from "../../protocol/guest.ts"
import { LIMITS } from "../../protocol/limits.ts"
import { type FileChange, FileError, type SandboxFiles } from "./engine.ts"
import type { GuestLink } from "./link.ts"
import { createQueue } from "./queue.ts"

/** Changes that may wait to be read before they shrink to one `rescan`. */
const CHANGES_LIMIT = 10_000

/** `changes` hands over what the guest tells of a watch, by stream. */
export function guestFiles(
  link: GuestLink,
  changes: Map<number, (change: GuestFileChange) => void>,
): SandboxFiles {
  return {
    list: (path, page = { limit: LIMITS.workspace.listPage }) => {
      const limit = Math.min(page.limit, LIMITS.workspace.listPage)
      return link.request({ op: "list", path, after: page.after ?? "", limit }, GuestReply.list)
    },
    stat: (path) => link.request({ op: "stat", path }, GuestReply.entryOrNull),
    read: (path, limit) => readFile(link, path, limit),
    write: (path, bytes, { mode, expect } = {}) => {
      const asked = { op: "write", path, mode: mode ?? null, stream: link.streams(1) } as const
      return link.request({ ...asked, ...(expect !== undefined && { expect }) }, GuestReply.entry, bytes)
    },
    mkdir: (path) => link.request({ op: "mkdir", path }, GuestReply.nothing),
    rename: (from, to) => link.request({ op: "rename", from, to }, GuestReply.nothing),
    remove: (path) => link.request({ op: "remove", path }, GuestReply.nothing),
    watch: () => watch(link, changes),
    pack: (path, options) => pack(link, path, options?.exclude ?? []),
    unpack: (path, tar) => unpack(link, path, tar),
  }
}

async function readFile(link: GuestLink, path: string, limit: number): Promise<Uint8Array> {
  const stream = link.streams(1)
  const parts: Uint8Array[] = []
  let size = 0
  link.receive(stream, {
    data(bytes) {
      size += bytes.length
      if (size > limit) link.close()
      else parts.push(Uint8Array.from(bytes))
    },
  })
  try {
    await link.request({ op: "read", path, limit, stream }, GuestReply.nothing)
  } finally {
    link.release(stream)
  }
  return Buffer.concat(parts)
}

function watch(
  link: GuestLink,
  changes: Map<number, (change: GuestFileChange) => void>,
): AsyncIterable<FileChange> {
  const stream = link.streams(1)
  let behind = false
  const stop = () => {
    changes.delete(stream)
    link.release(stream)
  }
  const queue = createQueue<FileChange>({
    taken() {
      if (!behind || queue.length > 0) return
      behind = false
      queue.push({ kind: "rescan" })
    },
    left() {
      stop()
      link.end(stream)
    },
  })
  changes.set(stream, (change) => {
    if (queue.length >= CHANGES_LIMIT) behind = true
    if (!behind) queue.push(change)
  })
  const lost = () => {
    stop()
    queue.close()
  }
  link.receive(stream, { lost })
  link.request({ op: "watch", stream }, GuestReply.nothing).catch(lost)
  return queue
}

function pack(link: GuestLink, path: string, exclude: readonly string[]): AsyncIterable<Uint8Array> {
  const stream = link.streams(1)
  let outstanding = STREAM_WINDOW
  const queue = createQueue<Uint8Array>({
    taken(bytes) {
      outstanding += bytes.length
      link.grant(stream, bytes.length)
    },
    left() {
      link.release(stream)
      link.end(stream)
    },
  })
  const fail = (error: unknown) => queue.close(error instanceof Error ? error : new Error(String(error)))
  link.receive(stream, {
    data(bytes) {
      outstanding -= bytes.length
      if (outstanding < 0) link.close()
      else queue.push(Uint8Array.from(bytes))
    },
    end() {
      link.release(stream)
      queue.close()
    },
    lost: () => fail(new Error("The sandbox is gone.")),
  })
  link.request({ op: "pack", path, exclude, stream }, GuestReply.nothing).catch(fail)
  link.grant(stream, STREAM_WINDOW)
  return queue
}

async function unpack(link: GuestLink, path: string, tar: AsyncIterable<Uint8Array>): Promise<void> {
  const stream = link.streams(1)
  const flow = { credit: 0, stopped: false, wake: () => {} }
  const stop = () => {
    flow.stopped = true
    flow.wake()
  }
  link.receive(stream, {
    credit(bytes) {
      flow.credit += bytes
      flow.wake()
    },
    lost: stop,
  })
  const done = link.request({ op: "unpack", path, stream }, GuestReply.nothing).finally(stop)
  done.catch(() => {})
  try {
    for await (const bytes of tar) {
      for (let at = 0; at < bytes.length && !flow.stopped;) {
        while (flow.credit <= 0 && !flow.stopped)
          await new Promise<void>((resolve) => {
            flow.wake = resolve
          })
        const part = bytes.subarray(at, at + flow.credit)
        flow.credit -= part.length
        at += part.length
        await link.data(stream, part)
      }
      if (flow.stopped) break
    }
  } catch (error) {
    link.end(stream)
    await done.catch(() => {})
    throw error
  }
  link.end(stream)
  await done.catch((error: unknown) => {
    throw error instanceof FileError
      ? error
      : new Error("The archive could not be unpacked.", { cause: error })
  })
  link.release(stream)
}
