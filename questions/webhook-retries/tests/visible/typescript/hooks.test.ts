import { ManualClock } from "./src/clock.ts";
import { Outbox } from "./src/outbox.ts";
import { isGenuine } from "./src/signature.ts";

const SHOP = { url: "https://shop.example/hooks", secret: "shop-secret" };
const BANK = { url: "https://bank.example/hooks", secret: "bank-secret" };

/** An outbox whose receivers answer with 200, or with what a test says; keeps what arrived. */
function setUp() {
  const clock = new ManualClock();
  const answers: Record<string, number> = {};
  const arrived: { url: string; headers: Record<string, string>; body: string }[] = [];
  const outbox = new Outbox(clock, (url, headers, body) => {
    arrived.push({ url, headers, body });
    return answers[url] ?? 200;
  });
  return { clock, answers, arrived, outbox };
}

test("an event arrives with its id and a signature", () => {
  const { clock, arrived, outbox } = setUp();
  const id = outbox.send(SHOP, '{"paid": 7}');
  outbox.run();
  expect(arrived).toHaveLength(1);
  const [{ url, headers, body }] = arrived;
  expect([url, body]).toEqual([SHOP.url, '{"paid": 7}']);
  expect(headers.Delivery).toBe(String(id));
  expect(isGenuine(SHOP.secret, headers.Signature, body, clock.now())).toBe(true);
  expect(outbox.delivery(id)?.state).toBe("delivered");
});

test("a failed attempt is repeated after 10 and 20 seconds", () => {
  const { clock, answers, outbox } = setUp();
  const id = outbox.send(SHOP, "paid");
  answers[SHOP.url] = 503;
  for (const seconds of [0, 10, 20]) {
    clock.advance(seconds);
    outbox.run();
  }
  expect(outbox.delivery(id)).toMatchObject({ attempts: 3, reason: "status 503" });
});

test("after eight failed attempts a delivery is dead", () => {
  const { clock, answers, outbox } = setUp();
  const id = outbox.send(SHOP, "paid");
  answers[SHOP.url] = 503;
  for (let round = 0; round < 10; round += 1) {
    outbox.run();
    clock.advance(3600);
  }
  expect(outbox.delivery(id)).toMatchObject({ state: "dead", attempts: 8 });
});

test("endpoints do not wait for each other", () => {
  const { answers, outbox } = setUp();
  answers[SHOP.url] = 503;
  const first = outbox.send(SHOP, "paid");
  const second = outbox.send(BANK, "paid");
  outbox.run();
  expect(outbox.delivery(first)?.state).toBe("waiting");
  expect(outbox.delivery(second)?.state).toBe("delivered");
});

test("a signature with another secret is not genuine", () => {
  const { clock, arrived, outbox } = setUp();
  outbox.send(SHOP, "paid");
  outbox.run();
  const signature = arrived[0].headers.Signature;
  expect(isGenuine(BANK.secret, signature, "paid", clock.now())).toBe(false);
});

test("an old signature is not genuine", () => {
  const old = `t=1000,v1=${"0".repeat(64)}`;
  expect(isGenuine(SHOP.secret, old, "paid", 2000)).toBe(false);
});
