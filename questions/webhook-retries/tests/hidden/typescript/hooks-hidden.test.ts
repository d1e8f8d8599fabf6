// canary: ilm-b8261fd05a7ce394
import { waitAfter } from "./src/backoff.ts";
import { ManualClock } from "./src/clock.ts";
import { Outbox } from "./src/outbox.ts";
import { isGenuine, sign } from "./src/signature.ts";
import { NoAnswer } from "./src/transport.ts";

const SHOP = { url: "https://shop.example/hooks", secret: "shop-secret" };
const NOW = 1_700_000_000;

type Answer = number | Error;

/** An outbox whose receivers answer as told: always the same, or one answer after the other. */
function setUp(answers: Answer | Answer[], maxAttempts?: number) {
  const clock = new ManualClock(NOW);
  const arrived: { headers: Record<string, string>; body: string }[] = [];
  const post = (url: string, headers: Record<string, string>, body: string) => {
    arrived.push({ headers, body });
    const answer = Array.isArray(answers) ? (answers.shift() ?? 200) : answers;
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const outbox = new Outbox(clock, post, maxAttempts === undefined ? {} : { maxAttempts });
  const runAfter = (seconds: number) => {
    clock.advance(seconds);
    outbox.run();
  };
  return { clock, arrived, outbox, runAfter, bodies: () => arrived.map(({ body }) => body) };
}

test.each([[200], [204], [299]])("%i is a success", (status) => {
  const { outbox } = setUp(status);
  const id = outbox.send(SHOP, "paid");
  outbox.run();
  expect(outbox.delivery(id)).toMatchObject({ state: "delivered", attempts: 1 });
});

test.each([[408], [429], [500], [503], [599], [new NoAnswer()]])(
  "%s is worth another try",
  (answer) => {
    const { outbox, runAfter } = setUp([answer, 200]);
    const id = outbox.send(SHOP, "paid");
    outbox.run();
    expect(outbox.delivery(id)).toMatchObject({ state: "waiting" });
    runAfter(10);
    expect(outbox.delivery(id)).toMatchObject({ state: "delivered", attempts: 2 });
  },
);

test.each([[301], [302], [304], [400], [401], [404], [410], [499]])("%i is final", (status) => {
  const { outbox } = setUp(status);
  const id = outbox.send(SHOP, "paid");
  outbox.run();
  const reason = `status ${status}`;
  expect(outbox.delivery(id)).toMatchObject({ state: "dead", attempts: 1, reason });
});

test("no answer is a reason too", () => {
  const { outbox, runAfter } = setUp(new NoAnswer(), 2);
  const id = outbox.send(SHOP, "paid");
  outbox.run();
  runAfter(10);
  expect(outbox.delivery(id)).toMatchObject({ state: "dead", attempts: 2, reason: "no answer" });
});

test("waits double up to an hour", () => {
  const waits = Array.from({ length: 12 }, (_, index) => waitAfter(index + 1));
  expect(waits).toEqual([10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600, 3600]);
  expect(waitAfter(40)).toBe(3600);
});

test("nothing is tried a second too early", () => {
  const { outbox, runAfter, arrived } = setUp(503);
  outbox.send(SHOP, "paid");
  for (const [seconds, attempts] of [
    [0, 1],
    [9, 1],
    [1, 2],
    [19, 2],
    [1, 3],
  ]) {
    runAfter(seconds);
    expect(arrived).toHaveLength(attempts);
  }
});

test("a late run tries once and waits from then on", () => {
  const { outbox, runAfter, arrived } = setUp(503);
  outbox.send(SHOP, "paid");
  outbox.run();
  for (const [seconds, attempts] of [
    [5000, 2],
    [0, 2],
    [19, 2],
    [1, 3],
  ]) {
    runAfter(seconds);
    expect(arrived).toHaveLength(attempts);
  }
});

test("a retry holds up later events of its endpoint", () => {
  const { outbox, runAfter, bodies } = setUp([503, 503, 200, 200, 200]);
  outbox.send(SHOP, "ordered");
  outbox.send(SHOP, "paid");
  outbox.run();
  outbox.send(SHOP, "shipped");
  runAfter(10);
  expect(bodies()).toEqual(["ordered", "ordered"]);
  runAfter(20);
  expect(bodies()).toEqual(["ordered", "ordered", "ordered", "paid", "shipped"]);
});

test("a dead event makes way", () => {
  const { outbox } = setUp([404, 200]);
  const first = outbox.send(SHOP, "ordered");
  const second = outbox.send(SHOP, "paid");
  outbox.run();
  expect(outbox.delivery(first)?.state).toBe("dead");
  expect(outbox.delivery(second)?.state).toBe("delivered");
});

test("one secret more does not make another endpoint", () => {
  const { outbox, bodies } = setUp(503);
  outbox.send(SHOP, "ordered");
  outbox.send({ ...SHOP, secret: "new-secret" }, "paid");
  outbox.run();
  expect(bodies()).toEqual(["ordered"]);
});

test("one run tries everything that is due", () => {
  const { outbox, arrived } = setUp(200);
  const ids = Array.from({ length: 15 }, (_, number) =>
    outbox.send({ url: `https://${number % 5}.example`, secret: "secret" }, "paid"),
  );
  outbox.run();
  expect(ids.map((id) => outbox.delivery(id)?.state)).toEqual(Array(15).fill("delivered"));
  expect(arrived).toHaveLength(15);
});

test("the id is the same in every attempt", () => {
  const { outbox, runAfter, arrived } = setUp([503, new NoAnswer(), 200, 200]);
  const first = outbox.send(SHOP, "ordered");
  const second = outbox.send(SHOP, "paid");
  for (const seconds of [0, 10, 20]) runAfter(seconds);
  const ids = arrived.map(({ headers }) => headers.Delivery);
  expect(ids).toEqual([first, first, first, second].map(String));
  expect(first).not.toBe(second);
});

test("every attempt is signed at its own time", () => {
  const { clock, outbox, runAfter, arrived } = setUp(503);
  outbox.send(SHOP, "paid");
  for (let attempts = 1; attempts <= 4; attempts += 1) {
    runAfter(1000);
    expect(arrived).toHaveLength(attempts);
    const { headers, body } = arrived[attempts - 1];
    expect(headers.Signature).toBe(sign(SHOP.secret, clock.now(), body));
  }
});

test("a fault of our own goes to the caller and does not count", () => {
  const { outbox } = setUp([new TypeError("a fault"), 200, 200]);
  const first = outbox.send(SHOP, "ordered");
  const second = outbox.send(SHOP, "paid");
  expect(() => outbox.run()).toThrow(TypeError);
  expect(outbox.delivery(first)).toMatchObject({ state: "waiting", attempts: 0 });
  outbox.run();
  expect(outbox.delivery(first)).toMatchObject({ state: "delivered", attempts: 1 });
  expect(outbox.delivery(second)?.state).toBe("delivered");
});

test("a signature is what it was", () => {
  const digits = "83343a78d006b9e9574a607c8fad9b4c50f2d9d1a41f5b923b322bbc60e63c11";
  expect(sign("shop-secret", NOW, "paid")).toBe(`t=${NOW},v1=${digits}`);
});

test.each([
  [0, true],
  [300, true],
  [301, false],
  [-300, true],
  [-301, false],
])("a signature %i seconds old", (age, genuine) => {
  expect(isGenuine("secret", sign("secret", NOW - age, "paid"), "paid", NOW)).toBe(genuine);
});

test("a signature belongs to its body, secret and time", () => {
  const header = sign("secret", NOW, "paid");
  const another = header.replace(String(NOW), String(NOW - 1));
  expect(isGenuine("secret", header, "paid!", NOW)).toBe(false);
  expect(isGenuine("Secret", header, "paid", NOW)).toBe(false);
  expect(isGenuine("secret", another, "paid", NOW)).toBe(false);
});

test("a part of a signature is not genuine", () => {
  const header = sign("secret", NOW, "paid");
  const start = header.indexOf("v1=") + 3;
  for (const end of [start, start + 1, start + 63]) {
    expect(isGenuine("secret", header.slice(0, end), "paid", NOW)).toBe(false);
  }
  expect(isGenuine("secret", `${header}0`, "paid", NOW)).toBe(false);
});

test.each([
  [""],
  [","],
  ["nonsense"],
  ["t=,v1="],
  ["t=x,v1=y"],
  [`t=${NOW}`],
  [`v1=${"0".repeat(64)}`],
  ["t=1=2,v1"],
  [`t=\u0661,v1=${"0".repeat(64)}`],
])("%j is not genuine", (header) => {
  expect(isGenuine("secret", header, "paid", NOW)).toBe(false);
});
