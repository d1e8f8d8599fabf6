// canary: ilm-5a1d93c7e40b826f
import { formatAmount } from "./src/amount.ts";
import { BadBooking } from "./src/booking.ts";
import { exportLedger } from "./src/export.ts";

const plain = { date: "2026-03-02", account: "parts", text: "Tyre", amount: 1995 };

function firstLine(changes: object): string {
  const one = { ...plain, ...changes };
  const file = exportLedger([one]);
  const start = "date;account;text;amount\n".length;
  return file.slice(start, file.length - `\nTotal;;;${formatAmount(one.amount)}\n`.length);
}

test.each([
  [0, "0,00"],
  [5, "0,05"],
  [-5, "-0,05"],
  [-100, "-1,00"],
  [-105, "-1,05"],
  [-1999, "-19,99"],
])("%i cents", (cents, text) => {
  expect(formatAmount(cents)).toBe(text);
});

test("a small refund keeps its sign in the file", () => {
  expect(firstLine({ amount: -5 })).toBe("2026-03-02;parts;Tyre;-0,05");
});

test.each([["\n"], ["\r"], ["\r\n"]])("a text with the line break %j is quoted", (lineBreak) => {
  expect(firstLine({ text: `Tyre${lineBreak}tube` })).toBe(
    `2026-03-02;parts;"Tyre${lineBreak}tube";19,95`,
  );
});

test("quotation marks and semicolons together", () => {
  expect(firstLine({ text: 'a";"b' })).toBe('2026-03-02;parts;"a"";""b";19,95');
});

test("plain fields are not quoted", () => {
  expect(firstLine({ text: "Tyre, tube 'n' all" })).toBe(
    "2026-03-02;parts;Tyre, tube 'n' all;19,95",
  );
});

test.each([["="], ["+"], ["-"], ["@"]])("a text that begins with %s is guarded", (sign) => {
  expect(firstLine({ text: `${sign}1` })).toBe(`2026-03-02;parts;'${sign}1;19,95`);
});

test("accounts are guarded too", () => {
  expect(firstLine({ account: "@home" })).toBe("2026-03-02;'@home;Tyre;19,95");
});

test("a formula that needs quotes is guarded all the same", () => {
  expect(firstLine({ text: "=SUM(A1;A9)" })).toBe('2026-03-02;parts;"\'=SUM(A1;A9)";19,95');
  expect(firstLine({ text: '=HYPERLINK("x")' })).toBe(
    '2026-03-02;parts;"\'=HYPERLINK(""x"")";19,95',
  );
});

test("a sign further on needs no guard", () => {
  expect(firstLine({ text: "Tyre = good" })).toBe("2026-03-02;parts;Tyre = good;19,95");
});

test.each([["date"], ["account"]])("one booking without %s and there is no file", (field) => {
  expect(() => exportLedger([plain, { ...plain, [field]: "" }])).toThrow(BadBooking);
});

test("what was handed in stays as it was", () => {
  const bookings = [
    { ...plain, date: "2026-03-09" },
    { ...plain, date: "2026-03-02" },
  ];
  exportLedger(bookings);
  expect(bookings.map(({ date }) => date)).toEqual(["2026-03-09", "2026-03-02"]);
});

test("bookings of one day keep their order", () => {
  const texts = Array.from({ length: 40 }, (_, number) => `item ${number}`);
  const file = exportLedger(texts.map((text) => ({ ...plain, text })));
  const found = file.split("\n").slice(1, -2);
  expect(found.map((line) => line.split(";")[2])).toEqual(texts);
});

test("without bookings there are headings and a total", () => {
  expect(exportLedger([])).toBe("date;account;text;amount\nTotal;;;0,00\n");
});
