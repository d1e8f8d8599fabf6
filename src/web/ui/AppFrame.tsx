import { QueryClient, QueryClientProvider } from "@tanstack/react-query"
import type { ReactNode } from "react"
import { ProblemError } from "../live/session-view.ts"
import { Toasts } from "./toasts.tsx"
import { TooltipProvider } from "./Tooltip.tsx"

/** A refusal stays a refusal; only what may pass by itself is tried again. */
function worthAnotherTry(failures: number, error: Error): boolean {
  return failures < 3 && (!(error instanceof ProblemError) || error.problem.status >= 500)
}

const client = new QueryClient({
  defaultOptions: { queries: { retry: worthAnotherTry, refetchOnWindowFocus: false } },
})

/** What every page stands in. */
export function AppFrame({ children }: { children: ReactNode }) {
  return (
    <QueryClientProvider client={client}>
      <TooltipProvider delayDuration={500} skipDelayDuration={200}>
        {children}
        <Toasts />
      </TooltipProvider>
    </QueryClientProvider>
  )
}
