/** A candidate's link, followed as a browser that was never here, up to the interview or what is wrong. */
import { z } from "zod"
import { Joined } from "../../src/protocol/join.ts"

export interface Followed {
  /** The page it leads to. */
  to: string
  session: string
  /** Empty where no cookie was given. */
  token: string
}

const Coded = z.object({ code: z.string() })

export async function follow(link: string): Promise<Followed> {
  const there = await fetch(link, { redirect: "manual" })
  const first = there.headers.get("location") ?? ""
  if (!first.startsWith("/invited/")) return followed(first, there)
  const answer = await fetch(link.replace("/join/", "/api/join/"), { method: "POST" })
  const told: unknown = await answer.json()
  return followed(answer.ok ? Joined.parse(told).path : `/problem/${Coded.parse(told).code}`, answer)
}

function followed(to: string, { headers }: Response): Followed {
  const [, token = ""] = /=([\w-]+);/.exec(headers.get("set-cookie") ?? "") ?? []
  return { to, session: to.slice(to.lastIndexOf("/") + 1), token }
}
