import type { SandboxEngine } from "./engine.ts"

/** What of interviews runs on without a server. */
export interface LeftSandboxes {
  interviews: number
  /** When the last of them ends by itself, in ms since the epoch; 0 when there are none. */
  until: number
}

/** Counts the interviews that have a sandbox; those of runs and gradings are short-lived and no matter. */
export async function leftSandboxes(engine: Pick<SandboxEngine, "list">): Promise<LeftSandboxes> {
  const interviews = new Set<string>()
  let until = 0
  for await (const { id, expiresAt } of engine.list()) {
    const [, interview] = INTERVIEW.exec(id) ?? []
    if (interview === undefined) continue
    interviews.add(interview)
    until = Math.max(until, expiresAt)
  }
  return { interviews: interviews.size, until }
}

/** Interview, number of the question and language, as `room/workspaces.ts` names them. */
const INTERVIEW = /^([0-9a-f]+)-\d+-[a-z]+$/
