// canary: ilm-985dedb6aa5a956b
import {
  GroupOpen,
  NothingToRedo,
  NothingToUndo,
  SeatFree,
  SeatTaken,
  UnknownSeat,
} from "./src/errors.ts";
import { Hall } from "./src/hall.ts";
import { SeatingPlan } from "./src/plan.ts";

class Cancelled extends Error {}

function setUp(limit = 100) {
  const hall = new Hall({ A: 4, B: 4 });
  const plan = new SeatingPlan(hall, { limit });
  const told: [string, string | null][] = [];
  plan.subscribe((seat, guest) => told.push([seat, guest]));
  return { hall, plan, told };
}

test("several steps go back and forth", () => {
  const { hall, plan } = setUp();
  plan.assign("A1", "Ida");
  plan.assign("A2", "Jon");
  plan.assign("A3", "Kim");
  plan.undo();
  plan.undo();
  plan.redo();
  expect(hall.taken()).toEqual({ A1: "Ida", A2: "Jon" });
  plan.redo();
  expect(hall.taken()).toEqual({ A1: "Ida", A2: "Jon", A3: "Kim" });
  expect(() => plan.redo()).toThrow(NothingToRedo);
  plan.undo();
  expect(hall.taken()).toEqual({ A1: "Ida", A2: "Jon" });
});

test("at first there is nothing to do again", () => {
  const { plan } = setUp();
  expect(() => plan.redo()).toThrow(NothingToRedo);
});

test("a group is undone backwards and done again forwards", () => {
  const { hall, plan, told } = setUp();
  plan.group(() => {
    plan.assign("A1", "Ida");
    plan.free("A1");
    plan.assign("A1", "Jon");
    plan.swap("A1", "A2");
  });
  told.length = 0;
  plan.undo();
  expect(hall.taken()).toEqual({});
  expect(told).toEqual([
    ["A2", null],
    ["A1", "Jon"],
    ["A1", null],
    ["A1", "Ida"],
    ["A1", null],
  ]);
  told.length = 0;
  plan.redo();
  expect(hall.taken()).toEqual({ A2: "Jon" });
  expect(told).toEqual([
    ["A1", "Ida"],
    ["A1", null],
    ["A1", "Jon"],
    ["A1", null],
    ["A2", "Jon"],
  ]);
});

test("inner groups belong to the outermost", () => {
  const { hall, plan } = setUp();
  plan.group(() => {
    plan.assign("A1", "Ida");
    plan.group(() => {
      plan.assign("A2", "Jon");
      plan.seatParty("B", 1, ["Kim", "Lea"]);
    });
    plan.assign("A3", "Max");
  });
  plan.undo();
  expect(hall.taken()).toEqual({});
  expect(() => plan.undo()).toThrow(NothingToUndo);
});

test("a failed group is taken back and leaves no step", () => {
  const { hall, plan, told } = setUp();
  plan.assign("A1", "Ida");
  told.length = 0;
  const failing = () =>
    plan.group(() => {
      plan.free("A1");
      plan.assign("A1", "Jon");
      plan.assign("A2", "Kim");
      throw new Cancelled();
    });
  expect(failing).toThrow(Cancelled);
  expect(hall.taken()).toEqual({ A1: "Ida" });
  expect(told.slice(3)).toEqual([
    ["A2", null],
    ["A1", null],
    ["A1", "Ida"],
  ]);
  plan.undo();
  expect(hall.taken()).toEqual({});
  expect(() => plan.undo()).toThrow(NothingToUndo);
});

test("a failed inner group takes back its own changes only", () => {
  const { hall, plan } = setUp();
  plan.group(() => {
    plan.assign("A1", "Ida");
    expect(() => plan.seatParty("A", 1, ["Jon"])).toThrow(SeatTaken);
    const failing = () =>
      plan.group(() => {
        plan.assign("A2", "Jon");
        throw new Cancelled();
      });
    expect(failing).toThrow(Cancelled);
    plan.assign("A3", "Kim");
  });
  expect(hall.taken()).toEqual({ A1: "Ida", A3: "Kim" });
  plan.undo();
  expect(hall.taken()).toEqual({});
  plan.redo();
  expect(hall.taken()).toEqual({ A1: "Ida", A3: "Kim" });
});

test("after a failed group undone steps can still be done again", () => {
  const { hall, plan } = setUp();
  plan.assign("A1", "Ida");
  plan.undo();
  expect(() => plan.seatParty("B", 3, ["Jon", "Kim", "Lea"])).toThrow(UnknownSeat);
  expect(hall.taken()).toEqual({});
  plan.redo();
  expect(hall.taken()).toEqual({ A1: "Ida" });
});

test("a refused change outside of groups keeps what can be done again", () => {
  const { hall, plan } = setUp();
  plan.assign("A1", "Ida");
  plan.assign("A2", "Jon");
  plan.undo();
  expect(() => plan.assign("A1", "Kim")).toThrow(SeatTaken);
  expect(() => plan.free("B1")).toThrow(SeatFree);
  plan.redo();
  expect(hall.taken()).toEqual({ A1: "Ida", A2: "Jon" });
});

test("a group without changes is no step", () => {
  const { hall, plan } = setUp();
  plan.assign("A1", "Ida");
  plan.assign("A2", "Jon");
  plan.undo();
  plan.group(() => plan.group(() => {}));
  plan.seatParty("B", 1, []);
  plan.redo();
  expect(hall.taken()).toEqual({ A1: "Ida", A2: "Jon" });
  plan.undo();
  plan.undo();
  expect(hall.taken()).toEqual({});
});

test("a new group leaves nothing to do again", () => {
  const { plan } = setUp();
  plan.assign("A1", "Ida");
  plan.undo();
  plan.group(() => plan.assign("A2", "Jon"));
  expect(() => plan.redo()).toThrow(NothingToRedo);
});

test("the limit counts a group as one", () => {
  const { hall, plan } = setUp(2);
  plan.assign("A1", "Ida");
  plan.seatParty("B", 1, ["Jon", "Kim", "Lea"]);
  plan.swap("A1", "A4");
  plan.undo();
  plan.undo();
  expect(hall.taken()).toEqual({ A1: "Ida" });
  expect(() => plan.undo()).toThrow(NothingToUndo);
  plan.redo();
  plan.redo();
  expect(hall.taken()).toEqual({ A4: "Ida", B1: "Jon", B2: "Kim", B3: "Lea" });
});

test("inside of any group steps neither go back nor forth", () => {
  const { hall, plan } = setUp();
  plan.assign("A1", "Ida");
  plan.assign("A2", "Jon");
  plan.undo();
  plan.group(() => {
    plan.assign("B1", "Kim");
    plan.group(() => {});
    expect(() => plan.undo()).toThrow(GroupOpen);
    expect(() => plan.redo()).toThrow(GroupOpen);
  });
  expect(hall.taken()).toEqual({ A1: "Ida", B1: "Kim" });
  plan.undo();
  expect(hall.taken()).toEqual({ A1: "Ida" });
});

test("listeners are told of steps done again", () => {
  const { plan, told } = setUp();
  plan.assign("A1", "Ida");
  plan.undo();
  plan.redo();
  expect(told).toEqual([
    ["A1", "Ida"],
    ["A1", null],
    ["A1", "Ida"],
  ]);
});
