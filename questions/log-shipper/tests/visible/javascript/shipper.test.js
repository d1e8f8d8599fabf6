import { Disk } from "./src/disk.js";
import { Positions } from "./src/position.js";
import { Shipper, Unreachable } from "./src/shipper.js";

/** A shipper, and a receiver that takes batches but for those calls (from 1) that a test lets fail. */
function setUp({ atMost = 4096, maxBytes = 65_536, failsAt = 0 } = {}) {
  const disk = new Disk(atMost);
  const taken = [];
  let calls = 0;
  const send = (texts) => {
    calls += 1;
    if (calls === failsAt) throw new Unreachable();
    taken.push(texts);
  };
  const shipper = new Shipper(disk, "web", send, new Positions(), maxBytes);
  return { disk, shipper, taken };
}

test("new lines are sent once", () => {
  const { disk, shipper, taken } = setUp();
  disk.write("web", "started\nready\n");
  expect(shipper.run()).toBe(2);
  disk.write("web", "GET /\n");
  expect(shipper.run()).toBe(1);
  expect(taken.flat()).toEqual(["started", "ready", "GET /"]);
});

test("a line that is being written waits", () => {
  const { disk, shipper, taken } = setUp();
  disk.write("web", "started\nrea");
  shipper.run();
  disk.write("web", "dy\n");
  shipper.run();
  expect(taken.flat()).toEqual(["started", "ready"]);
});

test("what was written just before midnight is sent", () => {
  const { disk, shipper, taken } = setUp();
  disk.write("web", "22:00\n");
  shipper.run();
  disk.write("web", "23:59\n");
  disk.rotate("web");
  disk.write("web", "00:01\n");
  shipper.run();
  expect(taken.flat()).toEqual(["22:00", "23:59", "00:01"]);
});

test("letters beyond ASCII arrive as they were", () => {
  const { disk, shipper, taken } = setUp({ atMost: 4 });
  disk.write("web", "Jørgensen\nMüller\n");
  shipper.run();
  expect(taken.flat()).toEqual(["Jørgensen", "Müller"]);
});

test("nothing is sent again after the receiver was away", () => {
  const { disk, shipper, taken } = setUp({ maxBytes: 12, failsAt: 2 });
  disk.write("web", "first\nsecond\nthird\n");
  expect(shipper.run()).toBe(1);
  expect(shipper.run()).toBe(2);
  expect(taken.flat()).toEqual(["first", "second", "third"]);
});

test("a huge line is cut", () => {
  const { disk, shipper, taken } = setUp({ maxBytes: 20 });
  disk.write("web", `before\n${"x".repeat(1000)}\nafter\n`);
  shipper.run();
  expect(taken).toEqual([["before"], ["xxxxxxxxxxxxx [cut]"], ["after"]]);
});
