import { type Heap, linked, rootOf } from './linkage.ts';
import { addTo, productOf, spaceSize, whole } from './space.ts';

// Complaints about one matter, gathered as they arrive. Rows that say nearly the same make a cell, and
// cells make groups. A cell is the sum of its vectors, so that its likeness to a row, or to another
// cell, is the mean over all pairs, without going over them.

/** From this mean likeness on, two say nearly the same. */
const oneCellFrom = 0.5;
/** From this mean likeness on, two are one matter. Chosen on texts of another kind than those measured. */
const oneMatterFrom = 0.27;
/** Then the cell that was not touched for longest is let go, the small ones first. */
const cellsMax = 2_500;

type Cell = Heap & { id: string; touched: number; group: string };

export type Groups = {
  /** The group that a row joins: the one it is most like, or one of its own. */
  join(id: string, vector: Int8Array): string;
  /** Puts a row into the group that it was in before. */
  rejoin(id: string, vector: Int8Array, group: string): void;
  /** The row is no longer asked for; it still tells what its group is about. */
  leave(id: string): void;
  /** A person says of two rows whether they are one matter. */
  link(one: string, other: string, isSame: boolean): void;
  /** Looks at all cells together, which is better than one after another. */
  regroup(): void;
  groupOf(id: string): string | undefined;
  size(): number;
};

export function openGroups(): Groups {
  const cells = new Map<string, Cell>();
  const cellOf = new Map<string, string>();
  const heaps = new Map<string, Heap>();
  const links: { one: string; other: string; isSame: boolean }[] = [];
  let touches = 0;

  const add = (cell: Cell, row: string, vector: Int8Array): void => {
    cells.set(cell.id, cell);
    cellOf.set(row, cell.id);
    cell.size += 1;
    cell.touched = ++touches;
    addTo(cell.sum, vector);
    const heap = heaps.get(cell.group) ?? emptyHeap();
    heaps.set(cell.group, heap);
    heap.size += 1;
    addTo(heap.sum, vector);
  };

  const cellFor = (id: string, vector: Int8Array): Cell =>
    nearest(cells, vector, oneCellFrom)?.[1] ?? {
      ...emptyHeap(),
      id,
      touched: 0,
      group: nearest(heaps, vector, oneMatterFrom)?.[0] ?? id,
    };

  const regroup = (): void => {
    const all = [...cells.values()];
    const { heaps: linkable, places, apart } = withLinks(all, links, cellOf);
    const roots = linked(linkable, oneMatterFrom, apart);
    const named = new Map<number, string>();
    heaps.clear();
    for (const [place, cell] of all.entries()) {
      const root = roots[places[place] ?? 0] ?? 0;
      cell.group = named.get(root) ?? cell.id;
      named.set(root, cell.group);
      const heap = heaps.get(cell.group) ?? emptyHeap();
      heaps.set(cell.group, heap);
      heap.size += cell.size;
      addTo(heap.sum, cell.sum);
    }
  };

  return {
    join(id, vector) {
      const cell = cellFor(id, vector);
      add(cell, id, vector);
      if (cells.size > cellsMax) letGo(cells);
      return cell.group;
    },
    rejoin(id, vector, group) {
      const cell = cellFor(id, vector);
      if (cell.size === 0) cell.group = group;
      add(cell, id, vector);
    },
    leave: (id) => void cellOf.delete(id),
    link: (one, other, isSame) => void links.push({ one, other, isSame }),
    regroup,
    groupOf: (id) => cells.get(cellOf.get(id) ?? '')?.group,
    size: () => heaps.size,
  };
}

const emptyHeap = (): Heap => ({ size: 0, sum: new Float32Array(spaceSize) });

function nearest<One extends Heap>(
  heaps: ReadonlyMap<string, One>,
  vector: Int8Array,
  from: number,
): [string, One] | undefined {
  let best: [string, One] | undefined;
  let most = from * whole;
  for (const entry of heaps) {
    const likeness = productOf(entry[1].sum, vector) / entry[1].size;
    if (likeness >= most) [best, most] = [entry, likeness];
  }
  return best;
}

/** Cells of which a person said that they are one matter are one from the start. */
function withLinks(
  cells: readonly Cell[],
  links: readonly { one: string; other: string; isSame: boolean }[],
  cellOf: ReadonlyMap<string, string>,
) {
  const placeOf = new Map(cells.map(({ id }, place) => [id, place]));
  const root = cells.map((_, place) => place);
  const known = links.flatMap(({ one, other, isSame }) => {
    const first = placeOf.get(cellOf.get(one) ?? '');
    const second = placeOf.get(cellOf.get(other) ?? '');
    return first === undefined || second === undefined ? [] : [{ first, second, isSame }];
  });
  for (const { first, second, isSame } of known) {
    if (isSame) root[rootOf(root, first)] = rootOf(root, second);
  }
  const numbered = new Map<number, number>();
  const heaps: Heap[] = [];
  const places = cells.map(({ sum, size }, place) => {
    const number = numbered.get(rootOf(root, place)) ?? numbered.size;
    numbered.set(rootOf(root, place), number);
    const heap = heaps[number] ?? emptyHeap();
    heaps[number] = heap;
    heap.size += size;
    addTo(heap.sum, sum);
    return number;
  });
  const keyOf = (one: number, other: number) =>
    Math.min(one, other) * cellsMax * 2 + Math.max(one, other);
  const parted = new Set(
    known
      .filter(({ isSame }) => !isSame)
      .map(({ first, second }) => keyOf(places[first] ?? 0, places[second] ?? 0)),
  );
  return { heaps, places, apart: (one: number, other: number) => parted.has(keyOf(one, other)) };
}

function letGo(cells: Map<string, Cell>): void {
  let least: Cell | undefined;
  for (const cell of cells.values()) if (!least || worth(cell) < worth(least)) least = cell;
  if (least) cells.delete(least.id);
}

/** A cell of some is worth waiting longer for than one row alone. */
const worth = ({ touched, size }: Cell): number => touched + 200 * Math.min(size, 50);
