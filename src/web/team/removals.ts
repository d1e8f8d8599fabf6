/** Removals that can still be taken back: gone from the page at once, from the server when the time for Undo is over. */
import { useSyncExternalStore } from "react"
import { z } from "zod"
import { report, toast } from "../ui/toasts.tsx"
import { lifeOf } from "../ui/toast-list.ts"
import { request } from "../workspace/api.ts"

export interface Removal {
  /** Of what goes, to leave it out of its list. */
  id: string
  /** What is told: "Robin Okafor is removed". */
  text: string
  method: "DELETE" | "POST"
  path: string
  body?: object
  /** When it is done, or was refused: the list is asked for anew. */
  onDone: () => unknown
}

const pending = new Map<string, () => void>()
let ids: ReadonlySet<string> = new Set()
const listeners = new Set<() => void>()

function changed(): void {
  ids = new Set(pending.keys())
  for (const listener of listeners) listener()
}

/** The request goes on when the page goes. */
async function carryOut({ method, path, body, onDone }: Removal): Promise<void> {
  const json = body && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }
  await request(path, { method, keepalive: true, ...json }, z.unknown()).catch(report)
  await onDone()
}

/** Hides it now and removes it when nobody has pressed Undo, or when the page is left. */
export function removeLater(removal: Removal): void {
  const { id, text } = removal
  const action = { label: "Undo", run: () => takeBack() }
  const timer = setTimeout(() => go(), lifeOf({ text, tone: "plain", action }))

  function end(): boolean {
    clearTimeout(timer)
    return pending.delete(id)
  }
  /** It stays out of the list until the list without it is here. */
  function go(): void {
    clearTimeout(timer)
    pending.set(id, () => undefined)
    void carryOut(removal)
      .catch(report)
      .finally(() => {
        end()
        changed()
      })
  }
  function takeBack(): void {
    if (pending.get(id) !== go) return toast("It was too late to take this back.")
    end()
    changed()
  }
  pending.get(id)?.()
  pending.set(id, go)
  changed()
  toast(text, { action })
}

/** What is being removed, by id. */
export function useRemoving(): ReadonlySet<string> {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => ids,
  )
}

if (typeof addEventListener === "function")
  addEventListener("pagehide", () => {
    for (const go of pending.values()) go()
  })
