import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  appendLeaves,
  consistencyProof,
  emptyFrontier,
  emptyRoot,
  frontierRoot,
  inclusionProof,
  leafHash,
  nodeHash,
  type ReadSubtree,
  readFrontier,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

// The reference data of certificate-transparency (merkle_tree_test, reference_test.go).
const referenceLeaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((leaf) => leafHash(hex(leaf)));

const referenceRoots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const node = {
  leaf0: '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  leaf1: '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
  leaf2: '0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7',
  leaf3: '07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7',
  leaf4: 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
  leaves01: 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  leaves23: '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
  leaves45: '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
  leaves67: 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
  leaves0to3: 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  leaves4to7: '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
};

const hexes = (proof: readonly Buffer[]): string[] => proof.map((part) => part.toString('hex'));

/** Reads subtrees by computing them; refuses those that are not complete. */
const readerOf =
  (leaves: readonly Buffer[]): ReadSubtree =>
  async (height, index) => {
    const part = leaves.slice(index * 2 ** height, (index + 1) * 2 ** height);
    assert.equal(part.length, 2 ** height, `subtree ${height}/${index} is not complete`);
    return plainRoot(part);
  };

/** The definition of RFC 6962, word for word and slow: what the quick ways must agree with. */
function plainRoot(leaves: readonly Buffer[]): Buffer {
  const [first, second] = leaves;
  if (!first) return emptyRoot;
  if (!second) return first;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeHash(plainRoot(leaves.slice(0, split)), plainRoot(leaves.slice(split)));
}

const manyLeaves = Array.from({ length: 70 }, (_, index) => leafHash(Buffer.from([index])));

test('the roots of the reference tree are those of RFC 6962', () => {
  for (const [size, root] of referenceRoots.entries()) {
    assert.equal(rootOf(referenceLeaves.slice(0, size)).toString('hex'), root, `size ${size}`);
  }
  assert.equal(emptyRoot.toString('hex'), referenceRoots[0]);
});

test('the inclusion proofs of the reference tree are the known ones', async () => {
  const known: [index: number, size: number, proof: string[]][] = [
    [0, 1, []],
    [0, 2, [node.leaf1]],
    [1, 2, [node.leaf0]],
    [2, 3, [node.leaves01]],
    [1, 5, [node.leaf0, node.leaves23, node.leaf4]],
    [0, 8, [node.leaf1, node.leaves23, node.leaves4to7]],
    [5, 8, [node.leaf4, node.leaves67, node.leaves0to3]],
  ];
  for (const [index, size, proof] of known) {
    const made = await inclusionProof(index, size, readerOf(referenceLeaves.slice(0, size)));
    assert.deepEqual(hexes(made), proof, `leaf ${index} of ${size}`);
  }
});

test('the consistency proofs of the reference tree are the known ones', async () => {
  const known: [oldSize: number, newSize: number, proof: string[]][] = [
    [1, 1, []],
    [1, 8, [node.leaf1, node.leaves23, node.leaves4to7]],
    [2, 5, [node.leaves23, node.leaf4]],
    [3, 8, [node.leaf2, node.leaf3, node.leaves01, node.leaves4to7]],
    [6, 8, [node.leaves45, node.leaves67, node.leaves0to3]],
  ];
  for (const [oldSize, newSize, proof] of known) {
    const read = readerOf(referenceLeaves.slice(0, newSize));
    const made = await consistencyProof(oldSize, newSize, read);
    assert.deepEqual(hexes(made), proof, `${oldSize} to ${newSize}`);
  }
});

test('for every size the frontier gives the root of the definition and names each subtree', async () => {
  let frontier = emptyFrontier;
  const named = new Map<string, Buffer>();
  for (const [index, leaf] of manyLeaves.entries()) {
    frontier = appendLeaves(frontier, [leaf], (height, place, hash) => {
      named.set(`${height}/${place}`, hash);
    });
    const leaves = manyLeaves.slice(0, index + 1);
    assert.deepEqual(frontierRoot(frontier), plainRoot(leaves));
    const read = await readFrontier(leaves.length, readerOf(leaves));
    assert.deepEqual(frontierRoot(read), plainRoot(leaves));
  }
  assert.equal(named.size, 70 + 35 + 17 + 8 + 4 + 2 + 1);
  assert.deepEqual(named.get('4/3'), plainRoot(manyLeaves.slice(48, 64)));
  assert.equal(emptyFrontier.parts.length, 0);
});

test('every leaf of every size has a proof, which holds for nothing else', async () => {
  for (let size = 1; size <= manyLeaves.length; size++) {
    const leaves = manyLeaves.slice(0, size);
    const root = plainRoot(leaves);
    for (const [index, leaf] of leaves.entries()) {
      const proof = await inclusionProof(index, size, readerOf(leaves));
      const claim = { index, size, leaf, proof, root };
      assert.ok(verifyInclusion(claim), `leaf ${index} of ${size}`);
      const other = manyLeaves[(index + 1) % manyLeaves.length] ?? leaf;
      assert.ok(!verifyInclusion({ ...claim, leaf: other }));
      assert.ok(!verifyInclusion({ ...claim, root: other }));
      assert.ok(!verifyInclusion({ ...claim, proof: [...proof, other] }));
      assert.ok(!verifyInclusion({ ...claim, proof: proof.slice(1) }) || size === 1);
      for (let wrong = 0; wrong <= size; wrong++) {
        assert.equal(verifyInclusion({ ...claim, index: wrong }), wrong === index);
      }
    }
  }
});

test('every two sizes have a consistency proof, which holds for nothing else', async () => {
  const roots = Array.from({ length: 71 }, (_, size) => plainRoot(manyLeaves.slice(0, size)));
  for (let newSize = 1; newSize <= 70; newSize++) {
    const read = readerOf(manyLeaves.slice(0, newSize));
    const newRoot = roots[newSize] ?? emptyRoot;
    for (let oldSize = 1; oldSize <= newSize; oldSize++) {
      const proof = await consistencyProof(oldSize, newSize, read);
      const oldRoot = roots[oldSize] ?? emptyRoot;
      const claim = { oldSize, newSize, oldRoot, newRoot, proof };
      assert.ok(verifyConsistency(claim), `${oldSize} to ${newSize}`);
      const wrongRoot = roots[0] ?? emptyRoot;
      assert.ok(!verifyConsistency({ ...claim, oldRoot: wrongRoot }));
      assert.ok(!verifyConsistency({ ...claim, newRoot: wrongRoot }));
      assert.ok(!verifyConsistency({ ...claim, proof: [...proof, wrongRoot] }));
      assert.ok(proof.length === 0 || !verifyConsistency({ ...claim, proof: proof.slice(1) }));
    }
  }
});

test('nonsense sizes are refused', async () => {
  const claim = { leaf: emptyRoot, proof: [], root: emptyRoot };
  for (const [index, size] of [
    [0, 0],
    [-1, 1],
    [0.5, 1],
    [1, 1],
    [0, 2 ** 53],
    [Number.NaN, 1],
  ]) {
    assert.ok(!verifyInclusion({ ...claim, index: index ?? 0, size: size ?? 0 }));
  }
  const roots = { oldRoot: emptyRoot, newRoot: emptyRoot, proof: [] };
  assert.ok(!verifyConsistency({ ...roots, oldSize: 0, newSize: 0 }));
  assert.ok(!verifyConsistency({ ...roots, oldSize: 2, newSize: 1 }));
  await assert.rejects(inclusionProof(1, 1, readerOf([])), RangeError);
  await assert.rejects(consistencyProof(0, 1, readerOf([])), RangeError);
});
