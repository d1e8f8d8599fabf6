/** A text replaced as its replacement is written, and taken back, while others write in it. */
import { ChangeSet, Text } from "@codemirror/state"
import fc from "fast-check"
import { expect, test } from "vitest"
import { afterOther, afterOwn, beginReplacement, end, write } from "./replacement.ts"
import type { Written } from "./replacement.ts"
import { beginUndo, evolveUndo } from "./undo.ts"

/** Letters of the old and the new text, so alike that much is kept; others type what is in neither. */
const ours = fc.oneof(
  fc.string({ unit: fc.constantFrom("a", "b", "\n", "😀"), maxLength: 40 }),
  fc.string({ unit: fc.constantFrom("aaaa\n", "bbbb\n", "abab\n", "\n", "a"), maxLength: 12 }),
)
const theirs = fc.string({ unit: fc.constantFrom("X", "Y", "Z"), minLength: 1, maxLength: 3 })
const typed = fc.record({ after: fc.nat(30), at: fc.nat(200), text: theirs, deletes: fc.nat(4) })

const textOf = (text: string): Text => Text.of(text.split("\n"))
const withoutTheirs = (text: string): string => text.replaceAll(/[XYZ]/g, "")
const countOf = (text: string, of: string): number => text.split(of).length - 1

/** Where a person can put a caret: not between the halves of a pair. */
function caret(text: Text, at: number): number {
  const place = at % (text.length + 1)
  const before = place > 0 ? text.sliceString(place - 1, place) : ""
  return /[\ud800-\udbff]/.test(before) ? place - 1 : place
}

interface Scene {
  before: string
  old: string
  after: string
  fresh: string
  cuts: number[]
  typing: { after: number; at: number; text: string; deletes: number }[]
}

const scene: fc.Arbitrary<Scene> = fc.record({
  before: ours,
  old: ours,
  after: ours,
  fresh: ours,
  cuts: fc.array(fc.nat(5)),
  typing: fc.array(typed, { maxLength: 12 }),
})

/** Plays a scene up to a point: all of it, or as far as `stop` steps. */
function play(scene: Scene, { deleting = false, stop = Infinity } = {}): { text: string; undone: string } {
  const { before, old, after, fresh, cuts, typing } = scene
  let undo = beginUndo(textOf(before + old + after))
  let replacement = beginReplacement({ from: before.length, to: before.length + old.length })
  const apply = (written: Written): void => {
    const changes = ChangeSet.of(written.change ?? [], undo.text.length)
    replacement = afterOwn(written, changes)
    undo = evolveUndo(undo, { changes }, true)
  }
  const letType = (step: number): void => {
    for (const { at, text, deletes } of typing.filter(({ after }) => after === step)) {
      const from = caret(undo.text, at)
      const to = deleting ? caret(undo.text, Math.min(undo.text.length, from + deletes)) : from
      const changes = ChangeSet.of(
        { from: Math.min(from, to), to: Math.max(from, to), insert: text },
        undo.text.length,
      )
      replacement = afterOther(replacement, changes)
      undo = evolveUndo(undo, { changes }, false)
    }
  }
  const pieces = split(fresh, cuts)
  for (const [step, piece] of pieces.entries()) {
    if (step >= stop) break
    letType(step)
    apply(write(replacement, undo.text, piece))
  }
  letType(pieces.length)
  if (stop === Infinity) apply(end(replacement))
  return { text: undo.text.toString(), undone: undo.inverse.apply(undo.text).toString() }
}

function split(text: string, cuts: readonly number[]): string[] {
  // oxlint-disable-next-line typescript/no-misused-spread -- whole code points are what is wanted
  const characters = [...text]
  const pieces = cuts.map((length) => characters.splice(0, length).join(""))
  return [...pieces, characters.join("")]
}

test("[WRITE1] without what others typed, the text is what the agent wrote, however it was cut and whenever they typed", () => {
  fc.assert(
    fc.property(scene, (scene) => {
      const { text } = play(scene)
      expect(withoutTheirs(text)).toBe(scene.before + scene.fresh + scene.after)
      for (const letter of ["X", "Y", "Z"])
        expect(countOf(text, letter)).toBe(
          countOf(
            scene.typing
              .filter(({ after }) => after <= scene.cuts.length + 1)
              .map(({ text }) => text)
              .join(""),
            letter,
          ),
        )
    }),
  )
})

test("[WRITE2] what is taken back leaves the text as it was but for what others typed, wherever it broke off", () => {
  fc.assert(
    fc.property(scene, fc.nat(8), fc.boolean(), (scene, stop, all) => {
      const { undone } = play(scene, all ? {} : { stop })
      expect(withoutTheirs(undone)).toBe(scene.before + scene.old + scene.after)
    }),
  )
})

