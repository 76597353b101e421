import { crypto } from "../crypto/provider.ts";

// The tree of RFC 6962, section 2.1, with SM3: leaves and nodes are hashed with different first bytes, so that no
// node can pass for a leaf; the left part is the greatest power of two below the number of leaves.

/** Hashes are 64 hex digits. */
export type Hash = string;

/** One step from a leaf to the root: the neighbour's hash and the side it stands on. */
export interface ProofStep {
  readonly side: "left" | "right";
  readonly hash: Hash;
}

const hash = (first: number, ...parts: Hash[]): Hash =>
  crypto.sm3(Uint8Array.of(first), ...parts.map((part) => Buffer.from(part, "hex"))).toString("hex");
const leafHash = (leaf: Hash) => hash(0, leaf);
const nodeHash = (left: Hash, right: Hash) => hash(1, left, right);

/** Root over the leaves; of none: the SM3 of nothing. */
export function rootOf(leaves: readonly Hash[]): Hash {
  if (leaves.length === 0) return crypto.sm3("").toString("hex");
  return fold(leaves.map(leafHash));
}

/** The way from the leaf at `index` (from 0) to the root. Throws RangeError when there is none. */
export function proofOf(leaves: readonly Hash[], index: number): ProofStep[] {
  if (!(index >= 0 && index < leaves.length)) throw new RangeError(`no leaf ${index} among ${leaves.length}`);
  return steps(leaves.map(leafHash), index);
}

/** Whether the leaf is in the tree of that root. */
export function isIncluded(leaf: Hash, proof: readonly ProofStep[], root: Hash): boolean {
  const end = proof.reduce(
    (at, step) => (step.side === "left" ? nodeHash(step.hash, at) : nodeHash(at, step.hash)),
    leafHash(leaf),
  );
  return end === root;
}

function fold(hashes: readonly Hash[]): Hash {
  if (hashes.length === 1) return hashes[0]!;
  const half = leftSize(hashes.length);
  return nodeHash(fold(hashes.slice(0, half)), fold(hashes.slice(half)));
}

function steps(hashes: readonly Hash[], index: number): ProofStep[] {
  if (hashes.length === 1) return [];
  const half = leftSize(hashes.length);
  const [left, right] = [hashes.slice(0, half), hashes.slice(half)];
  return index < half
    ? [...steps(left, index), { side: "right", hash: fold(right) }]
    : [...steps(right, index - half), { side: "left", hash: fold(left) }];
}

function leftSize(size: number): number {
  let half = 1;
  while (half * 2 < size) half *= 2;
  return half;
}
