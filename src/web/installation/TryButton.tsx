import { useMutation } from "@tanstack/react-query"
import { Button } from "../ui/Button.tsx"
import { Status } from "../ui/Status.tsx"
import { report } from "../ui/toasts.tsx"
import { trySettings } from "./api.ts"

/** Tries what is saved, and says beside itself what came of it. */
export function TryButton({ topic, act, acting }: { topic: "model" | "mail"; act: string; acting: string }) {
  const trial = useMutation({ mutationFn: () => trySettings(topic), onError: report })
  return (
    <span className="flex min-w-0 items-center gap-3">
      <Button onClick={() => trial.mutate()} aria-disabled={trial.isPending}>
        {trial.isPending ? acting : act}
      </Button>
      <output className="min-w-0 text-13">
        {trial.data && <Status tone={trial.data.ok ? "good" : "bad"}>{trial.data.message}</Status>}
      </output>
    </span>
  )
}
