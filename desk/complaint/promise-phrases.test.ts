import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { promisesIn } from './promise-phrases.ts';

/** Monday, ten in the morning in Berlin. */
const reader = { now: new Date('2026-11-23T09:00:00.000Z'), zone: 'Europe/Berlin' };

/** As the clock on the wall in Berlin shows it, which is UTC+1 in this week. */
const dueOf = (text: string): string[] =>
  promisesIn(text, reader).map(({ dueAt }) =>
    new Date(dueAt.getTime() + 3_600_000).toISOString().slice(0, 16),
  );

const promised: readonly (readonly [sentence: string, due: string])[] = [
  ['I will call you tomorrow by five.', '2026-11-24T17:00'],
  ["I'll ring you tomorrow at 5 pm.", '2026-11-24T17:00'],
  ['We’ll send you the ticket by Friday.', '2026-11-27T17:00'],
  ['We will refund 12.50 € within three working days.', '2026-11-26T17:00'],
  ['I shall write to you on 30 November.', '2026-11-30T17:00'],
  ['I am going to visit you next Monday at noon.', '2026-11-30T12:00'],
  ['Tomorrow I will speak to the driver.', '2026-11-24T17:00'],
  ['By Friday, we will have repaired the lift.', '2026-11-27T17:00'],
  ['You will receive the money by Thursday.', '2026-11-26T17:00'],
  ['You’ll hear from me by the end of the week.', '2026-11-27T17:00'],
  ['Hugo Brandt will call you this afternoon.', '2026-11-23T17:00'],
  ['Your ticket will be refunded by tomorrow.', '2026-11-24T17:00'],
  ['I will get back to you within 24 hours.', '2026-11-24T10:00'],
  ['I will call you by the end of the day tomorrow.', '2026-11-24T17:00'],
  ['Let me check that and call you on Wednesday at 14:30.', '2026-11-25T14:30'],
  ['I will tell you more next week.', '2026-12-04T17:00'],
  ['I promise to answer by 3 pm today.', '2026-11-23T15:00'],
  ['We will be at your door at two tomorrow.', '2026-11-24T14:00'],
  ['You were not told, and I will call you tomorrow.', '2026-11-24T17:00'],
  ['Ich rufe Sie morgen bis fünf an.', '2026-11-24T17:00'],
  ['Ich werde Sie morgen um 17 Uhr anrufen.', '2026-11-24T17:00'],
  ['Wir schicken Ihnen die Fahrkarte bis Freitag.', '2026-11-27T17:00'],
  ['Morgen melde ich mich bei Ihnen.', '2026-11-24T17:00'],
  ['Wir werden Ihnen das Geld innerhalb von zwei Tagen erstatten.', '2026-11-25T17:00'],
  ['Sie erhalten das Geld bis zum 27.11. auf Ihr Konto.', '2026-11-27T17:00'],
  ['Bis Freitag werden wir den Aufzug reparieren.', '2026-11-27T17:00'],
  ['Frau Brandt wird Sie am Mittwoch um 14:30 Uhr anrufen.', '2026-11-25T14:30'],
  ['Wir überweisen 20 Euro binnen drei Werktagen.', '2026-11-26T17:00'],
  ['Ich melde mich bis Ende der Woche.', '2026-11-27T17:00'],
  ['Übermorgen bekommen Sie unsere Antwort.', '2026-11-25T17:00'],
  ['Ich schreibe Ihnen morgen, damit Sie nicht warten müssen.', '2026-11-24T17:00'],
  ['Wir prüfen das nächste Woche.', '2026-12-04T17:00'],
  ['Je vous rappelle demain avant 17 heures.', '2026-11-24T17:00'],
  ['Je vous appellerai vendredi.', '2026-11-27T17:00'],
  ['Nous vous rembourserons sous 48 heures.', '2026-11-25T10:00'],
  ['Nous allons vous écrire demain matin.', '2026-11-24T12:00'],
  ['Vous recevrez le billet lundi prochain.', '2026-11-30T17:00'],
  ['On vous rappelle demain à midi.', '2026-11-24T12:00'],
  ['Demain, je vous enverrai la lettre.', '2026-11-24T17:00'],
  ['Nous répondrons d’ici vendredi.', '2026-11-27T17:00'],
  ['Je vous tiens au courant avant la fin de la semaine.', '2026-11-27T17:00'],
  ['Nous réparerons l’ascenseur le 30 novembre.', '2026-11-30T17:00'],
  ['Le llamaré mañana a las cinco.', '2026-11-24T17:00'],
  ['Le enviaremos el billete el viernes.', '2026-11-27T17:00'],
  ['Recibirá el dinero en dos días.', '2026-11-25T17:00'],
  ['Mañana le llamo.', '2026-11-24T17:00'],
  ['Vamos a devolverle el dinero en tres días hábiles.', '2026-11-26T17:00'],
  ['Me pondré en contacto con usted pasado mañana.', '2026-11-25T17:00'],
  ['Le responderemos la próxima semana.', '2026-12-04T17:00'],
  ['Nuestro equipo le llamará el 30 de noviembre.', '2026-11-30T17:00'],
];

