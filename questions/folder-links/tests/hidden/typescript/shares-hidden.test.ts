// canary: ilm-4c9e27d1b6f8035a
import { Access, NotAllowed } from "./src/access.ts";
import type { Action } from "./src/access.ts";
import { Links } from "./src/links.ts";
import { Log } from "./src/log.ts";

const HOUR = 3600;

/** Cleo may do everything, Ann may write the team's folder, Bob may read it. */
function setUp() {
  const clock = { now: 1_000_000 };
  const access = new Access();
  const log = new Log();
  const links = new Links(access, log, () => clock.now);
  access.grant("cleo", "/", "write");
  access.grant("ann", "/team", "write");
  access.grant("bob", "/team", "read");
  return { clock, access, log, links };
}

const INSIDE = [["/team"], ["/team/"], ["/team/a.md"], ["//team/./b/../a.md"], ["team/a.md"]];
const OUTSIDE = [["/teamwork"], ["/teamwork/a.md"], ["/team.md"], ["/te"], ["/"], ["/other/team"]];

test.each(OUTSIDE)("a grant on /team does not hold for %s", (path) => {
  expect(setUp().access.may("ann", "read", path)).toBe(false);
});

test.each(INSIDE)("a grant on /team holds for %s", (path) => {
  expect(setUp().access.may("ann", "read", path)).toBe(true);
});

test.each([["/"], ["/a.md"], ["/team/plans/a.md"]])(
  "a grant on the whole space holds for %s",
  (path) => {
    expect(setUp().access.may("cleo", "write", path)).toBe(true);
  },
);

test("a neighbour with a longer name takes nothing away", () => {
  const { access } = setUp();
  access.grant("cleo", "/team", "none");
  expect(access.may("cleo", "read", "/teamwork/a.md")).toBe(true);
});

test.each(OUTSIDE)("a link to /team does not open %s", (path) => {
  const { links } = setUp();
  const token = links.make("cleo", "/team", "read", HOUR);
  expect(links.opens(token, "read", path)).toBe(false);
});

test.each([["/team"], ["/team/"], ["//team/./plans/.."]])(
  "a link to %s opens the folder and below, however they are written",
  (folder) => {
    const { links } = setUp();
    const token = links.make("cleo", folder, "read", HOUR);
    for (const [path] of INSIDE)
      expect([path, links.opens(token, "read", path)]).toEqual([path, true]);
  },
);

test("a link to the whole space opens everything", () => {
  const { links } = setUp();
  const token = links.make("cleo", "/", "write", HOUR);
  for (const path of ["/", "/a.md", "/team/plans/a.md"]) {
    expect(links.opens(token, "write", path)).toBe(true);
  }
});

test.each([
  ["/team/../finance"],
  ["/team/plans/../../finance/a.md"],
  ["/team/.."],
  ["/team/../teamwork"],
])("no way leads up and out of the folder: %s", (path) => {
  const { links } = setUp();
  const token = links.make("cleo", "/team", "read", HOUR);
  expect(links.opens(token, "read", path)).toBe(false);
});

test.each([["/.."], ["/../team"], ["/team/../../team/a.md"]])(
  "a path out of the space is refused like any other: %s",
  (path) => {
    const { links, log } = setUp();
    const token = links.make("cleo", "/team", "read", HOUR);
    expect(links.opens(token, "read", path)).toBe(false);
    expect(log.entries).toHaveLength(1);
  },
);

test("a link ends at its very moment", () => {
  const { links, clock } = setUp();
  const token = links.make("ann", "/team", "read", HOUR);
  clock.now += HOUR - 1;
  expect(links.opens(token, "read", "/team")).toBe(true);
  clock.now += 1;
  expect(links.opens(token, "read", "/team")).toBe(false);
});

test("a link for writing reads too", () => {
  const { links } = setUp();
  const token = links.make("ann", "/team", "write", HOUR);
  expect(links.opens(token, "read", "/team/a.md")).toBe(true);
  expect(links.opens(token, "write", "/team/a.md")).toBe(true);
});

test.each<[string, Action]>([
  ["bob", "write"],
  ["dan", "read"],
  ["dan", "write"],
])("%s does not share what is not theirs to %s", (maker, level) => {
  const { links } = setUp();
  expect(() => links.make(maker, "/team", level, HOUR)).toThrow(NotAllowed);
});

