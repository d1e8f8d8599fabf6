import { useCallback, useEffect, useState, useSyncExternalStore } from "react"

/** This browser's clock, renewed every `everyMs` and when the window is shown again. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const renew = () => setNow(Date.now())
    const timer = setInterval(renew, everyMs)
    document.addEventListener("visibilitychange", renew)
    return () => {
      clearInterval(timer)
      document.removeEventListener("visibilitychange", renew)
    }
  }, [everyMs])
  return now
}

export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = matchMedia(query)
      list.addEventListener("change", listener)
      return () => list.removeEventListener("change", listener)
    },
    [query],
  )
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches)
}

/** A value this browser remembers; `parse` answers null for what is absent or not understood. */
export function useRemembered<T>(
  key: string,
  parse: (raw: unknown) => T | null,
  initial: T,
): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => parse(readStored(key)) ?? initial)
  const set = useCallback(
    (next: T) => {
      setValue(next)
      writeStored(key, next)
    },
    [key],
  )
  return [value, set]
}

export function readStored(key: string): unknown {
  try {
    const raw = localStorage.getItem(key)
    return raw === null ? null : JSON.parse(raw)
  } catch {
    return null
  }
}

/** A full or forbidden storage only means that nothing is remembered. */
export function writeStored(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value))
  } catch {
    return
  }
}
