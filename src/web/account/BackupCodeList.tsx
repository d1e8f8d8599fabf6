import Download from "lucide-react/icons/download"
import { Button } from "../ui/Button.tsx"
import { CopyButton } from "../ui/CopyField.tsx"

/** Saves text as a file of the reader's. */
function saveText(name: string, text: string): void {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** Codes for the day the phone is lost; they are here and nowhere else. */
export function BackupCodeList({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const text = `${codes.join("\n")}\n`
  return (
    <div className="flex flex-col gap-3">
      <p className="text-13 text-pretty">
        Each of these signs you in once when you have no app at hand. Keep them where you keep your passwords:
        they are not shown again.
      </p>
      <ul
        aria-label="Backup codes"
        className="grid grid-cols-2 gap-x-6 gap-y-1 rounded-md border border-line bg-sunken p-3 font-mono text-13"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex gap-2">
        <CopyButton text={text} />
        <Button
          icon={<Download size={14} aria-hidden />}
          onClick={() => saveText(`interviewlm-backup-codes-${location.hostname}.txt`, text)}
        >
          Download
        </Button>
        <Button look="primary" className="ml-auto" onClick={onDone}>
          I have kept them
        </Button>
      </div>
    </div>
  )
}
