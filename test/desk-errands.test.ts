import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { programActor } from '#ledger/ledger.ts';
import { addPerson, type StaffMember, staffById } from '#staff/index.ts';
import { assertAccessible, type Desk, looks, said, startDesk } from './desk.ts';
import { answerOf, type Visitor } from './visitor.ts';

let desk: Desk;
let fritz: StaffMember;
let owner: Visitor;
let teamId: string;
before(async () => {
  desk = await startDesk();
  const { app } = desk;
  const details = { title: 'Workshop', email: 'fritz@nordwind.example', phone: null };
  const managerId = app.people.manager.staffId;
  const staffId = await app.amends.ledger.write(programActor, (unit) =>
    addPerson(unit, { ...details, name: 'Fritz Amsel', roles: ['fixer'], managerId }),
  );
  fritz = (await staffById(app.amends.db, staffId)) as StaffMember;
  const mina = await app.withToken('mina', app.people.manager);
  owner = await app.withToken('hana', desk.owner);
  const body = { name: 'Workshop', leadId: managerId, memberIds: [staffId], isMailed: false };
  teamId = answerOf<{ teamId: string }>(await mina.post('/api/teams', body), 201).teamId;
});
after(() => desk.browser.close());

const work = (page: Page) => page.getByRole('region', { name: 'Work handed over' });

async function hand(what: string, change: object = {}): Promise<{ id: string; errandId: string }> {
  const id = await desk.complaint();
  const body = { teamId, what, why: 'She missed a funeral.', ...change };
  const answer = await owner.post(`/api/complaints/${id}/errands`, body);
  return { id, ...answerOf<{ errandId: string }>(answer, 201) };
}

const stateOf = async (errandId: string): Promise<string> =>
  answerOf<{ state: string }>(await owner.get(`/api/errands/${errandId}`)).state;

describe('a handler', () => {
  it('hands work on by the keyboard, from beside the complaint, and sees where it is', async () => {
    const id = await desk.complaint();
    const page = await desk.open(`/complaints/${id}`);
    await work(page).getByRole('button', { name: 'Hand it to fixers' }).waitFor();
    await page.locator('h1').first().click();
    await page.keyboard.press('f');
    const dialog = page.getByRole('dialog', { name: /Hand the work/ });
    await dialog.getByLabel('Which team?').selectOption('Workshop');
    await dialog.getByText(/too few errands for an honest date/).waitFor();
    await dialog.getByLabel('What is to be done?').fill('Mend signal 7.');
    await dialog.getByLabel('Why does it matter').fill('She missed a funeral.');
    await assertAccessible(page, 'handing an errand');
    await page.keyboard.press('Control+Enter');
    await said(page, /Handed over/);
    await work(page)
      .getByText(/With Workshop, nobody has accepted it yet/)
      .waitFor();
  });

  it('hears from the fixer, answers, and says that it is not fixed', async () => {
    const { id, errandId } = await hand('Mend signal 8.');
    const board = await desk.open('/errands', fritz);
    const card = board.getByRole('listitem').filter({ hasText: 'Mend signal 8.' });
    await card.getByText(/All about it/).click();
    await card.getByText('Ask the handler').click();
    await card.getByLabel('Your question').fill('Which signal 8?');
    await card.getByRole('button', { name: 'Ask' }).click();
    await said(board, /Asked/);
    const page = await desk.open(`/complaints/${id}`);
    await work(page)
      .getByText(/All about it/)
      .click();
    await work(page).getByLabel('Your answer').fill('The one in Lübeck.');
    await work(page).getByRole('button', { name: 'Answer' }).click();
    await said(page, /Answered/);
    await card.getByRole('button', { name: /It is done/ }).click();
    await board
      .getByRole('dialog')
      .getByLabel(/What was done/)
      .fill('New relay.');
    await board.getByRole('dialog').getByRole('button', { name: 'It is done' }).click();
    await said(board, /when the customer says so/);
    await work(page)
      .getByRole('button', { name: /It is not fixed/ })
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Who says so?').selectOption('check');
    await dialog.getByRole('button', { name: 'It is not fixed' }).click();
    await said(page, /first in line/);
    assert.equal(await stateOf(errandId), 'returned');
  });
});

describe('a fixer', () => {
  it('comes to the board, sees no complaint, and accepts with a date', async () => {
    const { errandId } = await hand('Mend signal 9.', { neededBy: '2026-11-27T16:00:00Z' });
    const page = await desk.open('/', fritz);
    await page.getByRole('heading', { name: 'Errands', level: 1 }).waitFor();
    assert.equal(await page.getByRole('navigation', { name: 'Complaints' }).count(), 0);
    const card = page.getByRole('listitem').filter({ hasText: 'Mend signal 9.' });
    await card.getByText(/The customer was told: by/).waitFor();
    assert.equal(await card.getByRole('link').count(), 0);
    await card.getByRole('button', { name: /Accept it/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Accept it' });
    assert.equal(await dialog.getByLabel('Done by').inputValue(), '2026-11-27T17:00');
    await dialog.getByRole('button', { name: 'Accept it' }).click();
    await said(page, /You have it now/);
    await page
      .getByRole('region', { name: 'With me', exact: true })
      .getByText('Mend signal 9.', { exact: true })
      .waitFor();
    assert.equal(await stateOf(errandId), 'accepted');
  });

  for (const look of looks) {
    it(`has a board for everybody, ${look.colorScheme}, ${look.width} px wide`, async () => {
      await hand('Mend signal 10.');
      const page = await desk.open('/errands', fritz, {
        colorScheme: look.colorScheme,
        viewport: { width: look.width, height: 900 },
      });
      await page.getByText('Mend signal 10.', { exact: true }).first().waitFor();
      await page
        .getByText(/All about it/)
        .first()
        .click();
      await assertAccessible(page, 'the board');
    });
  }
});
