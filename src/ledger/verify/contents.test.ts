import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addNotice, tamper } from '../../../test/ledger.ts';
import { assertFault, faultsOf, fileBytes, sealedWorld } from '../../../test/tamper.ts';
import type { FaultKind } from './faults.ts';

const sorry = `where text = 'We are sorry.'`;

type Case = { name: string; change: string; kind: FaultKind; place: 'words' | 'file' };

const cases: Case[] = [
  {
    name: 'a changed text',
    change: `update words set text = 'We are not sorry.' ${sorry}`,
    kind: 'changed_content',
    place: 'words',
  },
  {
    name: 'a changed salt',
    change: `update words set salt = substring(sha256(salt) for 16) ${sorry}`,
    kind: 'changed_content',
    place: 'words',
  },
  {
    name: 'a text of which the beginning was moved into the salt',
    change: `update words set salt = salt || 'We '::bytea, text = 'are sorry.' ${sorry}`,
    kind: 'changed_content',
    place: 'words',
  },
  {
    name: 'a text emptied without being erased',
    change: `update words set text = null ${sorry}`,
    kind: 'changed_content',
    place: 'words',
  },
  {
    name: 'a removed text',
    change: `delete from words ${sorry}`,
    kind: 'removed_content',
    place: 'words',
  },
  {
    name: 'a changed file digest',
    change: 'update files set sha256 = sha256(sha256)',
    kind: 'changed_content',
    place: 'file',
  },
  {
    name: 'a removed file row',
    change: 'delete from files',
    kind: 'removed_content',
    place: 'file',
  },
];

describe('verify names the content', () => {
  for (const { name, change, kind, place } of cases) {
    it(`behind ${name}`, async (t) => {
      const world = await sealedWorld(t);
      const { id: words } = await world.db
        .selectFrom('words')
        .select('words_id as id')
        .where('text', '=', 'We are sorry.')
        .executeTakeFirstOrThrow();
      const { id: file } = await world.db
        .selectFrom('files')
        .select('file_id as id')
        .executeTakeFirstOrThrow();
      await tamper(world.db, change);
      const faults = await faultsOf(world);
      const id = place === 'words' ? words : file;
      assertFault(faults, kind, `${place} ${id}`);
      assertFault(faults, kind, `${world.notice}, version 1`);
      assert.equal(faults.length, 1);
    });
  }

  it('that was added', async (t) => {
    const world = await sealedWorld(t);
    const id = '00000000-0000-7000-8000-00000000000a';
    await tamper(
      world.db,
      `insert into words select customer_id, '${id}', salt, text from words ${sorry}`,
      `insert into files (customer_id, file_id, salt, sha256, media_type, size)
        select '${id}', file_id, salt, sha256, media_type, size from files`,
    );
    const faults = await faultsOf(world);
    assertFault(faults, 'added_content', `words ${id} (customer ${world.customerId})`);
    assertFault(faults, 'added_content', `(customer ${id})`);
    assert.equal(faults.length, 2);
  });

  it('that an entry names in a way that no content has', async (t) => {
    const world = await sealedWorld(t);
    const data = JSON.stringify({ words: 'x', digest: 'y', more: [{ file: 'z', digest: 'y' }] });
    await tamper(
      world.db,
      `update ledger_entries set data = '${data}' where type = 'NoticeDelivered'`,
    );
    const faults = await faultsOf(world);
    assertFault(faults, 'removed_content', 'words x');
    assertFault(faults, 'removed_content', 'file z');
  });
});

describe('verify reads the bytes of files', () => {
  const readers = {
    changed_file: async () => Buffer.from('byteZ'),
    removed_file: async () => undefined,
  };
  for (const [kind, readFile] of Object.entries(readers)) {
    it(`and names a ${kind.replace('_', ' ')}`, async (t) => {
      const world = await sealedWorld(t);
      const { file_id: id } = await world.db
        .selectFrom('files')
        .select('file_id')
        .executeTakeFirstOrThrow();
      assert.deepEqual(await faultsOf(world), []);
      const faults = await faultsOf(world, { readFile });
      assertFault(faults, kind as FaultKind, `file ${id}`);
      assert.equal(faults.length, 1);
    });
  }

  it('by the hash under which they are kept', async (t) => {
    const world = await sealedWorld(t);
    await addNotice(world.ledger, world.customerId, { sha256: world.sha256 });
    const asked: Buffer[] = [];
    const readFile = async (sha256: Buffer) => {
      asked.push(sha256);
      return fileBytes;
    };
    assert.deepEqual(await faultsOf(world, { readFile }), []);
    assert.deepEqual(asked, [world.sha256, world.sha256]);
  });
});
