// canary: ilm-e07b34f9d2615ca8
import { bucketOf } from "./src/bucket.js";
import { BadFlag, newFlag } from "./src/flag.js";
import { Switchboard } from "./src/switchboard.js";

const users = Array.from({ length: 1000 }, (_, number) => `user-${number}`);
const usersWith = (board, name) => users.filter((user) => board.isOn(name, user));

/** A switchboard on which everybody is in bucket 50, and what it asked for. */
function counting() {
  const asked = [];
  const board = new Switchboard((flag, user) => {
    asked.push(`${flag} ${user}`);
    return 50;
  });
  return { asked, board };
}

test("denied beats allowed", () => {
  const board = new Switchboard();
  const both = { allow: new Set(["ann"]), deny: new Set(["ann"]) };
  board.put(newFlag("search", { percent: 100, ...both }));
  expect(board.isOn("search", "ann")).toBe(false);
});

test.each([
  [49, false],
  [50, false],
  [51, true],
])("bucket 50 at %i percent", (percent, on) => {
  const { board } = counting();
  board.put(newFlag("search", { percent }));
  expect(board.isOn("search", "ann")).toBe(on);
});

test("one percent is not two", () => {
  const board = new Switchboard();
  board.put(newFlag("search", { percent: 1 }));
  const first = users.filter((user) => bucketOf("search", user) === 0);
  expect(usersWith(board, "search")).toEqual(first);
});

test("more percent only add and fewer only remove users", () => {
  const board = new Switchboard();
  let before = [];
  for (const percent of [1, 10, 11, 60, 100]) {
    board.put(newFlag("search", { percent }));
    const now = usersWith(board, "search");
    expect(now).toEqual(expect.arrayContaining(before));
    expect(now.length).toBeGreaterThan(before.length);
    before = now;
  }
  board.put(newFlag("search", { percent: 30 }));
  const fewer = usersWith(board, "search");
  expect(fewer.length).toBeGreaterThan(200);
  expect(fewer.length).toBeLessThan(400);
});

test("who is early for one flag is not early for all", () => {
  const board = new Switchboard();
  for (const name of ["search", "basket", "chat"]) board.put(newFlag(name, { percent: 50 }));
  for (const [one, other] of [
    ["search", "basket"],
    ["basket", "chat"],
  ]) {
    const first = new Set(usersWith(board, one));
    const both = usersWith(board, other).filter((user) => first.has(user));
    expect(both.length).toBeGreaterThan(180);
    expect(both.length).toBeLessThan(320);
  }
});

test("a bucket is always the same", () => {
  for (const user of users) {
    const bucket = bucketOf("search", user);
    expect(bucket >= 0 && bucket <= 99).toBe(true);
    expect(bucketOf("search", user)).toBe(bucket);
  }
});

test.each([
  [""],
  ["1"],
  [":"],
  ["/"],
  ["|"],
  [","],
  [" "],
  ["-"],
  ["."],
  ["#"],
  ["\n"],
  ["\0"],
  ["\x1f"],
])("names that read alike with %j between do not share an answer", (between) => {
  const board = new Switchboard();
  const allow = new Set([`${between}b`]);
  board.put(newFlag("a", { allow, deny: new Set([`b${between}c`]) }));
  board.put(newFlag(`a${between}`, { deny: new Set(["b"]) }));
  board.put(newFlag(`a${between}b`, { allow: new Set(["c"]) }));
  expect(board.isOn("a", `b${between}c`)).toBe(false);
  expect(board.isOn(`a${between}b`, "c")).toBe(true);
  if (between === "") return;
  expect(board.isOn("a", `${between}b`)).toBe(true);
  expect(board.isOn(`a${between}`, "b")).toBe(false);
});

test("who is denied loses it at once", () => {
  const board = new Switchboard();
  board.put(newFlag("search", { percent: 100 }));
  expect(board.isOn("search", "bob")).toBe(true);
  board.put(newFlag("search", { percent: 100, deny: new Set(["bob"]) }));
  expect(board.isOn("search", "bob")).toBe(false);
});

test("who is allowed gets it at once", () => {
  const board = new Switchboard();
  board.put(newFlag("search"));
  expect(board.isOn("search", "ann")).toBe(false);
  board.put(newFlag("search", { allow: new Set(["ann"]) }));
  expect(board.isOn("search", "ann")).toBe(true);
});

test("a flag that was asked for too early works once it is there", () => {
  const board = new Switchboard();
  expect(board.isOn("search", "ann")).toBe(false);
  board.put(newFlag("search", { percent: 100 }));
  expect(board.isOn("search", "ann")).toBe(true);
});

test("every question for a missing flag counts", () => {
  const board = new Switchboard();
  for (const user of ["ann", "ann", "bob"]) board.isOn("serach", user);
  board.isOn("baskte", "ann");
  expect(board.missing()).toEqual({ serach: 3, baskte: 1 });
});

test.each([[-1], [101]])("a bad flag of %i percent changes nothing", (percent) => {
  const board = new Switchboard();
  board.put(newFlag("search", { percent: 100 }));
  for (const name of ["search", "chat"]) {
    expect(() => board.put(newFlag(name, { percent }))).toThrow(BadFlag);
  }
  expect(board.isOn("search", "ann")).toBe(true);
  expect(board.isOn("chat", "ann")).toBe(false);
  expect(board.missing()).toEqual({ chat: 1 });
});

test("an answer is worked out once", () => {
  const { asked, board } = counting();
  board.put(newFlag("search", { percent: 60 }));
  board.put(newFlag("chat", { percent: 40 }));
  for (let round = 0; round < 3; round += 1) {
    expect(board.isOn("search", "ann")).toBe(true);
    expect(board.isOn("chat", "ann")).toBe(false);
    expect(board.isOn("search", "bob")).toBe(true);
  }
  expect(asked.sort()).toEqual(["chat ann", "search ann", "search bob"]);
});

test("a flag that is put leaves the answers of others alone", () => {
  const { asked, board } = counting();
  for (const name of ["chat", "chat2"]) {
    board.put(newFlag(name, { percent: 60 }));
    board.isOn(name, "ann");
  }
  asked.length = 0;
  board.put(newFlag("chat", { percent: 10 }));
  expect(board.isOn("chat", "ann")).toBe(false);
  expect(board.isOn("chat2", "ann")).toBe(true);
  expect(asked).toEqual(["chat ann"]);
});
