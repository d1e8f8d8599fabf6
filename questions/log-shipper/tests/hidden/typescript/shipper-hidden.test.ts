// canary: ilm-7d15ae38c0f2964b
import { Disk } from "./src/disk.ts";
import { Positions } from "./src/position.ts";
import { Shipper, Unreachable } from "./src/shipper.ts";

/** A shipper for the log `web`, and a receiver that takes batches unless told to fail. */
function setUp({ atMost = 4096, maxBytes = 65_536 } = {}) {
  const disk = new Disk(atMost);
  const positions = new Positions();
  const taken: string[][] = [];
  const failures: (Error | undefined)[] = [];
  const send = (texts: string[]) => {
    const failure = failures.shift();
    if (failure) throw failure;
    taken.push([...texts]);
  };
  const another = (log: string) => new Shipper(disk, log, send, positions, maxBytes);
  const write = (text: string) => disk.write("web", text);
  return { disk, write, another, shipper: another("web"), taken, failures };
}

test("without anything new nothing is sent", () => {
  const { disk, write, shipper, taken } = setUp();
  expect(shipper.run()).toBe(0);
  write("one\n");
  expect([shipper.run(), shipper.run()]).toEqual([1, 0]);
  disk.rotate("web");
  expect(shipper.run()).toBe(0);
  expect(taken).toEqual([["one"]]);
});

test("a newline and nothing else ends a line", () => {
  const { write, shipper, taken } = setUp();
  write("a\rb\n\nc\u2028d\x0be\x85f\n\n");
  expect(shipper.run()).toBe(4);
  expect(taken.flat()).toEqual(["a\rb", "", "c\u2028d\x0be\x85f", ""]);
});

const TEXT = "naïve\n日本語 ログ\n🙂🙃\nplain\nÅ\n";
const TEXTS = TEXT.split("\n").slice(0, -1);

test.each([[1], [2], [3], [4], [5], [6], [7], [8]])(
  "when %i bytes are read at a time texts stay whole",
  (atMost) => {
    const { write, shipper, taken } = setUp({ atMost });
    write(TEXT);
    expect(shipper.run()).toBe(5);
    write(TEXT);
    expect(shipper.run()).toBe(5);
    expect(taken.flat()).toEqual([...TEXTS, ...TEXTS]);
  },
);

test.each([[2], [4096]])("wherever the writer pauses texts stay whole (%i)", (atMost) => {
  const { disk, shipper, taken } = setUp({ atMost });
  for (const byte of new TextEncoder().encode(TEXT)) {
    disk.write("web", Uint8Array.of(byte));
    shipper.run();
  }
  expect(taken.flat()).toEqual(TEXTS);
});

test("a restart goes on where the last batch ended", () => {
  const { write, shipper, another, taken } = setUp();
  write(TEXT);
  shipper.run();
  write("next\n");
  another("web").run();
  expect(taken.flat()).toEqual([...TEXTS, "next"]);
});

test("all files are read that were begun since", () => {
  const { disk, write, shipper, taken } = setUp();
  write("friday\n");
  shipper.run();
  write("friday night\n");
  for (const day of ["saturday", "sunday", "monday"]) {
    disk.rotate("web");
    write(`${day}\n${day} night\n`);
  }
  expect(shipper.run()).toBe(7);
  expect(taken.flat()).toEqual([
    "friday",
    "friday night",
    "saturday",
    "saturday night",
    "sunday",
    "sunday night",
    "monday",
    "monday night",
  ]);
  expect(shipper.run()).toBe(0);
});

test("the first run begins with the oldest file", () => {
  const { disk, write, shipper, taken } = setUp();
  write("old\n");
  disk.rotate("web");
  write("new\n");
  shipper.run();
  expect(taken.flat()).toEqual(["old", "new"]);
});

test("when a file is gone the oldest one is next", () => {
  const { disk, write, shipper, taken } = setUp();
  write("one\n");
  shipper.run();
  for (const text of ["two\n", "three\n", "four\n"]) {
    disk.rotate("web");
    write(text);
  }
  disk.removeOldest("web");
  disk.removeOldest("web");
  shipper.run();
  expect(taken.flat()).toEqual(["one", "three", "four"]);
});

test("in a finished file the last line needs no newline", () => {
  const { disk, write, shipper, taken } = setUp();
  write("one\ncrash");
  expect(shipper.run()).toBe(1);
  disk.rotate("web");
  expect(shipper.run()).toBe(1);
  write("two\n");
  expect(shipper.run()).toBe(1);
  expect(taken.flat()).toEqual(["one", "crash", "two"]);
});

test("files without anything in them", () => {
  const { disk, write, shipper, taken } = setUp();
  for (let count = 0; count < 3; count += 1) disk.rotate("web");
  write("one\n");
  disk.rotate("web");
  expect(shipper.run()).toBe(1);
  expect(taken.flat()).toEqual(["one"]);
});

