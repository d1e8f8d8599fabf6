/**
 * What changes on disk, by whomever: one inotify watch a folder, a stable read before anything is told, and a rescan
 * now and then for what the kernel's queue lost.
 */
import { type FSWatcher, watch as watchFolder } from "node:fs"
import { lstat, readdir } from "node:fs/promises"
import { join } from "node:path"
import { setTimeout as delay } from "node:timers/promises"
import type { GuestFileChange, GuestFileEntry } from "../protocol/guest.ts"
import { LIMITS } from "../protocol/limits.ts"
import { digestOf, entryOf, isTemporary, readWhole } from "./files.ts"
import { createTurns } from "./turns.ts"

/** Between the two looks that must agree. */
const STABLE_MS = 25
/** The same for a file that has become empty: most often it is about to be written anew. */
const EMPTIED_MS = 250
/** A file under constant change is told at least this often. */
const UNSTABLE_LIMIT_MS = 1_000
const READS_AT_ONCE = 64
const RESCAN_MS = 5_000
const FOLDER_LIMIT = 5_000

/** Folders whose inside is a tool's own business: listed when asked, never watched. */
const UNWATCHED = new Set(["node_modules", ".git", "__pycache__", ".pytest_cache", ".venv", ".cache", ".npm"])

/**
 * Tells every change from now on until `stop`. The first thing told is `rescan`: from then on nothing is missed, so
 * whoever listens looks at everything once after it.
 */
