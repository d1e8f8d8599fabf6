import { useBlocker } from "@tanstack/react-router"
import { useEffect, useRef, useState } from "react"
import type { z } from "zod"
import { check, errorsOf, same, type FieldErrors } from "./form.ts"
import { problemOf } from "./states.tsx"
import type { Problem } from "../../protocol/errors.ts"

export interface Form<Values> {
  values: Values
  /** By path; shown once a field was left or a save was tried. Spread `error` of each into its `Field`. */
  errors: FieldErrors
  set<Key extends keyof Values>(key: Key, value: Values[Key]): void
  /** For a control: `{...form.bind("title")}` gives `value` and `onChange`. */
  bind<Key extends keyof Values>(key: Key): { value: Values[Key]; onChange: (value: Values[Key]) => void }
  dirty: boolean
  saving: boolean
  /** A refusal that belongs to no field. */
  problem: Problem | null
  /** Saves what is valid; false when something stands in the way. */
  submit(): Promise<boolean>
  /** Back to what was last saved. */
  reset(): void
}

/**
 * A form's life: values checked by `schema` as they change once a save was tried, `save` with what it parsed, refusals
 * of the server at the fields they name. `initial` counts when it first comes; after a save the saved values are the new start.
 * While there is something unsaved, leaving is blocked (draw `<LeaveGuard>`), and Ctrl+S saves.
 */
export function useForm<Values extends object, Value>(
  schema: z.ZodType<Value>,
  initial: Values,
  save: (value: Value) => Promise<unknown>,
): Form<Values> {
  const [start, setStart] = useState(initial)
  const [values, setValues] = useState(initial)
  const [tried, setTried] = useState(false)
  const [refused, setRefused] = useState<FieldErrors>({})
  const [problem, setProblem] = useState<Problem | null>(null)
  const [saving, setSaving] = useState(false)
  const busy = useRef(false)
  const checked = check(schema, values)

  const set: Form<Values>["set"] = (key, value) => {
    setValues((now) => ({ ...now, [key]: value }))
    setRefused((now) => without(now, String(key)))
  }
  const submit = async () => {
    if (busy.current) return false
    setTried(true)
    setProblem(null)
    if (!checked.ok) return false
    busy.current = true
    setSaving(true)
    try {
      await save(checked.value)
      setStart(values)
      setTried(false)
      setRefused({})
      return true
    } catch (error) {
      const told = problemOf(error)
      const errors = errorsOf(told, Object.keys(values))
      if (errors) setRefused(errors)
      else setProblem(told)
      return false
    } finally {
      busy.current = false
      setSaving(false)
    }
  }
  return {
    values,
    errors: { ...refused, ...(tried && !checked.ok && checked.errors) },
    set,
    bind: (key) => ({ value: values[key], onChange: (value) => set(key, value) }),
    dirty: !same(values, start),
    saving,
    problem,
    submit,
    reset: () => {
      setValues(start)
      setTried(false)
      setRefused({})
      setProblem(null)
    },
  }
}

function without(errors: FieldErrors, key: string): FieldErrors {
  return Object.fromEntries(
    Object.entries(errors).filter(([path]) => path !== key && !path.startsWith(`${key}.`)),
  )
}

/** Ctrl+S, Command+S on a Mac, wherever the focus is on the page. */
export function useSaveKey(save: () => void): void {
  const current = useRef(save)
  useEffect(() => {
    current.current = save
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (
        event.key.toLowerCase() !== "s" ||
        !(event.ctrlKey || event.metaKey) ||
        event.altKey ||
        event.shiftKey
      )
        return
      event.preventDefault()
      current.current()
    }
    addEventListener("keydown", onKeyDown)
    return () => removeEventListener("keydown", onKeyDown)
  }, [])
}

/** Holds back a change of page, and asks before the window closes, while `dirty`. */
export function useLeaveGuard(dirty: boolean) {
  return useBlocker({
    shouldBlockFn: () => dirty,
    enableBeforeUnload: () => dirty,
    disabled: !dirty,
    withResolver: true,
  })
}
