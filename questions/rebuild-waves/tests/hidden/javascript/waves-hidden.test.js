// canary: ilm-9d02b6c4e1f7385a
import { rebuildWaves, StuckError } from "./waves.js";

const graph = (uses) => new Map(Object.entries(uses));

test("a module waits for the last thing it uses", () => {
  const uses = graph({ core: [], store: ["core"], api: ["store"], app: ["core", "api"] });
  expect(rebuildWaves(uses, ["core"])).toEqual([["core"], ["store"], ["api"], ["app"]]);
});

test("modules that need no rebuild hold nobody up", () => {
  const uses = graph({
    a: [],
    b: ["a"],
    c: ["b"],
    theme: [],
    late: ["c", "theme"],
    early: ["theme"],
  });
  expect(rebuildWaves(uses, ["theme"])).toEqual([["theme"], ["early", "late"]]);
});

test("two changes, of which one uses the other", () => {
  const uses = graph({ core: [], api: ["core"], app: ["api"] });
  expect(rebuildWaves(uses, ["api", "core"])).toEqual([["core"], ["api"], ["app"]]);
});

test("a circle, and what waits for it, is stuck", () => {
  const uses = graph({ core: [], a: ["core", "b"], b: ["a"], app: ["b"], free: ["core"] });
  const plan = () => rebuildWaves(uses, ["core"]);
  expect(plan).toThrow(StuckError);
  expect(plan).toThrow(expect.objectContaining({ modules: ["a", "app", "b"] }));
});

test("a circle that needs no rebuild does no harm", () => {
  const uses = graph({ a: ["b"], b: ["a"], page: ["style"], style: [] });
  expect(rebuildWaves(uses, ["style"])).toEqual([["style"], ["page"]]);
});

test("names given twice count once", () => {
  const uses = graph({ core: [], api: ["core", "core"] });
  expect(rebuildWaves(uses, ["core", "core"])).toEqual([["core"], ["api"]]);
});

test("an unused package rebuilds nothing", () => {
  expect(rebuildWaves(graph({ core: [] }), ["left-over"])).toEqual([]);
});

test("a long chain", () => {
  const size = 20_000;
  const name = (index) => `m${String(index).padStart(5, "0")}`;
  const uses = new Map();
  for (let index = 0; index < size; index += 1) {
    uses.set(name(index), index === 0 ? [] : [name(index - 1)]);
  }
  const waves = rebuildWaves(uses, [name(0)]);
  expect(waves.length).toBe(size);
  expect(waves.at(-1)).toEqual([name(size - 1)]);
});

test("many ways to the same module", () => {
  const uses = new Map();
  const expected = [];
  for (let index = 10; index < 70; index += 1) {
    const pair = [`left${index}`, `right${index}`];
    for (const module of pair) uses.set(module, expected.at(-1) ?? []);
    expected.push(pair);
  }
  expect(rebuildWaves(uses, ["left10", "right10"])).toEqual(expected);
});
