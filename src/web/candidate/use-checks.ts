import { useEffect, useMemo, useState, useSyncExternalStore } from "react"
import { initialize } from "../workspace/api.ts"
import { useViewState } from "../workspace/view.ts"
import { checksOf, type Check } from "./checks.ts"

const TRIES = 3

/** The system check of this browser, kept up to date. */
export function useChecks(session: string): Check[] {
  const connection = useViewState((state) => state.connection.status)
  const workspace = useViewState((state) => state.workspace)
  const roundTripMs = useRoundTrip(session, connection === "online")
  const storage = useStorage()
  const size = useSyncExternalStore(onResize, () => `${innerWidth}x${innerHeight}`)
  return useMemo(() => {
    const [width = 0, height = 0] = size.split("x").map(Number)
    return checksOf({ connection, workspace, roundTripMs, storage, width, height })
  }, [connection, workspace, roundTripMs, storage, size])
}

function onResize(listener: () => void): () => void {
  addEventListener("resize", listener)
  return () => removeEventListener("resize", listener)
}

/** The best of a few requests: the first also pays for waking things up. */
function useRoundTrip(session: string, online: boolean): number | null {
  const [best, setBest] = useState<number | null>(null)
  useEffect(() => {
    if (!online) return
    const gone = new AbortController()
    const measure = async () => {
      let least = Infinity
      for (let tried = 0; tried < TRIES && !gone.signal.aborted; tried++) {
        const from = performance.now()
        await initialize(session, "candidate")
        least = Math.min(least, performance.now() - from)
      }
      if (!gone.signal.aborted) setBest(least)
    }
    measure().catch(() => setBest(null))
    return () => gone.abort()
  }, [session, online])
  return best
}

/** Can this browser keep things over a reload? */
function useStorage(): boolean | null {
  const [works, setWorks] = useState<boolean | null>("indexedDB" in globalThis ? null : false)
  useEffect(() => {
    if (!("indexedDB" in globalThis)) return
    const name = "interviewlm-check"
    const opening = indexedDB.open(name)
    opening.addEventListener("error", () => setWorks(false))
    opening.addEventListener("success", () => {
      opening.result.close()
      indexedDB.deleteDatabase(name)
      setWorks(true)
    })
  }, [])
  return works
}
