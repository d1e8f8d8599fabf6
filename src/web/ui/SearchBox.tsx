import Search from "lucide-react/icons/search"
import { useEffect, useRef, useState } from "react"
import { TextInput } from "./inputs.tsx"

/** Long enough that a word is typed and not each letter searched for. */
const QUIET_MS = 150

/** The field above a list; `/` leads to it. What is typed counts after a short rest. */
export function SearchBox({
  label,
  value,
  onChange,
}: {
  label: string
  value: string
  onChange: (value: string) => void
}) {
  const [typed, setTyped] = useState(value)
  const [seen, setSeen] = useState(value)
  /** What was last said to the owner, who takes a moment to say it back. */
  const [told, setTold] = useState(value)
  const tell = useRef(onChange)
  useEffect(() => {
    tell.current = onChange
  })
  if (value !== seen) {
    setSeen(value)
    if (value !== told) {
      setTold(value)
      setTyped(value)
    }
  }
  useEffect(() => {
    if (typed === told) return
    const timer = setTimeout(() => {
      setTold(typed)
      tell.current(typed)
    }, QUIET_MS)
    return () => clearTimeout(timer)
  }, [typed, told])
  return (
    <TextInput
      type="search"
      data-search
      aria-label={label}
      aria-keyshortcuts="/"
      placeholder={label}
      value={typed}
      onChange={setTyped}
      icon={<Search size={14} aria-hidden />}
      className="w-64 max-w-full"
    />
  )
}
