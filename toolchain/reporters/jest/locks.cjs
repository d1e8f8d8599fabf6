"use strict"
/** Keeps what decides over a test's outcome from being replaced by the code under test. */

const BUILT_IN = ["toBe", "toEqual", "toStrictEqual", "toThrow"]

/** `test`, `expect` and the others can no longer be assigned to, nor `expect`'s own members or built-in matchers changed. */
function lockGlobals(global, runtimeGlobals) {
  for (const name of Object.keys(runtimeGlobals)) {
    if (name in global) fix(global, name, runtimeGlobals[name])
    lockMembers(runtimeGlobals[name])
  }
  return lockMatchers(global)
}

/** Answers the list of custom equality testers, which only tests may add to. */
function lockMatchers(global) {
  const store = global[Symbol.for("$$jest-matchers-object")]
  const matchers = store?.matchers ?? {}
  const names = new Set(Object.keys(matchers))
  if (!BUILT_IN.every((name) => names.has(name))) throw new Error("This version of Jest keeps its matchers elsewhere.")
  for (const name of names) fix(matchers, name, matchers[name])
  fix(store, "matchers", matchers)
  fix(store, "customEqualityTesters", store.customEqualityTesters)
  return store.customEqualityTesters
}

/** Nothing more can listen in on, or change, the events that Jest tells its handlers. */
function lockEvents(global) {
  const name = Symbol.for("EVENT_HANDLERS")
  fix(global, name, Object.freeze(global[name]))
}

function lockMembers(holder) {
  for (const name of Object.getOwnPropertyNames(holder)) {
    const found = Object.getOwnPropertyDescriptor(holder, name)
    if (found.configurable && typeof found.value === "function") {
      Object.defineProperty(holder, name, { ...found, writable: false, configurable: false })
      if (name !== "prototype" && name !== "constructor") lockOnce(found.value)
    }
  }
}

const seen = new WeakSet()
function lockOnce(value) {
  if (seen.has(value)) return
  seen.add(value)
  lockMembers(value)
}

function fix(holder, name, value) {
  Object.defineProperty(holder, name, { value, writable: false, configurable: false, enumerable: true })
}

/** The intrinsics that matchers compare with, of the realm the tests run in. */
function lockIntrinsics(global) {
  const { Object: objects, Reflect: reflect, Array: arrays, Number: numbers } = global
  for (const holder of [objects, reflect]) lockMembers(holder)
  fixFunctions(global.Function.prototype, ["call", "apply", "bind"])
  fixFunctions(arrays, ["isArray"])
  fixFunctions(numbers, ["isNaN"])
}

function fixFunctions(holder, names) {
  for (const name of names) {
    const found = Object.getOwnPropertyDescriptor(holder, name)
    Object.defineProperty(holder, name, { ...found, writable: false, configurable: false })
  }
}

module.exports = { lockGlobals, lockIntrinsics, lockEvents }
