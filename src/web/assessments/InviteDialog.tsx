import { useState } from "react"
import type { Assessment } from "../../protocol/assessments.ts"
import { Dialog } from "../ui/Dialog.tsx"
import { Tabs } from "../ui/tabs.tsx"
import { InviteList } from "./InviteList.tsx"
import { InviteOne } from "./InviteOne.tsx"
import { lengthWords } from "./words.ts"

type Way = "one" | "list"

/** Inviting: one candidate by a form, or many by a list. */
export function InviteDialog({ assessment, onClose }: { assessment: Assessment; onClose: () => void }) {
  const [way, setWay] = useState<Way>("one")
  const { title, minutes } = assessment
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Invite candidates"
      description={`To ${title}${minutes === null ? "" : `, ${lengthWords(minutes, null)}`}. Each gets a link of their own.`}
      className="max-w-148"
    >
      <Tabs<Way>
        label="One or many"
        value={way}
        onChange={setWay}
        tabs={[
          {
            value: "one",
            label: "One candidate",
            content: <InviteOne assessment={assessment} onClose={onClose} />,
          },
          {
            value: "list",
            label: "A list",
            content: <InviteList assessment={assessment} onClose={onClose} />,
          },
        ]}
      />
    </Dialog>
  )
}
