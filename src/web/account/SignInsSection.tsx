import { useQuery, useQueryClient } from "@tanstack/react-query"
import { Section } from "../console/ConsolePage.tsx"
import { useMe } from "../console/me.ts"
import { Button } from "../ui/Button.tsx"
import { ErrorState, Loading } from "../ui/states.tsx"
import { Badge } from "../ui/Status.tsx"
import { Ago } from "../ui/Time.tsx"
import { report, toast } from "../ui/toasts.tsx"
import { fetchSignIns, revokeOtherSignIns, revokeSignIn } from "./api.ts"
import { deviceOf } from "./device.ts"

const KEY = ["sign-ins"]

/** Where one is signed in; whatever is ended there has no windows open any more within seconds. */
export function SignInsSection() {
  const { signIn } = useMe()
  const signIns = useQuery({ queryKey: KEY, queryFn: fetchSignIns })
  const queries = useQueryClient()
  const after = async (act: Promise<unknown>, said: string) => {
    await act
    await queries.invalidateQueries({ queryKey: KEY })
    toast(said)
  }
  const shown = signIns.data?.toSorted(
    (a, b) => Number(b.id === signIn) - Number(a.id === signIn) || b.updatedAt - a.updatedAt,
  )
  const others = (shown?.length ?? 0) > 1
  return (
    <Section
      title="Where you are signed in"
      about="Sign out what you do not know, and change your password then."
      actions={
        others && (
          <Button
            onClick={() => void after(revokeOtherSignIns(), "Signed out everywhere else.").catch(report)}
          >
            Sign out everywhere else
          </Button>
        )
      }
    >
      {signIns.error ? (
        <ErrorState small error={signIns.error} retry={signIns.refetch} />
      ) : !shown ? (
        <Loading text="Loading where you are signed in" lines={2} />
      ) : (
        <ul className="flex flex-col">
          {shown.map((one) => {
            const device = deviceOf(one.userAgent)
            return (
              <li
                key={one.id}
                className="flex min-h-9 flex-wrap items-center gap-x-3 border-b border-line text-13 last:border-0"
              >
                <span>{device}</span>
                {one.ipAddress && <span className="text-12 text-ink-3">{one.ipAddress}</span>}
                {one.id === signIn && <Badge>This browser</Badge>}
                <span className="ml-auto text-12 text-ink-3">
                  Since <Ago at={one.createdAt} />
                </span>
                {one.id !== signIn && (
                  <Button
                    look="quiet"
                    aria-label={`Sign out ${device}`}
                    onClick={() =>
                      void after(revokeSignIn(one.token), `${device} is signed out.`).catch(report)
                    }
                  >
                    Sign out
                  </Button>
                )}
              </li>
            )
          })}
        </ul>
      )}
    </Section>
  )
}
