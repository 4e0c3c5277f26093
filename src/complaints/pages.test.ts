import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { monday, startApp, tuesdayAtFive } from '../../test/app.ts';
import { assertNothingRecorded, look, storyOf, whatHappened } from '../../test/complaints.ts';
import {
  type Answer,
  answerOf,
  assertRefused,
  multipart,
  type Visitor,
} from '../../test/visitor.ts';

const app = await startApp();
const handler = await app.as(app.people.handler);

let addresses = 0;
let customer = app.anyone();

// Thirty complaints from one address are a different story, told at the end.
beforeEach(() => {
  customer = app.anyone(`198.51.100.${++addresses}`);
});

/** The hidden stamp of a freshly shown form. */
async function freshStamp(visitor: Visitor = customer): Promise<string> {
  const { body } = await visitor.get('/complain');
  const [, stamp] = /name="form" value="([^"]+)"/.exec(body) ?? [];
  assert.ok(stamp, 'the form has no stamp');
  return stamp;
}

const send = async (values: Record<string, string>, files?: readonly File[]): Promise<Answer> => {
  const form = { form: await freshStamp(), ...values };
  return files
    ? customer.submitFiles('/complain', form, files)
    : customer.submit('/complain', form);
};

/** Follows to the page that says "we have it". */
async function welcomed(answer: Answer): Promise<{ page: Answer; path: string }> {
  assert.equal(answer.statusCode, 303, answer.body.slice(0, 300));
  const path = String(answer.headers.location);
  const page = await customer.get(path);
  assert.equal(page.statusCode, 200);
  assert.match(page.body, /We have your complaint\./);
  return { page, path };
}

