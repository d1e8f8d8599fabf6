import { useRouterState } from "@tanstack/react-router"
import { problem } from "../../protocol/errors.ts"
import { Button } from "../ui/Button.tsx"
import { useGo } from "../ui/Link.tsx"
import { EmptyState } from "../ui/states.tsx"
import { ConsolePage } from "./ConsolePage.tsx"
import { isWithin, PLACES } from "./places.ts"

const { title } = problem("not-found")

/** A wrong address below a part of the team's side: the frame stays, and the part is a press away. */
export function NoPage() {
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const go = useGo()
  const { href, label } = PLACES.find((place) => isWithin(path, place.href)) ?? PLACES[0]!
  return (
    <ConsolePage title={title}>
      <EmptyState title={path} action={<Button onClick={() => go(href)}>Go to {label}</Button>}>
        Check the address, or go on from there.
      </EmptyState>
    </ConsolePage>
  )
}
