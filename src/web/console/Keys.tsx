import { Kbd } from "../ui/Kbd.tsx"

/** A chord, or keys pressed one after the other. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className="inline-flex items-center gap-1 text-12 text-ink-3">
      {keys.split(" ").map((chord, index) => (
        <span key={chord} className="inline-flex items-center gap-1">
          {index > 0 && "then"}
          <Kbd keys={chord} />
        </span>
      ))}
    </span>
  )
}