/** The complaint behind a private page, as staff see it. */
async function seen(path: string) {
  const link = path.replace(/^\/c\//, '').replace(/\?.*$/, '');
  const { id } = answerOf<{ id: string }>(await customer.get(`/api/story/${link}`));
  return look(handler, { id });
}

const countOf = async (table: 'complaints' | 'parked_complaints'): Promise<number> => {
  const { rows } = await app.pool.query<{ count: number }>(`select count(*)::int from ${table}`);
  return rows[0]?.count ?? -1;
};

describe('the form', () => {
  it('is one page with one required field, without a script, an account or a puzzle', async () => {
    const page = await customer.get('/complain');
    assert.equal(page.statusCode, 200);
    assert.equal(page.body.match(/ required=""/g)?.length, 1);
    assert.match(page.body, /<textarea[^>]*name="text"[^>]*required=""/);
    assert.ok(!/<script|onclick|captcha|type="password"/i.test(page.body));
    assert.ok(page.body.length < 30_000);
  });

  it('takes a complaint and says at once who has it, by when they answer, and how to come back', async () => {
    const { page, path } = await welcomed(await send({ text: whatHappened }));
    const complaint = await seen(path);
    assert.equal(complaint.text, whatHappened);
    assert.deepEqual([complaint.channel, complaint.nextAt], ['web', tuesdayAtFive]);
    const shown = [
      complaint.reference,
      complaint.owner.name,
      'Tuesday',
      '24 November 2026',
      '17:00',
      'https://care.example.org/c/',
      'Your code',
      '/receipt.json',
    ];
    for (const text of shown) assert.ok(page.body.includes(text), text);
  });

  it('takes everything else, too, with files', async () => {
    const values = {
      text: whatHappened,
      wish: 'My money back.',
      name: 'Eva Berg',
      email: 'eva@example.org',
      phone: '+49 170 1',
      orderReference: 'T-4711',
      product: 'Day ticket',
      place: 'Platform 7',
      level: 'executive',
    };
    const files = [new File(['receipt'], 'receipt.txt', { type: 'text/plain' })];
    const { path } = await welcomed(await send(values, files));
    const complaint = await seen(path);
    const { text: _, wish, level, ...details } = values;
    assert.deepEqual([complaint.wish, complaint.level, complaint.details], [wish, level, details]);
    assert.deepEqual(
      complaint.messages[0]?.files.map(({ name, mediaType, size }) => [name, mediaType, size]),
      [['receipt.txt', 'text/plain', 7]],
    );
    assert.deepEqual(
      complaint.escalations.map(({ raisedTo }) => raisedTo.name),
      [app.people.ceo.name],
    );
  });

  it('keeps words to the letter, with the line ends of the browser', async () => {
    const text = '  first line\r\n\r\n  second: é ü 🚂 <b>&amp;</b>\r\n';
    const { path, page } = await welcomed(await send({ text }));
    assert.equal((await seen(path)).text, text);
    assert.ok(!page.body.includes('<b>'), 'markup of a customer came through');
    const { path: multi } = await welcomed(await send({ text }, []));
    assert.equal((await seen(multi)).text, text);
  });
});

describe('a form with a fault', () => {
  const faults: [name: string, values: Record<string, string>, hint: RegExp][] = [
    ['nothing happened', { text: '  ', name: 'Eva & Söhne', wish: 'Money "back"' }, /is empty/],
    ['the mail address is none', { text: 'It <broke>.', email: 'eva at home' }, /address of mail/],
    ['the text is too long', { text: 'x'.repeat(100_001), name: 'Eva' }, /longer than 100000/],
    ['a character cannot be kept', { text: 'zero \0 character', name: 'Eva' }, /cannot be kept/],
  ];
  for (const [name, values, hint] of faults) {
    for (const files of [undefined, [new File(['photo'], 'photo.txt')]]) {
      it(`comes back with every word in it: ${name}${files ? ', with a file' : ''}`, async () => {
        const answer = await assertNothingRecorded(app.db, () => send(values, files));
        assert.equal(answer.statusCode, 422);
        assert.match(answer.body, hint);
        assert.match(answer.body, /role="alert"/);
        for (const value of Object.values(values)) {
          assert.ok(answer.body.includes(escaped(value)), `${value.slice(0, 40)} is lost`);
        }
        if (files) assert.match(answer.body, /choose your files again/);
      });
    }
  }

  const escaped = (text: string): string =>
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;');

  it('that breaks off on the way is refused with the words that arrived', async () => {
    const { body, type } = await multipart({ text: whatHappened, name: 'Eva' }, []);
    const half = body.subarray(0, body.length - 20);
    const answer = await assertNothingRecorded(app.db, () =>
      customer.postRaw('/complain', half, { 'content-type': type, accept: 'text/html' }),
    );
    assert.equal(answer.statusCode, 400);
    assert.match(answer.body, /did not arrive whole/);
    assert.ok(answer.body.includes(whatHappened));
  });

  it('of more than 2 MB is refused with a sentence', async () => {
    const answer = await send({ text: 'x'.repeat(2_100_000) });
    assert.equal(answer.statusCode, 413);
    assert.match(answer.body, /larger than we can take/);
  });
});

describe('a file that cannot be taken never fails the complaint', () => {
  const megabytes = (count: number) => new Uint8Array(count * 1024 * 1024).fill(97);
  const good = new File(['good'], 'good.txt', { type: 'text/plain' });

  const leavesOut = async (files: readonly File[], kept: string[], hint: RegExp) => {
    const { page, path } = await welcomed(await send({ text: whatHappened }, files));
    const complaint = await seen(path);
    assert.equal(complaint.text, whatHappened);
    assert.deepEqual(
      complaint.messages[0]?.files.map(({ name }) => name),
      kept,
    );
    assert.match(page.body, /not every file is/);
    assert.match(page.body, hint);
  };

  it('over 25 MB', async () => {
    const film = new File([megabytes(26)], 'film.mp4');
    await leavesOut([film, good], ['good.txt'], /film\.mp4: it is larger than 25 MB/);
  });

  it('exactly 25 MB is taken', async () => {
    const { path } = await welcomed(
      await send({ text: whatHappened }, [new File([megabytes(25)], 'film.mp4')]),
    );
    assert.equal((await seen(path)).messages[0]?.files[0]?.size, 25 * 1024 * 1024);
  });

  it('of 200 MB, which is read past and not kept', async () => {
    const film = new File(
      Array.from({ length: 8 }, () => megabytes(25)),
      'film.mp4',
    );
    await leavesOut([film], [], /film\.mp4: it is larger than 25 MB/);
  });

  it('the eleventh and all after it', async () => {
    const files = Array.from({ length: 13 }, (_, place) => new File(['x'], `photo-${place}.txt`));
    const kept = files.slice(0, 10).map(({ name }) => name);
    await leavesOut(files, kept, /photo-10\.txt: only 10 files.*photo-12\.txt: only 10 files/);
  });

  it('empty', async () => {
    await leavesOut([new File([], 'empty.txt'), good], ['good.txt'], /empty\.txt: it is empty/);
  });

  it('and the form may come without a file', async () => {
    const { page } = await welcomed(await send({ text: whatHappened }, [new File([], '')]));
    assert.ok(!page.body.includes('not every file'));
  });
});

describe('a file that lies', () => {
  const fileSent = async (file: File) => {
    const { path } = await welcomed(await send({ text: whatHappened }, [file]));
    const [kept] = (await seen(path)).messages[0]?.files ?? [];
    assert.ok(kept, 'the file was not kept');
    const answer = await customer.get(`${path.replace(/\?.*$/, '')}/files/${kept.id}`);
    assert.equal(answer.statusCode, 200);
    return { kept, answer };
  };
  const html = '<!doctype html><script>alert(1)</script>';

  it('about its type is never shown as what it says, nor as a page', async () => {
    for (const type of ['image/png', 'text/html', 'application/xhtml+xml', 'image/svg+xml']) {
      const { kept, answer } = await fileSent(new File([html], 'photo.png', { type }));
      assert.ok(
        ['text/plain', 'application/octet-stream'].includes(kept.mediaType),
        kept.mediaType,
      );
      assert.match(String(answer.headers['content-disposition']), /^attachment;/);
      assert.equal(answer.headers['x-content-type-options'], 'nosniff');
      assert.match(String(answer.headers['content-security-policy']), /sandbox/);
      assert.equal(answer.body, html);
    }
  });

  it('about being text: what it is is told by its first bytes', async () => {
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
    const { kept } = await fileSent(new File([png], 'notes.txt', { type: 'text/plain' }));
    assert.equal(kept.mediaType, 'image/png');
  });

  const names: [sent: string, kept: string][] = [
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\eva\\photo.png', 'photo.png'],
    ['/absolute/photo.png', 'photo.png'],
    ['new\u0001\u007fline.txt', 'newline.txt'],
    ['фото 1 ü.png', 'фото 1 ü.png'],
  ];
  for (const [sent, name] of names) {
    it(`about where it lies: ${JSON.stringify(sent)}`, async () => {
      const { kept, answer } = await fileSent(new File(['x'], sent));
      assert.equal(kept.name, name);
      const header = String(answer.headers['content-disposition']);
      assert.equal(header, `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
    });
  }
});

describe('what a machine might have sent', () => {
  type Parked = { parked: { id: string; reason: string; text: string; email: string | null }[] };
  const parked = async () => answerOf<Parked>(await handler.get('/api/parked')).parked;

  const isHeld = async (answer: Answer, reason: string, text: string) => {
    assert.equal(answer.statusCode, 200);
    assert.match(answer.body, /A person looks at it first/);
    assert.match(answer.body, /Nothing was thrown away/);
    const found = (await parked()).find((held) => held.text === text);
    assert.equal(found?.reason, reason);
    return found;
  };

  it('in the hidden field is held back, and said so', async () => {
    const before = await countOf('complaints');
    await isHeld(await send({ text: 'trap', website: 'x' }), 'hidden_field_filled', 'trap');
    assert.equal(await countOf('complaints'), before);
  });

  it('becomes a complaint when a person says so, received when it was sent, with its files', async () => {
    const values = { text: 'held', website: 'http://x', email: 'held@example.org' };
    const answer = await send(values, [new File(['ticket'], 'ticket.txt')]);
    const held = await isHeld(answer, 'hidden_field_filled', 'held');
    app.clock.set('2026-11-23T11:30:00.000Z');
    const url = `/api/parked/${held?.id}/complaint`;
    const made = answerOf<{ id: string }>(await handler.post(url), 201);
    const complaint = await look(handler, made);
    app.clock.set(monday);
    assert.deepEqual([complaint.text, complaint.receivedAt], ['held', monday]);
    assert.equal(complaint.recordedAt, '2026-11-23T11:30:00.000Z');
    assert.deepEqual(
      complaint.messages[0]?.files.map(({ name }) => name),
      ['ticket.txt'],
    );
    assert.match(storyOf(complaint), /^You told us on our website\./);
    assertRefused(await handler.post(url), 409, 'decided_already');
    assert.ok(!(await parked()).some(({ text }) => text === 'held'));
  });

  it('may be called rubbish, with a reason and a name, and is kept all the same', async () => {
    const held = await isHeld(
      await send({ text: 'junk', website: 'x' }),
      'hidden_field_filled',
      'junk',
    );
    const url = `/api/parked/${held?.id}/rubbish`;
    assertRefused(await handler.post(url, {}), 422, 'invalid_input');
    const before = await countOf('parked_complaints');
    answerOf(await handler.post(url, { reason: 'An advertisement.' }));
    assert.equal(await countOf('parked_complaints'), before);
    assert.ok(!(await parked()).some(({ text }) => text === 'junk'));
  });

  it('is decided by people of ours', async () => {
    const held = await isHeld(
      await send({ text: 'whose', website: 'x' }),
      'hidden_field_filled',
      'whose',
    );
    const designer = await app.as(app.people.designer);
    const url = `/api/parked/${held?.id}/complaint`;
    assertRefused(await customer.post(url), 401, 'sign_in_first');
    assertRefused(await designer.post(url), 403, 'not_allowed');
    assertRefused(
      await handler.post(`/api/parked/${app.people.ceo.staffId}/complaint`),
      404,
      'not_found',
    );
  });

  it('is a page of links sent the moment the form was shown; a prepared letter is not', async () => {
    await isHeld(
      await send({ text: 'buy https://x.example' }),
      'sent_too_fast',
      'buy https://x.example',
    );
    await welcomed(await send({ text: `${whatHappened} `.repeat(100) }));
    const form = await freshStamp();
    app.clock.set('2026-11-23T09:00:02.000Z');
    await welcomed(await send({ form, text: 'see https://x.example' }));
    app.clock.set(monday);
  });

  it('is the 31st form from one address within ten minutes', async () => {
    for (let count = 1; count <= 30; count++)
      await welcomed(await send({ text: `number ${count}` }));
    await isHeld(await send({ text: 'number 31' }), 'too_many_from_one_address', 'number 31');
    const elsewhere = app.anyone('203.0.113.9');
    assert.equal((await elsewhere.submit('/complain', { text: 'elsewhere' })).statusCode, 303);
    app.clock.set('2026-11-23T09:10:01.000Z');
    await welcomed(await send({ text: 'number 32' }));
    app.clock.set(monday);
  });
});

describe('a form sent twice', () => {
  const twice = async (values: Record<string, string>, files: () => File[] | undefined) => {
    const form = await freshStamp();
    const before = await countOf('complaints');
    const [one, other] = await Promise.all([
      send({ form, ...values }, files()),
      send({ form, ...values }, files()),
    ]);
    assert.equal(await countOf('complaints'), before + 1);
    assert.equal(one.headers.location, other.headers.location);
    const third = await send({ form, ...values }, files());
    assert.equal(third.headers.location, one.headers.location);
  };

  it('by a double click or a reload is one complaint', () =>
    twice({ text: 'A double click.' }, () => undefined));

  it('with files, too', () =>
    twice({ text: 'With a photo.' }, () => [new File(['photo'], 'photo.txt')]));

  it('with other words is another complaint: somebody went back and wrote again', async () => {
    const form = await freshStamp();
    const one = await send({ form, text: 'First.' });
    const other = await send({ form, text: 'Second.' });
    assert.notEqual(one.headers.location, other.headers.location);
  });

  it('from an old bookmark without a stamp is taken as well', async () => {
    await welcomed(await customer.submit('/complain', { text: whatHappened }));
    await welcomed(await send({ form: 'forged', text: whatHappened }));
  });
});
