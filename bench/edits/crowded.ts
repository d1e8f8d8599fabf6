/** An interview has one candidate's window; here several type at once, which is what the peers are measured at. */
import type { Audience } from "../../src/server/room/audience.ts"
import type { Client } from "../../src/server/room/client.ts"
import type { Registry } from "../../src/server/room/registry.ts"

export function crowded(registry: Registry): Registry {
  return {
    ...registry,
    async room(session) {
      const room = await registry.room(session)
      return { ...room, audience: letIn(room.audience) }
    },
  }
}

/** Seats every window as one that watches; what it sends is still a candidate's. */
function letIn(audience: Audience): Audience {
  const seats = new Map<Client, Client>()
  const seatOf = (client: Client): Client => seats.get(client) ?? client
  return {
    join(client, takeOver, greet) {
      const seat = { ...client, role: "assessor" as const }
      seats.set(client, seat)
      audience.join(seat, takeOver, greet)
    },
    leave: (client) => audience.leave(seatOf(client)),
    people: audience.people,
    watch: (client, ...rest) => audience.watch(seatOf(client), ...rest),
    unwatch: (client, path) => audience.unwatch(seatOf(client), path),
    cursor: (client, ...rest) => audience.cursor(seatOf(client), ...rest),
    tellCursors: (client, ...rest) => audience.tellCursors(seatOf(client), ...rest),
    broadcast: audience.broadcast,
    tellWatchers: audience.tellWatchers,
    get size() {
      return audience.size
    },
    close: audience.close,
  }
}
