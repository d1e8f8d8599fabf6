import Check from "lucide-react/icons/check"
import Copy from "lucide-react/icons/copy"
import TextCursorInput from "lucide-react/icons/text-cursor-input"
import { useEffect, useState } from "react"
import { nameOf } from "../../core/path.ts"
import { rememberCopy } from "../editor/copies.ts"
import { IconButton } from "../ui/Button.tsx"
import { toast } from "../ui/toasts.tsx"
import { useWorkspace } from "../workspace/workspace.ts"
import type { Piece } from "./coloured.ts"
import { useOpenFile } from "./use-open-file.ts"

const COPIED_MS = 1_500

interface Shown {
  code: string
  pieces: readonly Piece[]
}

/** The code in its colours once they are known; what came since is plain. */
function usePieces(code: string, language: string): readonly Piece[] {
  const [shown, setShown] = useState<Shown>({ code: "", pieces: [] })
  useEffect(() => {
    let stale = false
    const colour = async () => {
      const { coloured } = await import("./coloured.ts")
      const pieces = await coloured(code, language)
      if (!stale) setShown({ code, pieces })
    }
    colour().catch(() => undefined)
    return () => {
      stale = true
    }
  }, [code, language])
  if (shown.code === code) return shown.pieces
  if (!code.startsWith(shown.code)) return [{ text: code, look: "" }]
  return [...shown.pieces, { text: code.slice(shown.code.length), look: "" }]
}

/** Code in an answer, to copy or to put at the cursor of the open file as one's own edit. */
export function CodeBlock({ code, language }: { code: string; language: string }) {
  const { canEdit, files } = useWorkspace()
  const openFile = useOpenFile()
  const [copied, setCopied] = useState(false)
  const pieces = usePieces(code, language)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), COPIED_MS)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = () => {
    rememberCopy(code)
    navigator.clipboard.writeText(code).then(
      () => setCopied(true),
      () => toast("The browser did not allow copying", { detail: "Select the code and copy it by key." }),
    )
  }
  const insert = async () => {
    const done = await openFile.insert(code)
    if (!done) toast("The code was not inserted", { detail: "Open a text file you may change first." })
  }
  return (
    <figure className="my-2 overflow-hidden rounded-md border border-line bg-canvas">
      <figcaption className="flex h-7 items-center border-b border-line pr-0.5 pl-2 text-12 text-ink-3">
        <span className="mr-auto truncate">{language === "" ? "code" : language}</span>
        <IconButton label={copied ? "Copied" : "Copy"} className="size-6" onClick={copy}>
          {copied ? <Check size={13} /> : <Copy size={13} />}
        </IconButton>
        {canEdit && (
          <IconButton
            label={
              files.active === null
                ? "Insert: no file is open"
                : `Insert at the cursor in ${nameOf(files.active)}`
            }
            className="size-6"
            disabled={files.active === null}
            onClick={() => void insert()}
          >
            <TextCursorInput size={13} />
          </IconButton>
        )}
      </figcaption>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by key */}
      <pre tabIndex={0} className="overflow-x-auto px-3 py-2 font-mono text-12 leading-[18px]">
        {pieces.map(({ text, look }, index) =>
          look === "" ? (
            text
          ) : (
            <span key={index} className={look}>
              {text}
            </span>
          ),
        )}
      </pre>
    </figure>
  )
}
