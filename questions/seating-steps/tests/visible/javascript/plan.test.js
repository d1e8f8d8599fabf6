import { GroupOpen, NothingToRedo, NothingToUndo, SeatTaken } from "./src/errors.js";
import { Hall } from "./src/hall.js";
import { SeatingPlan } from "./src/plan.js";

function setUp() {
  const hall = new Hall({ A: 4, B: 4 });
  return { hall, plan: new SeatingPlan(hall) };
}

test("a step can be taken back", () => {
  const { hall, plan } = setUp();
  plan.assign("A1", "Ida");
  plan.undo();
  expect(hall.taken()).toEqual({});
  expect(() => plan.undo()).toThrow(NothingToUndo);
});

test("an undone step can be done again", () => {
  const { hall, plan } = setUp();
  plan.assign("A1", "Ida");
  plan.undo();
  plan.redo();
  expect(hall.taken()).toEqual({ A1: "Ida" });
});

test("a new step leaves nothing to do again", () => {
  const { hall, plan } = setUp();
  plan.assign("A1", "Ida");
  plan.undo();
  plan.assign("A2", "Jon");
  expect(() => plan.redo()).toThrow(NothingToRedo);
  expect(hall.taken()).toEqual({ A2: "Jon" });
});

test("a group is one step", () => {
  const { hall, plan } = setUp();
  plan.group(() => {
    plan.assign("A1", "Ida");
    plan.assign("B1", "Jon");
  });
  plan.undo();
  expect(hall.taken()).toEqual({});
  plan.redo();
  expect(hall.taken()).toEqual({ A1: "Ida", B1: "Jon" });
});

test("a swap is one step", () => {
  const { hall, plan } = setUp();
  plan.assign("A1", "Ida");
  plan.swap("A1", "B3");
  plan.undo();
  expect(hall.taken()).toEqual({ A1: "Ida" });
});

test("a party is seated whole or not at all", () => {
  const { hall, plan } = setUp();
  plan.assign("A3", "Ida");
  expect(() => plan.seatParty("A", 1, ["Jon", "Kim", "Lea"])).toThrow(SeatTaken);
  expect(hall.taken()).toEqual({ A3: "Ida" });
});

test("inside of a group nothing is undone", () => {
  const { plan } = setUp();
  plan.assign("A1", "Ida");
  plan.group(() => {
    expect(() => plan.undo()).toThrow(GroupOpen);
  });
});
