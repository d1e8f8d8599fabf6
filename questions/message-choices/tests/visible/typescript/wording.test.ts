import { readCatalog } from "./src/catalog.ts";
import { check } from "./src/checker.ts";
import { BadMessage } from "./src/errors.ts";
import { Translator } from "./src/translator.ts";

const EN = `
hello = Hello {name}!
waiting = {count? one=A parcel waits | other={count} parcels wait} for you.
shelf = {count? 0=Nothing here | one=One parcel | other={count} parcels}
`;
const PL = `
waiting = {count? one=Czeka paczka | few=Czekają {count} paczki | many=Czeka {count} paczek | other=Czekają paczki}.
`;

const translator = () => new Translator([readCatalog("en", EN), readCatalog("pl", PL)]);

test("a slot shows its value", () => {
  expect(translator().say("en", "hello", { name: "Ida" })).toBe("Hello Ida!");
});

test("without a translation the fallback is said", () => {
  expect(translator().say("pl", "hello", { name: "Ida" })).toBe("Hello Ida!");
});

test("a choice says the form for the number", () => {
  expect(translator().say("en", "waiting", { count: 1 })).toBe("A parcel waits for you.");
  expect(translator().say("en", "waiting", { count: 3 })).toBe("3 parcels wait for you.");
});

test("each language has its own forms", () => {
  expect(translator().say("pl", "waiting", { count: 1 })).toBe("Czeka paczka.");
  expect(translator().say("pl", "waiting", { count: 3 })).toBe("Czekają 3 paczki.");
  expect(translator().say("pl", "waiting", { count: 5 })).toBe("Czeka 5 paczek.");
});

test("an exact number comes before the forms", () => {
  expect(translator().say("en", "shelf", { count: 0 })).toBe("Nothing here");
  expect(translator().say("en", "shelf", { count: 1 })).toBe("One parcel");
});

test("a choice needs the form other", () => {
  expect(() => readCatalog("en", "waiting = {count? one=A parcel}")).toThrow(BadMessage);
});

test("the checker tells which forms a language lacks", () => {
  const en = readCatalog("en", "waiting = {count? one=A parcel | other={count} parcels}");
  const pl = readCatalog(
    "pl",
    "waiting = {count? one=Paczka | many={count} paczek | other=Paczki}",
  );
  expect(check([en, pl], en)).toEqual([
    { language: "pl", key: "waiting", what: "count has no few" },
  ]);
});
