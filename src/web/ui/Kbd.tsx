import { isMac } from "./platform.ts"
import { keyLabels } from "./shortcuts.ts"

/** A chord, each key in its box. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <span className="inline-flex shrink-0 gap-0.5" data-keys={keys}>
      {keyLabels(keys, isMac).map((label) => (
        <kbd
          key={label}
          className="min-w-5 rounded-sm border border-line-strong bg-canvas px-1 text-center font-sans text-12 leading-[18px] text-ink-2"
        >
          {label}
        </kbd>
      ))}
    </span>
  )
}
