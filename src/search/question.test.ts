import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fold, phoneTailsIn, tokensOf } from '#likeness/fold.ts';
import { stemmerFor } from './languages.ts';
import { readQuestion } from './question.ts';
import { tsqueryOf } from './tsquery.ts';

const asked = (typed: string): string => tsqueryOf(readQuestion(typed), () => []);
const wordsIn = (text: string): string[] => tokensOf(text).map(({ folded }) => folded);

describe('words as they are compared', () => {
  it('have no case and no accents, but keep what is a letter of its own', () => {
    assert.equal(
      fold('REMBOURSÉE Straße Łódź İstanbul Ærø'),
      'remboursee strasse lodz istanbul aero',
    );
    assert.equal(fold('ガス'), 'ガス');
    assert.equal(fold('हिन्दी'), 'हिन्दी');
  });

  it('are told from one another in every script', () => {
    assert.deepEqual(wordsIn('Don’t pay 12.50 € twice!'), ['don', 't', 'pay', '12', '50', 'twice']);
    assert.deepEqual(wordsIn('返金希望 please'), ['返金', '金希', '希望', '望', 'please']);
  });

  it('know where they stand in the text', () => {
    const text = 'Où est l’été 返金?';
    const places = tokensOf(text).map(({ start, end }) => text.slice(start, end));
    assert.deepEqual(places, ['Où', 'est', 'l', 'été', '返金', '金']);
  });

  it('hold the ends of phone numbers, however they are written', () => {
    assert.deepEqual(phoneTailsIn('+49 (30) 123-4567 or 030/1234567, on 12.'), [
      '#1234567',
      '#1234567',
    ]);
  });
});

describe('what somebody types', () => {
  it('must be found whole; its last word may be only begun', () => {
    assert.equal(asked('Train lat'), "('train') & ('lat':*)");
    assert.equal(asked('train late '), "('train') & ('late')");
    assert.equal(asked('train l'), "('train') & ('l')");
  });

  it('is a phrase in quotes, and where a word has parts', () => {
    assert.equal(asked('"The 8:14" late '), "('the' <-> '8' <-> '14') & ('late')");
    assert.equal(asked('„nie gekommen“ '), "('nie' <-> 'gekommen')");
    assert.equal(asked('anna@example.or'), "('anna' <-> 'example' <-> 'or':*)");
    assert.equal(asked('返金希'), "('返金' <-> '金希')");
    assert.equal(asked('返'), "('返':*)");
  });

  it('may be a phone number', () => {
    assert.equal(asked('+49 30 1234567'), "('#1234567' | '49' <-> '30' <-> '1234567':*)");
    assert.equal(asked('123'), "('123':*)");
  });

  it('is never an operator of the search', () => {
    for (const typed of ["a' | 'b", 'cat & !dog', '(x):*', "\\'", 'a <-> b', ':*', '"', "'"]) {
      assert.match(asked(typed), /^(\('\p{L}+'(:\*)?( <-> '\p{L}+'(:\*)?)*\)( & )?)*$/u, typed);
    }
    assert.deepEqual(readQuestion('" ?! "'), []);
  });

  it('has an end', () => {
    assert.equal(readQuestion('a b c d e f g h i j k l m n o p').length, 12);
  });
});

describe('the language of a text', () => {
  const guess = (text: string, tag: string | null = null) =>
    stemmerFor(
      tag,
      tokensOf(text).map(({ plain }) => plain),
    );

  it('is what its writer said, else what its small words say', () => {
    assert.equal(guess('Hallo', 'de-AT'), 'german');
    assert.equal(guess('Ich habe das nicht bestellt'), 'german');
    assert.equal(guess('Je ne suis pas remboursée, mais vous…'), 'french');
    assert.equal(guess('The train was late'), 'english');
    assert.equal(guess('Lübeck 8:14'), undefined);
  });
});
