// canary: ilm-f7273cd685c3ec8a
import { readCatalog } from "./src/catalog.js";
import { check } from "./src/checker.js";
import { BadMessage, BadValue, MissingMessage, MissingValue } from "./src/errors.js";
import { Translator } from "./src/translator.js";

function say(template, values = {}, language = "en") {
  const catalog = readCatalog(language, `key = ${template}`);
  return new Translator([catalog], language).say(language, "key", values);
}

function problems(reference, others = {}) {
  const en = readCatalog("en", reference);
  const catalogs = Object.entries(others).map(([language, text]) => readCatalog(language, text));
  return check([...catalogs, en], en).map(({ language, key, what }) => [language, key, what]);
}

test("a message is counted in the language it is written in", () => {
  const en = readCatalog("en", "left = {count? one=one left | other={count} left}");
  const silent = readCatalog("fr", "other = autre");
  expect(new Translator([en, silent]).say("fr", "left", { count: 0 })).toBe("0 left");
  const fr = readCatalog("fr", "left = {count? one=reste {count} | other=restent {count}}");
  expect(new Translator([en, fr]).say("fr", "left", { count: 0 })).toBe("reste 0");
  expect(new Translator([fr], "fr").say("en", "left", { count: 0 })).toBe("reste 0");
});

test.each([
  [0, "c"],
  [1, "a"],
  [2, "b"],
  [12, "c"],
  [21, "c"],
  [22, "b"],
  [112, "c"],
])("the forms of larger numbers: %i is %s", (n, form) => {
  expect(say("{n? one=a | few=b | many=c | other=d}", { n }, "pl")).toBe(form);
});

test("a form that is not there is said as other", () => {
  expect(say("{n? one=a | other=d}", { n: 3 }, "pl")).toBe("d");
  expect(say("{n? few=b | other=d}", { n: 1 })).toBe("d");
  expect(say("{n? one=a | few=b | other=d}", { n: 1 }, "xx")).toBe("d");
});

test("exact numbers stand anywhere and match only themselves", () => {
  const template = "{n? other={n} of many | 12=a dozen | one=one | 1=just one}";
  expect([1, 2, 12, 120].map((n) => say(template, { n }))).toEqual([
    "just one",
    "2 of many",
    "a dozen",
    "120 of many",
  ]);
});

test("forms may hold other slots", () => {
  const template = "{n? one={name} has a parcel in {box} | other={name} has {n}}, {name}.";
  expect(say(template, { n: 1, name: "Ida", box: "B7" })).toBe("Ida has a parcel in B7, Ida.");
  expect(say(template, { n: 2, name: "Ida" })).toBe("Ida has 2, Ida.");
});

test("a message may hold several choices", () => {
  const template = "{n? one=a parcel | other={n} parcels} in {m? one=a box|other={m} boxes}";
  expect(say(template, { n: 3, m: 1 })).toBe("3 parcels in a box");
});

test("outer spaces of a form do not count and inner ones do", () => {
  expect(say("<{n?0=|one=  a  b  |  other  =c}>", { n: 1 })).toBe("<a  b>");
  expect(say("<{ n ? 0 = | other = c }>", { n: 0 })).toBe("<>");
  expect(say("<{ n ? 0 = | other = c }>", { n: 7 })).toBe("<c>");
});

test("signs mean something only in their place", () => {
  expect(say("Ready? Go | 1 = 1")).toBe("Ready? Go | 1 = 1");
  expect(say("{n? one=really? a=b | other=x}", { n: 1 })).toBe("really? a=b");
});

test.each([
  "{n?}",
  "{n? one=a | 0=b}",
  "{n? one=a | one=b | other=c}",
  "{n? 3=a | 3=b | other=c}",
  "{n? two=a | other=c}",
  "{n? One=a | other=c}",
  "{n? -1=a | other=c}",
  "{n? one | other=c}",
  "{n? one=a | other=c | }",
  "{N? other=c}",
  "{? other=c}",
  "{n? other={M}}",
  "{n? other={m? other=c}}",
  "{n? one={m? one=a | other=b} | other=c}",
  "{n? other=c",
  "{n? other=c}}",
  "{n? other={m}",
])("other choices are bad messages: %s", (template) => {
  expect(() => readCatalog("en", `key = ${template}`)).toThrow(BadMessage);
});

test.each(["3", -1, 1.5, null])("a choice needs a whole number, not %p", (n) => {
  expect(() => say("{n? other=c}", { n })).toThrow(BadValue);
});

test("a choice needs a value", () => {
  expect(() => say("{n? other=c}")).toThrow(MissingValue);
  expect(() => say("{n? one=a | other={name}}", { n: 2 })).toThrow(MissingValue);
  expect(() => new Translator([]).say("en", "key", { n: 2 })).toThrow(MissingMessage);
});

test("choices and the slots in their forms are compared", () => {
  expect(
    problems("a = {n} for {name}", { de: "a = {n? one=eins | other={n} für {name}}" }),
  ).toEqual([]);
  expect(problems("a = {n? one={name} | other={box}}", { de: "a = {box}" })).toEqual([
    ["de", "a", "leaves out n"],
    ["de", "a", "leaves out name"],
  ]);
  expect(problems("a = {n}", { de: "a = {m? one={n} | other={n} {box}}" })).toEqual([
    ["de", "a", "asks for box"],
    ["de", "a", "asks for m"],
  ]);
});

test("neither other nor exact numbers stand in for a form", () => {
  const pl = "a = {n? 1=a | few=b | other=c}";
  expect(problems("a = {n? 1=one | other=c}", { pl })).toEqual([
    ["en", "a", "n has no one"],
    ["pl", "a", "n has no many"],
    ["pl", "a", "n has no one"],
  ]);
});

test("every choice is checked, also without a reference", () => {
  const reference = "a = {n? one=a | other=b} {m? one=a | other=b}";
  const fr = "a = {n? other=b} {m? other=b} {m? one=a | other=b}\nb = {n? other=c}";
  expect(problems(reference, { fr })).toEqual([
    ["fr", "a", "m has no one"],
    ["fr", "a", "n has no one"],
    ["fr", "b", "is not in the reference"],
    ["fr", "b", "n has no one"],
  ]);
});

test("nothing more is asked of a language we do not know", () => {
  expect(problems("a = {n? one=a | other=b}", { xx: "a = {n? other=c}" })).toEqual([]);
});
