/** Sandboxes with files in memory and nothing else, for rooms whose documents are all that is measured. */
import type { FileEntry, Sandbox, SandboxEngine } from "../../src/server/sandbox/engine.ts"

export function openBareSandboxes(): SandboxEngine {
  return {
    caps: {
      isolation: "namespace",
      memory: "engine",
      diskQuota: false,
      egressAllowlist: false,
      snapshot: false,
    },
    probe: async () => ({ ok: true, problems: [] }),
    create: async ({ id }) => createBareSandbox(id),
    attach: async () => null,
    async *list() {},
  }
}

function createBareSandbox(id: string): Sandbox {
  const closed = Promise.withResolvers<{ reason: "destroyed" }>()
  const files = new Map<string, Uint8Array>()
  const missing = (): Promise<never> => Promise.reject(new Error("These sandboxes only hold files"))
  const entryOf = (path: string): FileEntry => {
    const size = files.get(path)?.byteLength ?? 0
    return { path, kind: "file", size, modifiedMs: Date.now(), mode: 0o644 }
  }
  const silent = async function* <T>(nothing: readonly T[] = []): AsyncGenerator<T> {
    await closed.promise
    yield* nothing
  }
  return {
    id,
    fs: {
      list: async () => ({ entries: [...files.keys()].map(entryOf), more: false }),
      stat: async (path) => (files.has(path) ? entryOf(path) : null),
      read: async (path) => files.get(path) ?? missing(),
      async write(path, bytes) {
        files.set(path, bytes)
        return entryOf(path)
      },
      mkdir: async () => undefined,
      rename: missing,
      remove: missing,
      watch: () => silent(),
      pack: () => silent(),
      unpack: missing,
    },
    exec: missing,
    terminal: missing,
    terminals: async () => [],
    setNetwork: async () => undefined,
    freeze: async () => undefined,
    thaw: async () => undefined,
    usage: async () => ({ memoryBytes: 0, processes: 0 }),
    closed: closed.promise,
    destroy: async () => closed.resolve({ reason: "destroyed" }),
    detach: async () => closed.resolve({ reason: "destroyed" }),
  }
}
