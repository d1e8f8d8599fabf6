import { Access } from "./src/access.js";
import { Links } from "./src/links.js";
import { Log } from "./src/log.js";

const HOUR = 3600;

function setUp() {
  const clock = { now: 1_000_000 };
  const access = new Access();
  access.grant("ann", "/team", "write");
  access.grant("ann", "/team/salaries", "none");
  access.grant("bob", "/team/plans", "read");
  return { clock, access, links: new Links(access, new Log(), () => clock.now) };
}

test("a grant holds for everything below", () => {
  const { access } = setUp();
  expect(access.may("ann", "write", "/team/plans/summer.md")).toBe(true);
  expect(access.may("bob", "read", "/team/plans/2027/spring.md")).toBe(true);
  expect(access.may("bob", "write", "/team/plans/summer.md")).toBe(false);
});

test("the grant on the deepest folder decides", () => {
  const { access } = setUp();
  expect(access.may("ann", "read", "/team/salaries/2027.csv")).toBe(false);
});

test("a link opens its folder and no other", () => {
  const { links } = setUp();
  const token = links.make("ann", "/team/plans", "read", HOUR);
  expect(links.opens(token, "read", "/team/plans/summer.md")).toBe(true);
  expect(links.opens(token, "read", "/team/notes.md")).toBe(false);
});

test("a link for reading does not write", () => {
  const { links } = setUp();
  const token = links.make("ann", "/team/plans", "read", HOUR);
  expect(links.opens(token, "write", "/team/plans/summer.md")).toBe(false);
});

test("a link has an end", () => {
  const { links, clock } = setUp();
  const token = links.make("ann", "/team/plans", "read", HOUR);
  clock.now += HOUR + 1;
  expect(links.opens(token, "read", "/team/plans/summer.md")).toBe(false);
});

test("a link opens no more than its maker could", () => {
  const { links, access } = setUp();
  const token = links.make("ann", "/team", "read", HOUR);
  access.grant("ann", "/team", "none");
  expect(links.opens(token, "read", "/team/plans/summer.md")).toBe(false);
});

test("a token cannot be guessed", () => {
  const { links } = setUp();
  expect(links.make("ann", "/team/plans", "read", HOUR)).not.toBe("guess");
});
