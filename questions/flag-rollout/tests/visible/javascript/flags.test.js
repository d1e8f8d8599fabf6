import { newFlag } from "./src/flag.js";
import { Switchboard } from "./src/switchboard.js";

const users = Array.from({ length: 1000 }, (_, number) => `user-${number}`);

function usersWith(flag) {
  const board = new Switchboard();
  board.put(flag);
  return users.filter((user) => board.isOn(flag.name, user));
}

test("an unknown flag is off and missed", () => {
  const board = new Switchboard();
  expect(board.isOn("serach", "ann")).toBe(false);
  expect(board.missing()).toEqual({ serach: 1 });
});

test("an allowed user has it before all others", () => {
  const board = new Switchboard();
  board.put(newFlag("search", { percent: 0, allow: new Set(["ann"]) }));
  expect(board.isOn("search", "ann")).toBe(true);
});

test("a denied user never has it", () => {
  const board = new Switchboard();
  board.put(newFlag("search", { percent: 100, deny: new Set(["bob"]) }));
  expect(board.isOn("search", "bob")).toBe(false);
  expect(board.isOn("search", "ann")).toBe(true);
});

test("nobody has a flag at 0 percent", () => {
  expect(usersWith(newFlag("search", { percent: 0 }))).toEqual([]);
});

test("half of the users have a flag at 50 percent", () => {
  const { length } = usersWith(newFlag("search", { percent: 50 }));
  expect(length).toBeGreaterThan(450);
  expect(length).toBeLessThan(550);
});

test("everybody has a flag at 100 percent", () => {
  expect(usersWith(newFlag("search", { percent: 100 }))).toEqual(users);
});

test("the cache gives the right answer", () => {
  const board = new Switchboard();
  board.put(newFlag("search", { percent: 50 }));
  for (const user of users) expect(board.isOn("search", user)).toBe(board.isOn("search", user));
});
