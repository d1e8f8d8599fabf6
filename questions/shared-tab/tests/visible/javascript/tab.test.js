import { Group } from "./src/group.js";
import { formatAmount } from "./src/money.js";
import { statement } from "./src/statement.js";

const people = ["Ada", "Ben", "Cleo"];

function dinner(day, amount = 3000) {
  const date = `2026-03-${String(day).padStart(2, "0")}`;
  return { date, paidBy: "Ada", amount, sharedBy: people, label: "food" };
}

test("an even dinner is split evenly", () => {
  const flat = new Group("Flat 12", people);
  flat.add(dinner(1, 3000));
  expect(flat.balances()).toEqual({ Ada: 2000, Ben: -1000, Cleo: -1000 });
});

test("balances add up to zero", () => {
  const flat = new Group("Flat 12", people);
  flat.add(dinner(1, 1000));
  const sum = Object.values(flat.balances()).reduce((total, balance) => total + balance, 0);
  expect(sum).toBe(0);
});

test("a statement lists expenses by date", () => {
  const flat = new Group("Flat 12", people);
  flat.add(dinner(7, 450));
  flat.add(dinner(2, 1999));
  expect(statement(flat).split("\n")).toEqual([
    "Flat 12, page 1 of 1",
    "2026-03-02  Ada  19.99  food",
    "2026-03-07  Ada  4.50  food",
  ]);
});

test("ten expenses fill two pages of five", () => {
  const flat = new Group("Flat 12", people);
  for (let day = 1; day <= 10; day += 1) flat.add(dinner(day));
  expect(statement(flat, 2, 5).split("\n")[0]).toBe("Flat 12, page 2 of 2");
});

test("a label stays in its group", () => {
  const flat = new Group("Flat 12", people);
  const trip = new Group("Ski trip", people);
  trip.addLabel("lift pass");
  expect(trip.labels()).toEqual(["food", "household", "lift pass", "rent"]);
  expect(flat.labels()).toEqual(["food", "household", "rent"]);
});

test("amounts below zero keep their sign", () => {
  expect(formatAmount(-5)).toBe("-0.05");
});
