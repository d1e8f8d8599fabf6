import { ManualClock } from "./src/clock.js";
import { NotHolder } from "./src/errors.js";
import { Queue } from "./src/queue.js";

const SECOND = 1000;

function setUp() {
  const clock = new ManualClock();
  return { clock, queue: new Queue(clock, { maxAttempts: 3, leaseMs: 30 * SECOND }) };
}

test("a failed job goes to the end of the line", () => {
  const { queue } = setUp();
  const first = queue.enqueue("resize");
  const second = queue.enqueue("mail");
  queue.claim("ann");
  queue.fail(first, "ann", "out of memory");
  expect([queue.claim("ann")?.id, queue.claim("ann")?.id]).toEqual([second, first]);
});

test("a job is not shared while its lease runs", () => {
  const { queue, clock } = setUp();
  queue.enqueue("resize");
  queue.claim("ann");
  clock.advance(29 * SECOND);
  expect(queue.claim("bob")).toBeUndefined();
});

test("after its lease a job goes to the next worker", () => {
  const { queue, clock } = setUp();
  const id = queue.enqueue("resize");
  queue.claim("ann");
  clock.advance(31 * SECOND);
  expect(queue.claim("bob")).toMatchObject({ id, worker: "bob", attempts: 2 });
});

test("a heartbeat keeps the job", () => {
  const { queue, clock } = setUp();
  const id = queue.enqueue("resize");
  queue.claim("ann");
  clock.advance(20 * SECOND);
  queue.heartbeat(id, "ann");
  clock.advance(20 * SECOND);
  expect(queue.claim("bob")).toBeUndefined();
  queue.complete(id, "ann");
  expect(queue.job(id).state).toBe("done");
});

test("a late worker cannot complete a job another one has", () => {
  const { queue, clock } = setUp();
  const id = queue.enqueue("resize");
  queue.claim("ann");
  clock.advance(31 * SECOND);
  queue.claim("bob");
  expect(() => queue.complete(id, "ann")).toThrow(NotHolder);
  queue.complete(id, "bob");
});

test("stats count the leases that ran out", () => {
  const { queue, clock } = setUp();
  queue.enqueue("resize");
  queue.claim("ann");
  clock.advance(31 * SECOND);
  queue.claim("bob");
  expect(queue.stats()).toEqual({ ready: 0, running: 1, done: 0, dead: 0, expired: 1 });
});
