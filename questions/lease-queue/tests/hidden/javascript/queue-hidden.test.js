// canary: ilm-2be6f0917a3cd548
import { ManualClock } from "./src/clock.js";
import { NotHolder } from "./src/errors.js";
import { Queue } from "./src/queue.js";

const SECOND = 1000;

function setUp() {
  const clock = new ManualClock();
  return { clock, queue: new Queue(clock, { maxAttempts: 2, leaseMs: 30 * SECOND }) };
}

test("a lease ends at its very moment", () => {
  const { queue, clock } = setUp();
  const id = queue.enqueue("resize");
  queue.claim("ann");
  clock.advance(30 * SECOND);
  expect(queue.claim("bob")?.id).toBe(id);
});

test("a late worker is refused though nobody took over", () => {
  const { queue, clock } = setUp();
  const id = queue.enqueue("resize");
  queue.claim("ann");
  clock.advance(30 * SECOND);
  expect(() => queue.complete(id, "ann")).toThrow(NotHolder);
  expect(() => queue.fail(id, "ann", "too slow")).toThrow(NotHolder);
  expect(() => queue.heartbeat(id, "ann")).toThrow(NotHolder);
  expect(queue.job(id).state).toBe("ready");
});

test("only the holder can renew", () => {
  const { queue } = setUp();
  const id = queue.enqueue("resize");
  expect(() => queue.heartbeat(id, "ann")).toThrow(NotHolder);
  queue.claim("ann");
  expect(() => queue.heartbeat(id, "bob")).toThrow(NotHolder);
});

test("a heartbeat gives one full lease from now", () => {
  const { queue, clock } = setUp();
  const id = queue.enqueue("resize");
  queue.claim("ann");
  clock.advance(10 * SECOND);
  queue.heartbeat(id, "ann");
  clock.advance(29 * SECOND);
  expect(queue.job(id).state).toBe("running");
  clock.advance(1 * SECOND);
  expect(queue.job(id).state).toBe("ready");
});

test("the last attempt to run out is the end", () => {
  const { queue, clock } = setUp();
  const id = queue.enqueue("resize");
  for (const worker of ["ann", "bob"]) {
    queue.claim(worker);
    clock.advance(30 * SECOND);
  }
  expect(queue.job(id)).toMatchObject({ state: "dead", reason: "lease expired", worker: null });
  expect(queue.claim("cy")).toBeUndefined();
  expect(queue.stats()).toEqual({ ready: 0, running: 0, done: 0, dead: 1, expired: 2 });
});

test("failures and lost leases are attempts alike", () => {
  const { queue, clock } = setUp();
  const id = queue.enqueue("resize");
  queue.claim("ann");
  clock.advance(30 * SECOND);
  queue.claim("ann");
  queue.fail(id, "ann", "out of memory");
  expect(queue.job(id)).toMatchObject({ state: "dead", reason: "out of memory" });
});

test("a job is back in line from the moment its lease ends", () => {
  const { queue, clock } = setUp();
  const lost = queue.enqueue("resize");
  queue.claim("ann");
  clock.advance(40 * SECOND);
  const later = queue.enqueue("mail");
  expect([queue.claim("bob")?.id, queue.claim("bob")?.id]).toEqual([lost, later]);
});

test("lost jobs line up in the order their leases ended", () => {
  const { queue, clock } = setUp();
  const renewed = queue.enqueue("resize");
  const short = queue.enqueue("mail");
  queue.claim("ann");
  queue.claim("bob");
  clock.advance(10 * SECOND);
  queue.heartbeat(renewed, "ann");
  clock.advance(100 * SECOND);
  expect([queue.claim("cy")?.id, queue.claim("cy")?.id]).toEqual([short, renewed]);
});

test("stats see a lease end before anyone claims", () => {
  const { queue, clock } = setUp();
  queue.enqueue("resize");
  queue.claim("ann");
  clock.advance(30 * SECOND);
  expect(queue.stats()).toEqual({ ready: 1, running: 0, done: 0, dead: 0, expired: 1 });
});

test("an old lease means nothing once the job was given back", () => {
  const { queue, clock } = setUp();
  const id = queue.enqueue("resize");
  queue.claim("ann");
  clock.advance(20 * SECOND);
  queue.fail(id, "ann", "out of memory");
  queue.claim("bob");
  clock.advance(15 * SECOND);
  queue.complete(id, "bob");
  clock.advance(100 * SECOND);
  expect(queue.stats()).toEqual({ ready: 0, running: 0, done: 1, dead: 0, expired: 0 });
});
