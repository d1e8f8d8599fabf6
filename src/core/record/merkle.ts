/** The Merkle tree of RFC 9162, section 2.1: roots, and proofs that an entry is in a tree or a tree grew out of another. */
import { equal } from "./bytes.ts"

/** SHA-256 over the parts put together; a string counts as its UTF-8 bytes. */
export type Hash = (...parts: readonly (Uint8Array | string)[]) => Uint8Array

const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)

export function leafHash(hash: Hash, entry: Uint8Array | string): Uint8Array {
  return typeof entry === "string" ? hash(`\u0000${entry}`) : hash(LEAF, entry)
}

export function nodeHash(hash: Hash, left: Uint8Array, right: Uint8Array): Uint8Array {
  return hash(NODE, left, right)
}

export interface Tree {
  readonly size: number
  /** Adds the next leaf hash: O(log n) time and memory. */
  append(leaf: Uint8Array): void
  root(): Uint8Array
}

/** A tree that keeps only the roots of its complete subtrees, largest first. */
export function createTree(hash: Hash): Tree {
  const complete: Uint8Array[] = []
  let size = 0
  return {
    get size() {
      return size
    },
    append(leaf) {
      let node = leaf
      for (let bits = size; bits % 2 === 1; bits = (bits - 1) / 2) {
        const left = complete.pop()
        if (left) node = nodeHash(hash, left, node)
      }
      complete.push(node)
      size++
    },
    root() {
      const right = complete.at(-1)
      if (!right) return hash()
      return complete.slice(0, -1).reduceRight((node, left) => nodeHash(hash, left, node), right)
    },
  }
}

/** Root of the tree over these leaf hashes. */
export function rootOf(hash: Hash, leaves: readonly Uint8Array[]): Uint8Array {
  const tree = createTree(hash)
  for (const leaf of leaves) tree.append(leaf)
  return tree.root()
}

/** The largest power of two below `size`, which is at least 2. */
function split(size: number): number {
  let half = 1
  while (half * 2 < size) half *= 2
  return half
}

/** Path from the leaf at `index` (from 0) to the root, lowest first. Throws `RangeError` when there is no such leaf. */
export function inclusionProof(hash: Hash, leaves: readonly Uint8Array[], index: number): Uint8Array[] {
  if (!(index >= 0 && index < leaves.length)) throw new RangeError(`No leaf ${index} among ${leaves.length}`)
  if (leaves.length === 1) return []
  const half = split(leaves.length)
  return index < half
    ? [...inclusionProof(hash, leaves.slice(0, half), index), rootOf(hash, leaves.slice(half))]
    : [...inclusionProof(hash, leaves.slice(half), index - half), rootOf(hash, leaves.slice(0, half))]
}

/** Is `leaf` the one at `index` in the tree of that size and root? */
export function verifyInclusion(
  hash: Hash,
  claim: { leaf: Uint8Array; index: number; size: number; root: Uint8Array },
  proof: readonly Uint8Array[],
): boolean {
  if (!(claim.index >= 0 && claim.index < claim.size)) return false
  let node = claim.leaf
  let index = claim.index
  let last = claim.size - 1
  for (const sibling of proof) {
    if (last === 0) return false
    if (index % 2 === 1 || index === last) {
      node = nodeHash(hash, sibling, node)
      while (index % 2 === 0 && index !== 0) {
        index /= 2
        last = Math.floor(last / 2)
      }
    } else node = nodeHash(hash, node, sibling)
    index = Math.floor(index / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && equal(node, claim.root)
}

/** Shows that the first `from` of these leaves (0 < from <= all) form the older tree. Throws `RangeError` otherwise. */
export function consistencyProof(hash: Hash, leaves: readonly Uint8Array[], from: number): Uint8Array[] {
  if (!(from > 0 && from <= leaves.length)) throw new RangeError(`No tree of ${from} in ${leaves.length}`)
  return subproof(hash, leaves, from, true)
}

function subproof(hash: Hash, leaves: readonly Uint8Array[], from: number, known: boolean): Uint8Array[] {
  if (from === leaves.length) return known ? [] : [rootOf(hash, leaves)]
  const half = split(leaves.length)
  const left = leaves.slice(0, half)
  const right = leaves.slice(half)
  return from <= half
    ? [...subproof(hash, left, from, known), rootOf(hash, right)]
    : [...subproof(hash, right, from - half, false), rootOf(hash, left)]
}

/** Did the tree `to` grow out of the tree `from` by appending alone? */
export function verifyConsistency(
  hash: Hash,
  from: { size: number; root: Uint8Array },
  to: { size: number; root: Uint8Array },
  proof: readonly Uint8Array[],
): boolean {
  if (!(from.size > 0 && from.size <= to.size)) return false
  if (from.size === to.size) return proof.length === 0 && equal(from.root, to.root)
  let index = from.size - 1
  let last = to.size - 1
  while (index % 2 === 1) {
    index = (index - 1) / 2
    last = Math.floor(last / 2)
  }
  const [first, ...rest] = index === 0 ? [from.root, ...proof] : proof
  if (!first) return false
  let older = first
  let newer = first
  for (const sibling of rest) {
    if (last === 0) return false
    if (index % 2 === 1 || index === last) {
      older = nodeHash(hash, sibling, older)
      newer = nodeHash(hash, sibling, newer)
      while (index % 2 === 0 && index !== 0) {
        index /= 2
        last = Math.floor(last / 2)
      }
    } else newer = nodeHash(hash, newer, sibling)
    index = Math.floor(index / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && equal(older, from.root) && equal(newer, to.root)
}
