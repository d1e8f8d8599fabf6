import type { Command } from "../../protocol/messages.ts"
import { report } from "../ui/toasts.tsx"
import { useView } from "../workspace/view.ts"

/** Asks for something of the interview; a refusal is told in the corner. Resolves to whether it was done. */
export function useSend(): (command: Command) => Promise<boolean> {
  const view = useView()
  return (command) =>
    view.command(command).then(
      () => true,
      (failure: unknown) => {
        report(failure)
        return false
      },
    )
}
