import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { apologises } from './apology.ts';

const apologies: Readonly<Record<string, readonly string[]>> = {
  English: [
    'I am sorry.',
    'We are sorry.',
    'We’re so very sorry that nobody called you back.',
    "I'm truly sorry for the trouble this has caused.",
    'Sorry about the wait.',
    'Dear Ann, sorry for the delay.',
    'Sorry!',
    'We apologise for the delay.',
    'We sincerely apologize.',
    'I would like to apologise to you personally.',
    'First of all, let me apologise.',
    'Please accept our apologies.',
    'Please accept our most sincere apology for what happened.',
    'Apologies for the inconvenience.',
    'I owe you an apology.',
    'We regret what happened on Monday.',
    'Please forgive us the long silence.',
    'I beg your pardon.',
    'I want to say sorry.',
    'You are right, and I am sorry.',
    'You wrote that you were never called; we apologise for that.',
    'We did not answer in time.\nFor this we\napologise.',
    'I was sorry to read your letter.',
    'We are sorry to hear that.',
    'Please excuse the late reply.',
  ],
  German: [
    'Es tut mir leid.',
    'Es tut uns sehr leid, dass Sie warten mussten.',
    'Das tut uns aufrichtig leid.',
    'Wir entschuldigen uns für die Verspätung.',
    'Ich möchte mich bei Ihnen entschuldigen.',
    'Wir bitten um Entschuldigung.',
    'Ich bitte Sie dafür um Verzeihung.',
    'Bitte entschuldigen Sie die späte Antwort.',
    'Entschuldigung für das Missverständnis.',
    'Wir bedauern den Vorfall sehr.',
    'Verzeihen Sie bitte unser langes Schweigen.',
    'Dafür möchten wir Sie um Entschuldigung bitten.',
  ],
  French: [
    'Nous sommes désolés.',
    'Je suis vraiment désolée pour ce retard.',
    'Désolé pour l’attente.',
    'Veuillez nous excuser pour ce désagrément.',
    'Nous vous prions de bien vouloir nous excuser.',
    'Nous vous présentons nos plus sincères excuses.',
    'Toutes nos excuses.',
    'Nous nous excusons de cette erreur.',
    'Je m’excuse.',
    'Nous regrettons ce retard.',
    'Nous vous demandons pardon.',
  ],
  Spanish: [
    'Lo sentimos.',
    'Lo siento mucho.',
    'Sentimos mucho lo ocurrido.',
    'Pedimos disculpas por el retraso.',
    'Le pido perdón.',
    'Queremos pedirle disculpas.',
    'Acepte nuestras sinceras disculpas.',
    'Disculpe las molestias.',
    'Lamentamos lo sucedido.',
    'Mil disculpas por la espera.',
  ],
  Arabic: [
    'نعتذر عن التأخير.',
    'ونعتذر لكم عن ذلك.',
    'أعتذر لك شخصيًا.',
    'نأسف لما حدث.',
    'أنا آسف.',
    'نحن آسفون جدًا.',
    'نتقدم إليكم بخالص الاعتذار.',
    'تفضلوا بقبول اعتذارنا.',
    'نرجو المعذرة.',
    'عذرًا على الإزعاج.',
    'نَعْتَذِرُ عن الخطأ.',
  ],
};

const others: Readonly<Record<string, readonly string[]>> = {
  English: [
    'The driver was ill, and no bus was sent.',
    'There is no need to apologise.',
    'There is no reason for you to be sorry.',
    'You apologised to the driver, which was kind.',
    'You have nothing to be sorry about.',
    'Thank you for your apology.',
    'We accept your apology.',
    'They apologised to you on Monday.',
    'The driver has apologised to you.',
    'You asked for an apology and for your money.',
    'You asked us to apologise.',
    'Better safe than sorry, so we checked twice.',
    'The station is in a sorry state.',
    'We do not apologise for the timetable.',
    'I am not sorry for asking you again.',
    'Should we apologise?',
    '> I am sorry to write again.\nYour money is on its way.',
    'Your money is on its way.\n\nOn 23 Nov 2026 Ann wrote:\nI am sorry to write again.',
    'You wrote: “I am sorry to bother you”. You never do.',
    'We paid you back today.',
    'The customer was sorry.',
  ],
  German: [
    'Ihr Zug fiel aus, weil der Fahrer krank war.',
    'Sie brauchen sich nicht zu entschuldigen.',
    'Sie müssen sich dafür nicht entschuldigen.',
    'Danke für Ihre Entschuldigung.',
    'Der Fahrer hat sich bei Ihnen entschuldigt.',
    'Es braucht Ihnen nicht leid zu tun.',
    'Leider fiel der Zug aus.',
    'Am 23.11.2026 schrieb Eva Lindner:\nEs tut mir leid.',
  ],
  French: [
    'Votre train a été supprimé.',
    'Ne vous excusez pas.',
    'Vous n’avez pas à vous excuser.',
    'Merci pour vos excuses.',
    'Inutile de vous excuser.',
    'Le 23 novembre, Anne a écrit :\nJe suis désolée.',
  ],
  Spanish: [
    'Su tren no salió.',
    'No hace falta que pida disculpas.',
    'Gracias por sus disculpas.',
    'Usted ya se disculpó.',
    'El 23 de noviembre Ana escribió:\nLo siento.',
  ],
  Arabic: [
    'أعدنا لك ثمن التذكرة.',
    'لا داعي للاعتذار.',
    'شكرًا على اعتذارك.',
    'لن نعتذر عن ذلك.',
    'لقد اعتذرتم من قبل.',
  ],
};

describe('an apology', () => {
  for (const [language, texts] of Object.entries(apologies)) {
    it(`is heard in ${language}`, () => {
      for (const text of texts) assert.ok(apologises(text), text);
    });
  }
  for (const [language, texts] of Object.entries(others)) {
    it(`is not what only sounds like one in ${language}`, () => {
      for (const text of texts) assert.ok(!apologises(text), text);
    });
  }

  it('is looked for in any text, however long or odd, without ado', () => {
    const began = performance.now();
    for (const odd of [
      '',
      '\0',
      'so sorry'.repeat(9_000),
      'we '.repeat(30_000),
      '“'.repeat(9_000),
    ]) {
      apologises(odd);
    }
    assert.ok(performance.now() - began < 1_000);
  });
});
