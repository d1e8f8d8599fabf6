import Eye from "lucide-react/icons/eye"
import EyeOff from "lucide-react/icons/eye-off"
import { useState } from "react"
import { IconButton } from "../ui/Button.tsx"
import type { FieldControl } from "../ui/Field.tsx"
import { TextInput } from "../ui/inputs.tsx"

interface Props extends FieldControl {
  value: string
  onChange: (value: string) => void
  /** For password managers: is it known already, or made now? */
  autoComplete: "current-password" | "new-password"
}

/** A password, hidden until somebody wants to see it. */
export function PasswordInput(props: Props) {
  const [shown, setShown] = useState(false)
  return (
    <span className="relative block">
      <TextInput {...props} type={shown ? "text" : "password"} spellCheck={false} className="pr-8" />
      <IconButton
        label={shown ? "Hide the password" : "Show the password"}
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
        className="absolute inset-y-0 right-0"
      >
        {shown ? <EyeOff size={14} aria-hidden /> : <Eye size={14} aria-hidden />}
      </IconButton>
    </span>
  )
}
