/** The links candidates are invited by: told again whenever they are asked for, and stored nowhere. */
import type { Secrets } from "../secrets.ts"

const PURPOSE = "candidate-invitation"

interface Linked {
  readonly id: string
  readonly generation: number
}

const nameOf = ({ id, generation }: Linked): string => `${id}.${generation}`

/** The path of an invitation's latest link. */
export function linkPath(secrets: Secrets, invitation: Linked): string {
  return `/join/${invitation.id}.${secrets.token(PURPOSE, nameOf(invitation))}`
}

/** Whether a token of a `/join/` link is an invitation's, and whose. Anything may be asked. */
export function readLink(token: string): { id: string; proof: string } | null {
  const [, id, proof] = /^([0-9a-f]{18})\.([\w-]{43})$/.exec(token) ?? []
  return id !== undefined && proof !== undefined ? { id, proof } : null
}

/** `before`: it was this invitation's link until another was made. */
export function whichLink(secrets: Secrets, invitation: Linked, proof: string): "latest" | "before" | "none" {
  const is = (generation: number): boolean =>
    secrets.isToken(PURPOSE, nameOf({ id: invitation.id, generation }), proof)
  if (is(invitation.generation)) return "latest"
  const earlier = Array.from({ length: invitation.generation - 1 }, (_, at) => at + 1)
  return earlier.some(is) ? "before" : "none"
}
