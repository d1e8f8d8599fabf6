import { planDay } from "./ferry.js";

const guest = (name, arrives, length) => ({
  name,
  arrives,
  length,
  resident: false,
});
const islander = (name, arrives, length) => ({
  name,
  arrives,
  length,
  resident: true,
});

test("who is there in time goes aboard, in the order of arrival", () => {
  const vehicles = [guest("van", 470, 6), guest("car", 460, 4)];
  expect(planDay([{ departs: 480, deck: 30 }], vehicles)).toEqual({
    boardings: [{ departs: 480, names: ["car", "van"] }],
    left: [],
  });
});

test("who comes too late takes the next sailing", () => {
  const sailings = [
    { departs: 480, deck: 30 },
    { departs: 540, deck: 30 },
  ];
  expect(planDay(sailings, [guest("car", 460, 4), guest("late", 478, 4)])).toEqual({
    boardings: [
      { departs: 480, names: ["car"] },
      { departs: 540, names: ["late"] },
    ],
    left: [],
  });
});

test("who does not fit takes the next sailing", () => {
  const sailings = [
    { departs: 480, deck: 20 },
    { departs: 540, deck: 20 },
  ];
  expect(planDay(sailings, [guest("truck", 400, 12), guest("bus", 410, 12)])).toEqual({
    boardings: [
      { departs: 480, names: ["truck"] },
      { departs: 540, names: ["bus"] },
    ],
    left: [],
  });
});

test("residents go first", () => {
  const vehicles = [guest("guest", 400, 4), islander("islander", 470, 4)];
  expect(planDay([{ departs: 480, deck: 30 }], vehicles)).toEqual({
    boardings: [{ departs: 480, names: ["islander", "guest"] }],
    left: [],
  });
});

test("who gets on no sailing is left", () => {
  const vehicles = [guest("car", 460, 4), guest("night", 1300, 4)];
  expect(planDay([{ departs: 480, deck: 30 }], vehicles)).toEqual({
    boardings: [{ departs: 480, names: ["car"] }],
    left: ["night"],
  });
});
