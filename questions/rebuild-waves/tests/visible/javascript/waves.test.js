import { rebuildWaves, StuckError } from "./waves.js";

const shop = new Map([
  ["money", []],
  ["users", []],
  ["cart", ["money"]],
  ["checkout", ["cart", "users"]],
  ["reports", ["users"]],
]);

test("nothing changed, nothing rebuilt", () => {
  expect(rebuildWaves(shop, [])).toEqual([]);
});

test("a module nobody uses is rebuilt alone", () => {
  expect(rebuildWaves(shop, ["checkout"])).toEqual([["checkout"]]);
});

test("users are rebuilt after what they use", () => {
  expect(rebuildWaves(shop, ["money"])).toEqual([["money"], ["cart"], ["checkout"]]);
});

test("modules of one wave are sorted by name", () => {
  const uses = new Map([
    ["users", []],
    ["reports", ["users"]],
    ["audit", ["users"]],
  ]);
  expect(rebuildWaves(uses, ["users"])).toEqual([["users"], ["audit", "reports"]]);
});

test("a changed package rebuilds its users", () => {
  const uses = new Map([
    ["api", ["http-kit"]],
    ["web", ["api"]],
    ["cli", []],
  ]);
  expect(rebuildWaves(uses, ["http-kit"])).toEqual([["api"], ["web"]]);
});

test("a module that uses itself is stuck", () => {
  const plan = () => rebuildWaves(new Map([["egg", ["egg"]]]), ["egg"]);
  expect(plan).toThrow(StuckError);
  expect(plan).toThrow(expect.objectContaining({ modules: ["egg"] }));
});
