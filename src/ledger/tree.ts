import type { Database } from '#database/connection.ts';
import { leafHash, type ReadSubtree, rootOf } from './merkle.ts';

/** Of the binary tree's heights only every eighth is stored: 256 roots lie together as one tile. */
export const tileHeight = 8;
export const tileWidth = 2 ** tileHeight;

/** Tiles kept at a time, of 256 hashes each: about 2 MB. */
const tilesMax = 256;

type Tile = readonly (Buffer | undefined)[];

/**
 * Reads the roots of complete subtrees of the sealed ledger; level 0 are the leaves themselves.
 * For one use only: what it has read it does not read again, even if the tree has grown since.
 */
export function treeReader(db: Database): ReadSubtree {
  const tiles = new Map<string, Promise<Tile>>();

  function tileAt(level: number, index: number): Promise<Tile> {
    const name = `${level}/${index}`;
    const known = tiles.get(name);
    if (known) return known;
    if (tiles.size >= tilesMax) tiles.clear();
    const tile = level === 0 ? readLeaves(db, index) : readRoots(db, level, index);
    tiles.set(name, tile);
    return tile;
  }

  return async (height, index) => {
    const level = Math.floor(height / tileHeight);
    const count = 2 ** (height % tileHeight);
    const first = index * count;
    const tile = await tileAt(level, Math.floor(first / tileWidth));
    const from = first % tileWidth;
    const parts = tile.slice(from, from + count).filter((part) => part !== undefined);
    if (parts.length === count) return rootOf(parts);
    throw new Error(`the ledger's tree has a gap at level ${level}, from ${first}`);
  };
}

async function readLeaves(db: Database, tile: number): Promise<Tile> {
  const start = tile * tileWidth;
  const rows = await db
    .selectFrom('ledger_positions')
    .select(['position', 'hash'])
    .where('position', '>=', start)
    .where('position', '<', start + tileWidth)
    .execute();
  return placed(rows.map((row) => ({ place: row.position - start, hash: leafHash(row.hash) })));
}

async function readRoots(db: Database, level: number, tile: number): Promise<Tile> {
  const start = tile * tileWidth;
  const rows = await db
    .selectFrom('ledger_tree')
    .select(['index', 'hash'])
    .where('level', '=', level)
    .where('index', '>=', start)
    .where('index', '<', start + tileWidth)
    .execute();
  return placed(rows.map((row) => ({ place: row.index - start, hash: row.hash })));
}

function placed(rows: readonly { place: number; hash: Buffer }[]): Tile {
  const tile: (Buffer | undefined)[] = [];
  for (const { place, hash } of rows) tile[place] = hash;
  return tile;
}