test("as many lines as fit are in a batch", () => {
  const { write, shipper, taken } = setUp({ maxBytes: 20 });
  write("aaaa\nbbbb\ncccc\ndddd\neeee\nffff\nggggg\nhhh\niiiiii\n");
  shipper.run();
  expect(taken).toEqual([
    ["aaaa", "bbbb", "cccc", "dddd"],
    ["eeee", "ffff", "ggggg", "hhh"],
    ["iiiiii"],
  ]);
});

test("a batch is measured in bytes", () => {
  const { write, shipper, taken } = setUp({ maxBytes: 20 });
  write("日本語\nログ\n🙂🙂\nabc\n");
  shipper.run();
  expect(taken).toEqual([
    ["日本語", "ログ"],
    ["🙂🙂", "abc"],
  ]);
});

test.each([
  ["x".repeat(19), "x".repeat(19)],
  ["x".repeat(20), `${"x".repeat(13)} [cut]`],
  ["é".repeat(9), "é".repeat(9)],
  ["é".repeat(10), `${"é".repeat(6)} [cut]`],
  [`xé${"日".repeat(9)}`, "xé日日日 [cut]"],
  ["🙂".repeat(5), "🙂🙂🙂 [cut]"],
  ["日".repeat(700), "日日日日 [cut]"],
])("a line that is too long keeps what fits of its beginning: %s", (line, sent) => {
  const { write, shipper, taken } = setUp({ maxBytes: 20 });
  write(`${line}\n`);
  shipper.run();
  expect(taken).toEqual([[sent]]);
});

const CUT_X = `${"x".repeat(13)} [cut]`;
const CUT_Y = `${"y".repeat(13)} [cut]`;

test("after a line was cut the next one is whole", () => {
  const { write, shipper, taken } = setUp({ maxBytes: 20 });
  write(`${"x".repeat(1000)}\n${"y".repeat(1000)}\nshort\n`);
  expect(shipper.run()).toBe(3);
  write("next\n");
  expect(shipper.run()).toBe(1);
  expect(taken).toEqual([[CUT_X], [CUT_Y], ["short"], ["next"]]);
});

test("an empty line is a line and an empty batch is none", () => {
  const { write, shipper, taken } = setUp({ maxBytes: 20 });
  write(`\n${"x".repeat(1000)}\n\n\n`);
  shipper.run();
  expect(taken).toEqual([[""], [CUT_X], ["", ""]]);
});

test.each([[0], [1], [2], [3]])(
  "after %i batches and a failure the next batch is next",
  (count) => {
    const { write, shipper, another, taken, failures } = setUp({ maxBytes: 20 });
    write("日本語 one\nsecond line\nthird line\nfourth line\n");
    failures.push(...Array(count).fill(undefined), new Unreachable());
    expect(shipper.run()).toBe(count);
    expect(another("web").run()).toBe(4 - count);
    expect(taken.flat()).toEqual(["日本語 one", "second line", "third line", "fourth line"]);
  },
);

test("a failure ends the run", () => {
  const { write, shipper, taken, failures } = setUp({ maxBytes: 20 });
  write("a first line\nsecond line\nthird line\n");
  failures.push(new Unreachable());
  expect(shipper.run()).toBe(0);
  expect(taken).toEqual([]);
});

test("any other error goes to the caller and nothing taken is sent again", () => {
  const { write, shipper, taken, failures } = setUp({ maxBytes: 20 });
  write("a first line\nsecond line\nthird line\n");
  failures.push(undefined, new TypeError("a fault"));
  expect(() => shipper.run()).toThrow(TypeError);
  expect(shipper.run()).toBe(2);
  expect(taken.flat()).toEqual(["a first line", "second line", "third line"]);
});

test("a failure between two files", () => {
  const { disk, write, shipper, taken, failures } = setUp({ maxBytes: 20 });
  write("before midnight\nunended");
  disk.rotate("web");
  write("after midnight\n");
  failures.push(undefined, undefined, new Unreachable());
  expect(shipper.run()).toBe(2);
  expect(shipper.run()).toBe(1);
  expect(taken.flat()).toEqual(["before midnight", "unended", "after midnight"]);
});

test("logs do not mix", () => {
  const { disk, write, shipper, another, taken } = setUp();
  const other = another("mail");
  write("web one\n");
  disk.write("mail", "mail one\n");
  shipper.run();
  other.run();
  write("web two\n");
  disk.rotate("mail");
  disk.write("mail", "mail two\n");
  shipper.run();
  other.run();
  expect(taken.flat()).toEqual(["web one", "mail one", "web two", "mail two"]);
});
