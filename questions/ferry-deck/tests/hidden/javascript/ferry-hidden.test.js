// canary: ilm-98247f595e943094
import { planDay } from "./ferry.js";

const guest = (name, arrives, length) => ({
  name,
  arrives,
  length,
  resident: false,
});
const islander = (name, arrives, length) => ({
  ...guest(name, arrives, length),
  resident: true,
});

/** The plan as `[departs, ...names]` for each sailing, and then who is left. */
function plan(sailings, vehicles) {
  const day = planDay(
    sailings.map(([departs, deck]) => ({ departs, deck })),
    vehicles,
  );
  return [...day.boardings.map(({ departs, names }) => [departs, ...names]), day.left];
}

test("the minute of closing is in time", () => {
  expect(plan([[480, 30]], [guest("just", 475, 4), guest("missed", 476, 4)])).toEqual([
    [480, "just"],
    ["missed"],
  ]);
});

test("between two vehicles stays a metre, and none at the ends", () => {
  const two = [guest("a", 1, 5), guest("b", 2, 4)];
  expect(plan([[480, 10]], two)).toEqual([[480, "a", "b"], []]);
  expect(plan([[480, 9]], two)).toEqual([[480, "a"], ["b"]]);
  const three = [...two, guest("c", 3, 3)];
  expect(plan([[480, 14]], three)).toEqual([[480, "a", "b", "c"], []]);
  expect(plan([[480, 13]], three)).toEqual([[480, "a", "b"], ["c"]]);
});

test("one vehicle may take the whole deck", () => {
  expect(plan([[480, 12]], [guest("bus", 1, 12)])).toEqual([[480, "bus"], []]);
  expect(plan([[480, 11]], [guest("bus", 1, 12)])).toEqual([[480], ["bus"]]);
});

test("who fits may pass those who do not", () => {
  const vehicles = [
    guest("car", 1, 4),
    guest("truck", 2, 12),
    guest("van", 3, 6),
    guest("bike", 4, 2),
  ];
  expect(
    plan(
      [
        [480, 14],
        [540, 12],
      ],
      vehicles,
    ),
  ).toEqual([[480, "car", "van", "bike"], [540, "truck"], []]);
});

test("a guest left behind still lets residents go first", () => {
  const vehicles = [guest("first", 1, 8), guest("second", 2, 8), islander("islander", 500, 8)];
  expect(
    plan(
      [
        [480, 8],
        [540, 8],
        [600, 8],
      ],
      vehicles,
    ),
  ).toEqual([[480, "first"], [540, "islander"], [600, "second"], []]);
});

test("residents too go in the order of arrival", () => {
  const vehicles = [guest("guest", 1, 2), islander("later", 20, 2), islander("earlier", 10, 2)];
  expect(plan([[480, 30]], vehicles)).toEqual([[480, "earlier", "later", "guest"], []]);
});

test("who arrives in the same minute keeps the order of the list", () => {
  const vehicles = ["m", "z", "a", "k"].map((name) => guest(name, 60, 2));
  expect(plan([[480, 8]], vehicles)).toEqual([[480, "m", "z", "a"], ["k"]]);
});

test("sailings may come in any order", () => {
  const vehicles = [guest("car", 50, 4), guest("van", 60, 4)];
  expect(
    plan(
      [
        [1000, 4],
        [95, 4],
        [100, 4],
      ],
      vehicles,
    ),
  ).toEqual([[95, "car"], [100, "van"], [1000], []]);
});

test("who is left is told in the order of arrival", () => {
  const vehicles = [
    guest("c", 1000, 2),
    guest("b", 99, 40),
    islander("r", 200, 40),
    guest("a", 99, 40),
  ];
  expect(plan([[480, 30]], vehicles)).toEqual([[480], ["b", "a", "r", "c"]]);
});

test("a day without sailings or vehicles", () => {
  expect(plan([], [guest("b", 2, 4), guest("a", 1, 4)])).toEqual([["a", "b"]]);
  expect(plan([[480, 30]], [])).toEqual([[480], []]);
});

test("what was handed in is left as it was", () => {
  const sailings = [
    { departs: 540, deck: 30 },
    { departs: 480, deck: 4 },
  ];
  const vehicles = [guest("van", 470, 6), guest("car", 460, 4)];
  const before = structuredClone([sailings, vehicles]);
  planDay(sailings, vehicles);
  expect([sailings, vehicles]).toEqual(before);
});
