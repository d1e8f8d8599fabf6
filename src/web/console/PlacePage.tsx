import { useRouterState } from "@tanstack/react-router"
import { EmptyState } from "../ui/states.tsx"
import { ConsolePage } from "./ConsolePage.tsx"
import { isWithin, PLACES } from "./places.ts"

/** Stands where a part of the team's side is still to come. */
export function PlacePage() {
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const place = PLACES.find(({ href }) => isWithin(path, href))
  return (
    <ConsolePage title={place?.label ?? "Not here yet"}>
      <EmptyState title="This part is still being built">Use the command line for it until then.</EmptyState>
    </ConsolePage>
  )
}
