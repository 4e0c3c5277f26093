// Words that say nothing about what a text is about: those that hold sentences together, and those
// that stand in every complaint. Folded, as `fold` gives them. Whoever's language is missing here gets
// weaker hints, never wrong ones.

const english = `
  the and for not but with you your our are was were has have had been being that this these those
  there their they them then than from into out off over under again about after before when what
  which who whom whose why how where while will would could should can cannot may might must shall
  did does done doing don didn doesn isn wasn aren weren hasn haven hadn won wouldn couldn shouldn
  its her his him she hers ours yours mine myself ourselves itself himself herself themselves all
  any each every both some such same other another more most much many few very too also just only
  even still yet ever never always often already now today yesterday tomorrow here one two three
  first second last next since until because though although however therefore else per via upon
  without within between during against through above below please thank thanks hello dear sir
  madam regards sincerely kind sorry yes`;

const short = `
  i a an am an as at be by do go he if in is it me my no of on or so to up us we im ive`;

const shortOther = `
  ich zu im in am es ist du er wo je tu il on de du la le un et en au ce se sa si ne ni y el al lo me
  mi tu su es no se ya de het een ik van niet en dat met op te voor il che non e di per mi ho o os as
  da do em nao um uma meu minha foi`;

const complaining = `
  want wanted wants need needed needs like get gets got getting give gave given make makes made
  making take takes took taken taking say says said saying tell tells told telling ask asks asked
  asking know knows knew known think thought thing things something nothing anything everything
  someone nobody anyone everyone people person way lot really quite back day days week weeks month
  months year years hour hours minute minutes time times morning afternoon evening night monday
  tuesday wednesday thursday friday saturday sunday problem problems issue issues complaint
  complaints complain complaining customer customers company service help work works working
  worked wrong bad terrible awful unacceptable angry disappointed disappointing annoying waiting
  wait waited answer answered reply replied write wrote written call called calling phone mail
  email message happen happened happens come came comes coming went going goes gone use used using
  try tried trying see saw seen look looked looking good better best well nice old new whole long
  little big left right part let put keep kept found find number`;

const german = `
  der die das den dem des ein eine einen einem einer eines und oder aber nicht kein keine keinen
  keiner mit von vom zum zur bei beim auf aus nach seit vor uber unter durch fur ohne gegen ist
  sind war waren wird werden wurde wurden worden hat haben hatte hatten habe sein ich mich mir
  mein meine meinen meiner meinem sie ihr ihre ihren ihrem ihnen wir uns unser unsere euch dass
  wenn weil dann denn doch noch schon auch nur sehr mehr immer wieder nie hier dort jetzt heute
  gestern morgen man sich als wie wer wann warum alle alles etwas nichts bitte danke guten tag
  hallo geehrte damen herren freundlichen grussen gruss kann konnte konnen muss musste mussen soll
  sollte mochte wollte mal ganz beschwerde kunde kunden woche wochen monat monate stunde stunden
  minuten uhr zeit`;

const french = `
  les une mon mes ton tes son ses notre nos votre vos leur leurs que qui quoi dont pour par sur
  sous dans avec sans chez vers entre mais donc car est sont etait etaient ete etre avoir ont
  avait nous vous ils elle elles lui cette ces cet pas plus tres trop bien toujours jamais encore
  deja aussi tout tous toute toutes rien personne quand comment pourquoi merci bonjour monsieur
  madame cordialement depuis apres avant faire fait dit jour jours semaine mois heure heures
  reclamation client probleme`;

const spanish = `
  los las una uno unos unas del con por para sin sobre desde hasta quien como cuando donde porque
  pero mas muy tambien siempre nunca aun todavia este esta estos estas ese esa esto eso era eran
  fue fueron ser estar han habia hay tengo tiene mis sus nuestro nuestra usted ustedes ella ellos
  todo todos toda nada algo alguien nadie gracias hola buenos dias buenas tardes estimado senor
  senora saludos dia semana hora horas hecho queja cliente servicio problema`;

const setOf = (...texts: string[]): ReadonlySet<string> =>
  new Set(texts.flatMap((words) => words.trim().split(/\s+/)));

export const commonWords: ReadonlySet<string> = setOf(
  english,
  complaining,
  german,
  french,
  spanish,
);

/** Those that hold sentences together, by language. */
export const smallWords = {
  english: setOf(english, short),
  other: setOf(german, french, spanish, shortOther),
};