test("[WRITE2] also when others delete, what they typed and nobody deleted is there before and after", () => {
  fc.assert(
    fc.property(scene, (scene) => {
      // Each types once, so that nobody deletes what another typed.
      const { text, undone } = play({ ...scene, typing: scene.typing.slice(0, 1) }, { deleting: true })
      const [one] = scene.typing
      if (!one || one.after > scene.cuts.length + 1) return
      expect(text).toContain(one.text)
      expect(undone).toContain(one.text)
      expect(text.isWellFormed()).toBe(true)
    }),
  )
})

test("[WRITE1] what somebody types at the agent's caret stays in one piece, after what the agent writes", () => {
  let text = textOf("a\nend")
  let replacement = beginReplacement({ from: 0, to: 1 })
  const step = (written: Written): void => {
    const changes = ChangeSet.of(written.change ?? [], text.length)
    replacement = afterOwn(written, changes)
    text = changes.apply(text)
  }
  step(write(replacement, text, "one "))
  for (const letter of "typed") {
    const at = text.toString().includes("t") ? text.toString().indexOf("\n") : replacement.at
    const changes = ChangeSet.of({ from: at, insert: letter }, text.length)
    replacement = afterOther(replacement, changes)
    text = changes.apply(text)
    step(write(replacement, text, "."))
  }
  step(end(replacement))
  expect(text.toString()).toBe("one .....typed\nend")
})

test("[WRITE1] what old and new begin with alike is never touched", () => {
  const text = textOf("def f():\n    return x\n")
  const replacement = beginReplacement({ from: 0, to: text.length })
  const kept = write(replacement, text, "def f():\n    return ")
  expect(kept).toMatchObject({ change: null, next: { at: 20 } })
  const written = write(afterOwn(kept, ChangeSet.empty(text.length)), text, "y")
  expect(
    ChangeSet.of(written.change ?? [], text.length)
      .apply(text)
      .toString(),
  ).toBe("def f():\n    return y\n")
})

test("[WRITE6] lines that the old and the new text have in common are kept, whatever changed around them", () => {
  const old = "import os\n\ndef f():\n    return 1\n\ndef g():\n    return 2\n\ndef h():\n    return 3\n"
  const fresh = "import os\nimport re\n\ndef f():\n    return 10\n\ndef h():\n    return 3\n"
  for (const length of [1, 3, 7, 1_000]) {
    let text = textOf(old)
    let replacement = beginReplacement({ from: 0, to: old.length })
    // What is deleted of the old text, as against what was written and taken back.
    let kept = ChangeSet.empty(old.length)
    const step = (written: Written): void => {
      const changes = ChangeSet.of(written.change ?? [], text.length)
      replacement = afterOwn(written, changes)
      kept = kept.compose(changes)
      text = changes.apply(text)
    }
    for (let at = 0; at < fresh.length; at += length)
      step(write(replacement, text, fresh.slice(at, at + length)))
    step(end(replacement))
    expect(text.toString()).toBe(fresh)
    let deleted = ""
    let inserted = ""
    kept.iterChanges((fromA, toA, _fromB, _toB, text) => {
      deleted += old.slice(fromA, toA)
      inserted += text.toString()
    })
    expect(inserted.length, `pieces of ${length}`).toBeLessThan(24)
    expect(deleted.length, `pieces of ${length}`).toBeLessThan(32)
  }
})

function writtenOver(old: string, fresh: string): { text: string; written: Written } {
  const text = textOf(old)
  const written = write(beginReplacement({ from: 0, to: text.length }), text, fresh)
  const first = ChangeSet.of(written.change ?? [], text.length)
  const last = ChangeSet.of(end(afterOwn(written, first)).change ?? [], first.newLength)
  return { text: last.apply(first.apply(text)).toString(), written }
}

test("[TOOL12] new text is laid beside old in a time in proportion to both", { timeout: 5_000 }, () => {
  const many = (word: (index: number) => string): string =>
    Array.from({ length: 40_000 }, (_, index) => `${word(index)} ${index}\n`).join("")
  const text = textOf(many(() => "line"))
  const replacement = beginReplacement({ from: 0, to: text.length })
  const half = many((index) => (index % 2 === 0 ? "lime" : "line"))
  expect(write(replacement, text, half).change?.length).toBeGreaterThan(40_000)
  expect(
    write(
      replacement,
      text,
      many(() => "all new"),
    ).change,
  ).toHaveLength(2)
})

test("[WRITE6] what is alike is kept to its end, however long, and wherever a character of two halves stands in it", () => {
  for (const length of [510, 511, 512, 513, 2_000]) {
    const alike = `${"x".repeat(length)}😀${"y".repeat(1_000)}`
    const { text, written } = writtenOver(alike, `${alike}!`)
    expect(text).toBe(`${alike}!`)
    expect(written.change).toEqual([{ from: alike.length, insert: textOf("!") }])
  }
})