const notPromised: readonly string[] = [
  'I called you yesterday.',
  'I will call you.',
  'I will not be able to call you tomorrow.',
  "We won't send anything before Friday.",
  'I will be away tomorrow.',
  'We will be closed on Friday.',
  'Will I see you tomorrow?',
  'You told us: “I will call you tomorrow”.',
  '> I will call you tomorrow.',
  'The train leaves tomorrow at five.',
  'Please call us tomorrow.',
  'You will have to show the ticket by Friday.',
  'I will look into why the 8:14 did not come.',
  'I will look into what happened yesterday.',
  'You wrote to us on Monday and I will see to it.',
  'Yesterday I told you that I would call.',
  'Ich habe Sie gestern angerufen.',
  'Ich werde Sie morgen nicht anrufen.',
  'Sie schrieben: „Ich rufe morgen an“.',
  'Der Zug fährt morgen um fünf.',
  'Rufen Sie uns morgen an?',
  'Ich prüfe, warum der Zug gestern nicht kam.',
  'Je vous ai appelé hier.',
  'Nous ne pourrons pas vous rappeler demain.',
  'Le train part demain à 17 heures.',
  'Vous avez écrit : « je rappellerai demain ».',
  'Le llamé ayer.',
  'No le llamaré mañana.',
  'El tren sale mañana a las cinco.',
  'سأتصل بك غدا',
];

describe('a promise in a reply', () => {
  for (const [sentence, due] of promised) {
    it(`is heard: ${sentence}`, () => assert.deepEqual(dueOf(sentence), [due]));
  }
  for (const sentence of notPromised) {
    it(`is not heard: ${sentence}`, () => assert.deepEqual(dueOf(sentence), []));
  }

  it('is found in the midst of a letter, with its sentence; several of them', () => {
    const letter =
      'Dear Mrs Hughes,\n\nYou waited for two hours. I will call you tomorrow by five. ' +
      'Mr. Brandt will write to you on 30 November.\n\nYours, Hana';
    assert.deepEqual(
      promisesIn(letter, reader).map(({ sentence }) => sentence),
      ['I will call you tomorrow by five.', 'Mr. Brandt will write to you on 30 November.'],
    );
  });

  it('is read in the zone of whoever reads it', () => {
    const [inTokyo] = promisesIn('I will call you tomorrow at 17:00.', {
      ...reader,
      zone: 'Asia/Tokyo',
    });
    assert.equal(inTokyo?.dueAt.toISOString(), '2026-11-24T08:00:00.000Z');
  });

  it('over the change to summer time keeps the hour on the wall', () => {
    const [due] = promisesIn('I will call you on Monday at 17:00.', {
      now: new Date('2027-03-26T09:00:00.000Z'),
      zone: 'Europe/Berlin',
    });
    assert.equal(due?.dueAt.toISOString(), '2027-03-29T15:00:00.000Z');
  });

  it('is looked for in a long text at once', () => {
    const begun = performance.now();
    promisesIn('I will wait and see what comes of it. '.repeat(500), reader);
    promisesIn('tomorrow '.repeat(2_000), reader);
    assert.ok(performance.now() - begun < 2_000);
  });
});