export function watchWorkspace(root: string, tell: (change: GuestFileChange) => void): { stop(): void } {
  const known = new Map<string, GuestFileEntry>()
  const watchers = new Map<string, FSWatcher>()
  const busy = new Map<string, "once" | "again">()
  const state = { stopped: false, blind: false }
  // A build makes thousands of files in a moment, and the guest may not open them all at once.
  const inTurn = createTurns(READS_AT_ONCE)

  const absolute = (path: string) => (path === "" ? root : join(root, path))
  const child = (folder: string, name: string) => (folder === "" ? name : `${folder}/${name}`)
  const ignored = (name: string) => isTemporary(name)

  const forget = (path: string) => {
    watchers.get(path)?.close()
    watchers.delete(path)
    known.delete(path)
  }
  /** Children before parents, as `rm -r` would. */
  const gone = (path: string) => {
    const below = [...known.keys()].filter((other) => other.startsWith(`${path}/`))
    for (const other of below.toSorted().toReversed()) {
      forget(other)
      tell({ kind: "removed", path: other })
    }
    if (known.has(path)) {
      forget(path)
      tell({ kind: "removed", path })
    }
  }

  const watchOne = (path: string) => {
    if (watchers.has(path) || state.stopped) return
    if (watchers.size >= FOLDER_LIMIT) {
      state.blind = true
      return
    }
    try {
      const watcher = watchFolder(absolute(path), { persistent: false }, (_, name) => {
        if (name === null) void scan(path, true)
        else if (!ignored(name)) void look(child(path, name))
      })
      watcher.on("error", () => {
        watcher.close()
        watchers.delete(path)
      })
      watchers.set(path, watcher)
    } catch {
      state.blind = true
    }
  }

  /** Looks at everything in a folder; at first sight silently when not `telling`. */
  const scan = async (path: string, telling: boolean): Promise<void> => {
    if (state.stopped) return
    watchOne(path)
    const names = await readdir(absolute(path)).catch(() => null)
    if (names === null) return
    const present = new Set(names.map((name) => child(path, name)))
    const prefix = path === "" ? "" : `${path}/`
    if (telling)
      for (const other of known.keys())
        if (other.startsWith(prefix) && !other.slice(prefix.length).includes("/") && !present.has(other))
          gone(other)
    for (const name of names) {
      if (ignored(name)) continue
      const below = child(path, name)
      if (telling) {
        await look(below)
        continue
      }
      const info = await lstat(absolute(below)).catch(() => null)
      if (!info) continue
      known.set(below, entryOf(below, info))
      if (info.isDirectory() && !UNWATCHED.has(name)) await scan(below, false)
    }
  }

  /** One look at a time per path; a change meanwhile causes another. */
  const look = async (path: string): Promise<void> => {
    if (busy.has(path)) {
      busy.set(path, "again")
      return
    }
    if (known.size >= LIMITS.workspace.files && !known.has(path)) return
    busy.set(path, "once")
    try {
      do {
        busy.set(path, "once")
        await compare(path)
      } while (busy.get(path) === "again" && !state.stopped)
    } finally {
      busy.delete(path)
    }
  }

  const compare = async (path: string): Promise<void> => {
    const entry = await currentEntry(path)
    if (state.stopped) return
    const before = known.get(path)
    if (entry === null) {
      gone(path)
      return
    }
    if (entry.kind === "folder") {
      if (before && before.kind !== "folder") gone(path)
      known.set(path, entry)
      if (!before || before.kind !== "folder") tell({ kind: "folder", entry })
      const name = path.slice(path.lastIndexOf("/") + 1)
      if (!UNWATCHED.has(name) && !watchers.has(path)) await scan(path, true)
      return
    }
    if (before && same(before, entry)) return
    if (before?.kind === "folder") gone(path)
    if (entry.kind !== "file") {
      known.set(path, entry)
      tell({ kind: "written", entry, digest: null })
      return
    }
    await stableRead(path, entry)
  }

  const currentEntry = async (path: string) => {
    const info = await lstat(absolute(path)).catch(() => null)
    return info && entryOf(path, info)
  }

  const stableRead = async (path: string, first: GuestFileEntry): Promise<void> => {
    const deadline = performance.now() + UNSTABLE_LIMIT_MS
    for (let entry = first; !state.stopped;) {
      const digest = await contentDigest(path, entry)
      await delay(entry.size === 0 && (known.get(path)?.size ?? 0) > 0 ? EMPTIED_MS : STABLE_MS)
      const after = await currentEntry(path)
      if (state.stopped) return
      if (after === null || after.kind !== "file") {
        busy.set(path, "again")
        return
      }
      if (same(entry, after) || performance.now() > deadline) {
        known.set(path, entry)
        if (!same(entry, after)) busy.set(path, "again")
        tell({ kind: "written", entry, digest })
        return
      }
      entry = after
    }
  }

  const contentDigest = async (path: string, entry: GuestFileEntry): Promise<string | null> => {
    if (entry.size > LIMITS.document.bytes) return null
    const bytes = await inTurn(() => readWhole(root, path, LIMITS.document.bytes)).catch(() => null)
    return bytes && digestOf(bytes)
  }

  const rescan = async (): Promise<void> => {
    const began = performance.now()
    const folders = [...known.values()].filter(
      (entry) => entry.kind === "folder" && !UNWATCHED.has(lastPart(entry.path)),
    )
    await scan("", true)
    for (const folder of folders) if (known.has(folder.path)) await scan(folder.path, true)
    const cost = performance.now() - began
    if (!state.stopped)
      timer = setTimeout(
        () => void rescan(),
        Math.max(state.blind ? RESCAN_MS / 5 : RESCAN_MS, cost * 20),
      ).unref()
  }
  let timer = setTimeout(() => void rescan(), RESCAN_MS).unref()
  void scan("", false).then(() => {
    if (!state.stopped) tell({ kind: "rescan" })
  })
  return {
    stop() {
      state.stopped = true
      clearTimeout(timer)
      for (const watcher of watchers.values()) watcher.close()
      watchers.clear()
    },
  }
}

function same(a: GuestFileEntry, b: GuestFileEntry): boolean {
  return a.kind === b.kind && a.size === b.size && a.modifiedMs === b.modifiedMs && a.mode === b.mode
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1)
}
