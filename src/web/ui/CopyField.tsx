import Check from "lucide-react/icons/check"
import Copy from "lucide-react/icons/copy"
import { useEffect, useState } from "react"
import { Button } from "./Button.tsx"
import { CONTROL } from "./inputs.tsx"
import { cx } from "./cx.ts"
import { announce, toast } from "./toasts.tsx"

/** Puts text on the clipboard; false where the browser does not let it. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

/** A button that copies; says so for a moment. */
export function CopyButton({ text, label = "Copy" }: { text: string; label?: string }) {
  const [done, setDone] = useState(false)
  useEffect(() => {
    if (!done) return
    const timer = setTimeout(() => setDone(false), 2_000)
    return () => clearTimeout(timer)
  }, [done])
  const copy = async () => {
    if (!(await copied(text)))
      return toast("The browser does not let this page copy.", { detail: "Select the text and copy it." })
    setDone(true)
    announce("Copied")
  }
  return (
    <Button
      className="min-w-20"
      icon={done ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
      onClick={() => void copy()}
    >
      {done ? "Copied" : label}
    </Button>
  )
}

/** A link or a key to hand on, selected by a click, with its button; `whole` where it is to be typed, not copied. */
export function CopyField({ label, text, whole }: { label: string; text: string; whole?: boolean }) {
  if (whole)
    return (
      <div className="flex flex-col items-start gap-2">
        <code
          title={label}
          className="block w-full rounded-md border border-line bg-sunken p-2 font-mono text-12 select-all"
        >
          {text}
        </code>
        <CopyButton text={text} />
      </div>
    )
  return (
    <div className="flex gap-2">
      <input
        readOnly
        aria-label={label}
        value={text}
        onFocus={(event) => event.currentTarget.select()}
        className={cx(CONTROL, "h-7 font-mono text-12")}
      />
      <CopyButton text={text} />
    </div>
  )
}
