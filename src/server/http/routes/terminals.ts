/** Terminals for a client without a socket. */
import { z } from "zod"
import { AppError } from "../../../protocol/errors.ts"
import { TerminalInput } from "../../../protocol/http.ts"
import { LIMITS } from "../../../protocol/limits.ts"
import type { Clock } from "../../clock.ts"
import { As, INTERVIEW } from "../entrance.ts"
import type { Entrance } from "../entrance.ts"
import { route } from "../route.ts"
import type { Route } from "../route.ts"
import { streamTerminal } from "../terminal-stream.ts"

export function terminalRoutes(
  { enter, inWorkspace, whileRunning }: Entrance,
  { clock }: { clock: Clock },
): Route[] {
  return [
    route({
      method: "GET",
      path: `${INTERVIEW}/terminal`,
      summary: "A terminal's output as server-sent events; opens one when none is open",
      query: As.extend({
        terminal: z.string().optional(),
        from: z.coerce.number().int().min(-1).default(-1),
      }),
      content: "text/event-stream",
      async handle({ request, query, reply }) {
        const { guest, room, workspace } = await inWorkspace(request)
        let id = query.terminal ?? room.log.told.terminals.at(-1)?.id
        if (!id && guest.role === "candidate") {
          room.mustRun()
          id = await workspace.terminals.open(guest.actor, 80, 24)
        }
        if (!id) throw new AppError("terminal-unknown")
        const again = () => enter(request)
        streamTerminal(workspace.terminals.get(id), query.from, reply, { clock, again })
      },
    }),
    route({
      method: "POST",
      path: `${INTERVIEW}/terminal/input`,
      summary: "Types into a terminal",
      query: As,
      body: TerminalInput,
      async handle({ request, body }) {
        const { guest, workspace, spend } = await whileRunning(request)
        spend("writtenBytes", Buffer.byteLength(body.data))
        if (Buffer.byteLength(body.data) > LIMITS.terminal.inputBytes) throw new AppError("too-large")
        await workspace.terminals.get(body.terminal).input(guest.actor, Buffer.from(body.data))
        return {}
      },
    }),
  ]
}
