/** What a candidate's link says before it is opened, and where it leads then. */
import { z } from "zod"

export const InvitationCard = z.object({
  title: z.string(),
  /** Whose interview it is. */
  team: z.string(),
  candidate: z.string(),
})
export type InvitationCard = z.infer<typeof InvitationCard>

/** `path` is where the interview is, for whoever keeps the cookie that comes with it. */
export const Joined = z.object({ path: z.string() })
export type Joined = z.infer<typeof Joined>
