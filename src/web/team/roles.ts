/** Roles in words. */
import { isAtLeast, TeamRole } from "../../protocol/team.ts"

export const ROLES: Readonly<Record<TeamRole, { label: string; hint: string }>> = {
  viewer: { label: "Viewer", hint: "Sees interviews and questions, and changes nothing." },
  assessor: { label: "Assessor", hint: "Writes questions, invites candidates, takes part in interviews." },
  admin: { label: "Admin", hint: "Manages people, keys and settings besides." },
  owner: { label: "Owner", hint: "Everything, and who else is an owner." },
}

/** With its article, inside a sentence: `an assessor`. */
export function roleNamed(role: TeamRole): string {
  const word = ROLES[role].label.toLowerCase()
  return `${/^[aeiou]/.test(word) ? "an" : "a"} ${word}`
}

/** Those that somebody may give or take: owners are an owner's business. */
export function rolesToGive(own: TeamRole): TeamRole[] {
  return TeamRole.options.filter((role) => isAtLeast(own, role))
}
