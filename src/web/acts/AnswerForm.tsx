import { useId } from "react"
import { LIMITS } from "../../protocol/limits.ts"
import { Button } from "../ui/Button.tsx"
import { TextArea } from "../ui/inputs.tsx"
import { report } from "../ui/toasts.tsx"
import { useView } from "../workspace/view.ts"
import { useDraft } from "./drafts.ts"
import { isTooLong, Limit } from "./Limit.tsx"

/** Where the candidate answers a question, when they like. Ctrl+Enter sends it, as the button does. */
export function AnswerForm({ id, name, disabled }: { id: string; name: string; disabled: boolean }) {
  const view = useView()
  const [text, write] = useDraft(`answer.${id}`)
  const most = LIMITS.acts.answerCharacters
  const limit = useId()
  const tooLong = isTooLong(text, most)
  const ready = !disabled && text.trim() !== "" && !tooLong
  const send = () => {
    if (!ready) return
    view.command({ type: "answer-question", id, text: text.trim() }).then(() => write(""), report)
  }
  return (
    <form
      className="mt-1 flex flex-col gap-1.5 pr-2"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <TextArea
        aria-label={`Your answer to ${name}`}
        rows={2}
        value={text}
        aria-invalid={tooLong}
        aria-describedby={limit}
        disabled={disabled}
        placeholder="Your answer"
        onChange={write}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          event.stopPropagation()
          send()
        }}
      />
      <Limit id={limit} text={text} most={most} />
      <Button type="submit" disabled={!ready} className="self-start">
        Answer
      </Button>
    </form>
  )
}
