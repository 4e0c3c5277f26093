import assert from 'node:assert/strict';
import { it } from 'node:test';
import { startApp } from '../../test/app.ts';
import { answerOf } from '../../test/visitor.ts';

/** Numbers about people make them serve the numbers: we measure promises, never persons. */
const forbidden =
  /handl(e|ing)_?time|average_?handl|talk_?time|ranking|leader_?board|per_?(agent|person|handler|staff)|closed_?per|score_?of|productivity|idle_?time|utili[sz]ation/i;

/** Every name of a field that the API takes or gives, with the way to it. */
function namesIn(part: unknown, way: string): string[] {
  if (Array.isArray(part)) return part.flatMap((each) => namesIn(each, way));
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => {
    const here = `${way}.${key}`;
    const names = key === 'properties' ? Object.keys(value as object) : parameterName(key, value);
    return [...names.map((name) => `${here}.${name}`), ...namesIn(value, here)];
  });
}

const parameterName = (key: string, value: unknown): string[] =>
  key === 'name' && typeof value === 'string' ? [value] : [];

it('no door of the API takes or tells how fast or how much a person works', async () => {
  const app = await startApp();
  const { paths } = answerOf<{ paths: object }>(await app.anyone().get('/api/openapi.json'));
  const names = namesIn(paths, '');
  assert.ok(names.length > 500, `only ${names.length} names were read`);
  assert.deepEqual(
    names.filter((name) => forbidden.test(name.slice(name.lastIndexOf('.')))),
    [],
  );
  assert.ok(names.some((name) => name.endsWith('.loadMax')));
});

it('knows such names when it sees them', () => {
  for (const name of ['handleTime', 'averageHandleTime', 'ranking', 'perAgent', 'closedPerDay']) {
    assert.match(name, forbidden);
  }
  for (const name of ['loadMax', 'dueAt', 'perMinute', 'person', 'handler', 'undoSeconds']) {
    assert.doesNotMatch(name, forbidden);
  }
});