test("nobody shares what was taken away", () => {
  const { links, access } = setUp();
  access.grant("ann", "/team/salaries", "none");
  expect(() => links.make("ann", "/team/salaries", "read", HOUR)).toThrow(NotAllowed);
});

test("a reader shares for reading", () => {
  const { links } = setUp();
  const token = links.make("bob", "/team/plans", "read", HOUR);
  expect(links.opens(token, "read", "/team/plans/a.md")).toBe(true);
});

test("a link follows what its maker may do", () => {
  const { links, access } = setUp();
  const token = links.make("ann", "/team", "write", HOUR);
  access.grant("ann", "/team", "read");
  expect(links.opens(token, "read", "/team/a.md")).toBe(true);
  expect(links.opens(token, "write", "/team/a.md")).toBe(false);
  access.grant("ann", "/team", "write");
  expect(links.opens(token, "write", "/team/a.md")).toBe(true);
});

test("what is closed to the maker further down is closed to the link", () => {
  const { links, access } = setUp();
  const token = links.make("ann", "/team", "write", HOUR);
  access.grant("ann", "/team/salaries", "none");
  expect(links.opens(token, "read", "/team/salaries/2027.csv")).toBe(false);
  expect(links.opens(token, "read", "/team/a.md")).toBe(true);
});

test("every link has a token of its own", () => {
  const { links } = setUp();
  const tokens = Array.from({ length: 20 }, () => links.make("ann", "/team", "read", HOUR));
  expect(new Set(tokens).size).toBe(20);
  expect(tokens.filter((token) => token.length < 16)).toEqual([]);
});

test("tokens do not follow from what others know", () => {
  const tokens = Array.from({ length: 5 }, () => setUp().links.make("ann", "/team", "read", HOUR));
  expect(new Set(tokens).size).toBe(5);
});

test("links to one folder end one by one", () => {
  const { links, clock } = setUp();
  const short = links.make("ann", "/team", "read", 60);
  const long = links.make("ann", "/team", "read", HOUR);
  const gone = links.make("ann", "/team", "read", HOUR);
  links.revoke("ann", gone);
  clock.now += 60;
  const open = [short, long, gone].map((token) => links.opens(token, "read", "/team"));
  expect(open).toEqual([false, true, false]);
});

test.each([["bob"], ["dan"]])("%s, who may not write, ends no links", (by) => {
  const { links } = setUp();
  const token = links.make("ann", "/team", "read", HOUR);
  expect(() => links.revoke(by, token)).toThrow(NotAllowed);
  expect(links.opens(token, "read", "/team")).toBe(true);
});

test.each([
  ["ann", "cleo"],
  ["bob", "bob"],
  ["bob", "ann"],
])("a link of %s is ended by %s", (maker, by) => {
  const { links } = setUp();
  const token = links.make(maker, "/team", "read", HOUR);
  links.revoke(by, token);
  expect(links.opens(token, "read", "/team")).toBe(false);
});

test("a maker without rights still ends the link", () => {
  const { links, access } = setUp();
  const token = links.make("ann", "/team", "read", HOUR);
  access.grant("ann", "/team", "none");
  links.revoke("ann", token);
  access.grant("ann", "/team", "read");
  expect(links.opens(token, "read", "/team")).toBe(false);
});

test("there is nothing to end where no link is", () => {
  const { links } = setUp();
  links.revoke("dan", "no such token");
  expect(links.opens("no such token", "read", "/team")).toBe(false);
});

test("every question is noted without its secret", () => {
  const { links, log } = setUp();
  const token = links.make("ann", "/team", "read", HOUR);
  links.opens(token, "read", "/team/a.md");
  links.opens(token, "write", "/team/a.md");
  links.opens(token, "read", "/finance");
  links.opens("made-up", "read", "/team/a.md");
  const start = token.slice(0, 4);
  expect(log.entries).toEqual([
    `${start}... read /team/a.md: allowed`,
    `${start}... write /team/a.md: refused`,
    `${start}... read /finance: refused`,
    "made... read /team/a.md: refused",
  ]);
});

test("an entry is one line", () => {
  const { links, log } = setUp();
  const token = links.make("ann", "/team", "read", HOUR);
  links.opens(token, "read", "/team/a\nabcd... read /finance: allowed\r");
  expect(log.entries).toEqual([
    `${token.slice(0, 4)}... read /team/a?abcd... read /finance: allowed?: allowed`,
  ]);
});
