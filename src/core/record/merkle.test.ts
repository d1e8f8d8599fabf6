import { createHash } from "node:crypto"
import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import {
  consistencyProof,
  createTree,
  type Hash,
  inclusionProof,
  leafHash,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from "./merkle.ts"

const hash: Hash = (...parts) => {
  const digest = createHash("sha256")
  for (const part of parts) digest.update(part)
  return digest.digest()
}

/** The definition in RFC 9162, section 2.1.1, word for word. */
function definition(entries: readonly Uint8Array[]): Uint8Array {
  const [first] = entries
  if (!first) return hash("")
  if (entries.length === 1) return hash(Uint8Array.of(0), first)
  const k = 2 ** Math.ceil(Math.log2(entries.length) - 1)
  return hash(Uint8Array.of(1), definition(entries.slice(0, k)), definition(entries.slice(k)))
}

const entriesOf = (size: number) => Array.from({ length: size }, (_, i) => Uint8Array.of(i >> 8, i & 255))
const leavesOf = (size: number) => entriesOf(size).map((entry) => leafHash(hash, entry))

describe("the Merkle tree", () => {
  // The entries and roots that implementations of Certificate Transparency share.
  test.each([
    ["", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"],
    ["00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    ["10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"],
    ["2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"],
    ["3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"],
    ["40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"],
    ["5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"],
    ["606162636465666768696a6b6c6d6e6f", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"],
  ])("[REC2] has the published root after entry %j", (entry, root) => {
    const all = [
      "",
      "00",
      "10",
      "2021",
      "3031",
      "40414243",
      "5051525354555657",
      "606162636465666768696a6b6c6d6e6f",
    ]
    const leaves = all
      .slice(0, all.indexOf(entry) + 1)
      .map((text) => leafHash(hash, Buffer.from(text, "hex")))
    expect(Buffer.from(rootOf(hash, leaves)).toString("hex")).toBe(root)
  })

  test("[REC2] has the root that the definition gives, at every size while it grows", () => {
    const tree = createTree(hash)
    expect(tree.root()).toEqual(definition([]))
    for (let size = 1; size <= 70; size++) {
      tree.append(leafHash(hash, entriesOf(size)[size - 1] ?? new Uint8Array()))
      expect(tree.root()).toEqual(definition(entriesOf(size)))
    }
  })

  test("[REC2] hashes a text entry as its bytes", () => {
    expect(leafHash(hash, "naïve €")).toEqual(leafHash(hash, Buffer.from("naïve €")))
  })

  const sizes = fc.integer({ min: 1, max: 130 })

  test("[REC2] proves that an entry is in the tree, and nothing else", () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.nat(), (size, a, b) => {
        const leaves = leavesOf(size)
        const [index, other] = [a % size, b % size]
        const root = rootOf(hash, leaves)
        const leaf = leaves[index] ?? root
        const proof = inclusionProof(hash, leaves, index)
        expect(verifyInclusion(hash, { leaf, index, size, root }, proof)).toBe(true)
        expect(verifyInclusion(hash, { leaf, index: size, size, root }, proof)).toBe(false)
        expect(verifyInclusion(hash, { leaf, index, size, root: leaf }, proof)).toBe(size === 1)
        expect(verifyInclusion(hash, { leaf, index, size, root }, [...proof, leaf])).toBe(false)
        if (proof.length > 0)
          expect(verifyInclusion(hash, { leaf, index, size, root }, proof.slice(1))).toBe(false)
        if (other !== index)
          expect(verifyInclusion(hash, { leaf, index: other, size, root }, proof)).toBe(false)
      }),
    )
  })

  test("[REC2] proves that one tree grew out of another, and nothing else", () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (size, a) => {
        const leaves = leavesOf(size)
        const from = 1 + (a % size)
        const older = { size: from, root: rootOf(hash, leaves.slice(0, from)) }
        const newer = { size, root: rootOf(hash, leaves) }
        const proof = consistencyProof(hash, leaves, from)
        expect(verifyConsistency(hash, older, newer, proof)).toBe(true)
        const forged = { size: from, root: leafHash(hash, "forged") }
        expect(verifyConsistency(hash, forged, newer, proof)).toBe(false)
        expect(verifyConsistency(hash, older, { size, root: forged.root }, proof)).toBe(false)
        expect(verifyConsistency(hash, older, newer, [...proof, forged.root])).toBe(false)
        expect(verifyConsistency(hash, newer, older, proof)).toBe(from === size)
      }),
    )
  })

  test("[REC2] has no proof of what is not there", () => {
    expect(() => inclusionProof(hash, leavesOf(3), 3)).toThrow(RangeError)
    expect(() => consistencyProof(hash, leavesOf(3), 0)).toThrow(RangeError)
    expect(() => consistencyProof(hash, leavesOf(3), 4)).toThrow(RangeError)
  })
})
