import { formTeamOf, type TeamRef } from './line-acts.ts';
import { complain, type Script } from './script.ts';
import { words } from './words.ts';

/** Those in which something is promised and the day has not come, or has come with a reason. */
export function storiesUnderWay(script: Script): void {
  const team = formTeamOf(script, 'Repairs', { lead: 'tom', members: ['pete', 'gemma'] });
  espressoPump(script, team);
  batidora(script);
  schukostecker(script);
}

const aboutThePump = words`
  I saved for a year for the Lynher. It made eleven very good coffees. Then the pump began to
  groan and now there is no pressure at all, just a sad brown dribble.

  I rang the shop and was told to "descale it". It is nine days old! I was made to feel as
  though I had done something wrong.

  I don't want a refund, I want the machine I saved for, working. And I would like somebody to
  say to me that I did not break it.`;

const whatWentWrong = words`
  Dear Ms Trudgeon,

  at five o'clock on the day we had named, our program had to tell you that we did not keep our
  word. I have just tried to call you and will try again at six, but you should have this in
  writing: we knew two days before that the pumps were stuck at the border, and did not tell
  you. That was wrong, and it is for me to see that it does not happen again. Nobody in your
  kitchen was at fault.`;

const notHerFault = words`
  Dear Ms Trudgeon,

  you did not break it. Nobody can break that pump in eleven cups, and nobody should have told
  you to descale a machine of nine days. I am sorry for both, and I have spoken with the
  colleague in the shop, who would like you to know that he is sorry, too.

  What I do now: a new pump is ordered from the maker in Italy, and Pete fits it in your
  kitchen, on an evening if you work. Until then we lend you the Lynher from our showroom; it
  is on its way to you.`;

/** Broken, owned up to, renewed with a reason. The private link of this one is printed. */
function espressoPump(script: Script, team: TeamRef): void {
  const { day, ahead } = script.days;
  const it = complain(script, day(9, '19:32'), {
    text: aboutThePump,
    name: 'Gwen Trudgeon',
    email: 'gwen.trudgeon@example.org',
    phone: '07700 900 561',
    product: 'Lynher espresso machine',
    orderReference: 'PKW-20902',
    wish: 'The machine repaired, and for someone to tell me it was not my fault.',
  });
  const pump = it.answer(day(8, '09:12'), 'owner', notHerFault, {
    text: 'The new pump is fitted and your Lynher makes coffee.',
    dueAt: day(4, '17:00'),
  });
  const fitting = it.hand(day(8, '09:20'), 'owner', {
    to: team,
    promise: pump,
    what: 'Order a pump for the Lynher, and fit it in her kitchen in Falmouth.',
    why: 'She saved for a year, and was told that it is her fault. An evening would suit her best.',
  });
  it.acceptErrand(day(8, '10:05'), 'pete', fitting, ahead(3));
  it.write(
    day(8, '12:45'),
    'Thank you. That is the first time I could breathe out about this. Evenings are good.',
  );
  it.note(
    day(6, '11:10'),
    'pete',
    'Supplier says pumps are held at the border, no date. Somebody should tell her before the day.',
  );
  it.say(
    day(6, '11:20'),
    'pete',
    words`
      When a part is late I know it days before the customer does, and there is nowhere for me to
      say so but a note that nobody has to read. Let the one who promised be told.`,
  );
  it.answer(day(3, '10:20'), 'ines', whatWentWrong);
  it.renew(day(3, '10:45'), 'ines', pump, {
    dueAt: ahead(3),
    reason: words`
      The pumps are held by customs. I have bought one from a dealer in Bristol instead; it comes
      with the next post, Pete tests it on our bench for a day, and comes to you on the evening you
      choose. The showroom machine stays with you until yours has made twenty coffees.`,
  });
  it.write(
    day(2, '08:02'),
    'I was angry that night. Thank you for ringing twice. Any evening after six would suit me.',
  );
  it.answer(
    day(2, '09:30'),
    'owner',
    words`
      The pump from Bristol came with the morning post. Pete has it running on the bench, and has
      put your evening into his diary. He brings beans.`,
  );
}

/** In Spanish: done, we say; the customer has not said so yet. */
function batidora(script: Script): void {
  const { day } = script.days;
  const it = complain(script, day(8, '20:04'), {
    text: words`
      Buenas tardes: hace medio año que tengo la batidora Tamar para hacer el pan de los
      domingos. Desde hace una semana huele a quemado cuando amasa más de cinco minutos y el motor
      se para solo. He escrito dos veces a la tienda de Madrid y nadie contesta.

      No quiero otra máquina nueva, quiero que reparen esta. Era un regalo de mi mujer.`,
    name: 'Javier Ortega',
    email: 'javier.ortega@example.com',
    phone: '+34 600 000 142',
    product: 'Batidora Tamar',
    place: 'Valladolid',
    language: 'es',
    wish: 'Que reparen la mía.',
  });
  it.take(day(7, '09:15'), 'marta');
  const repair = it.answer(
    day(7, '09:48'),
    'marta',
    words`
      Estimado señor Ortega:

      Lo siento mucho, por la batidora y por los dos mensajes que nadie le contestó. Entiendo
      perfectamente que quiera la suya y no otra. Mañana pasa un mensajero por su casa con una
      caja preparada; Gemma cambia el engranaje en nuestro taller, y en una semana su batidora está
      de vuelta en Valladolid, sin ningún gasto para usted.

      Además he preguntado a Madrid por qué no le respondieron. Cuando lo sepa, se lo cuento.`,
    {
      text: 'Su batidora vuelve reparada a su casa en Valladolid.',
      dueAt: day(2, '17:00'),
    },
  );
  it.note(
    day(4, '16:22'),
    'gemma',
    words`
      Gear oil had gone hard, motor windings dark but sound. New gear, new brushes, kneaded 900 g
      of stiff dough for twenty minutes. Put a bag of Cornish flour into the box for him.`,
  );
  it.keep(day(2, '12:40'), 'marta', repair);
  it.answer(
    day(2, '12:44'),
    'marta',
    words`
      Señor Ortega, el mensajero me confirma que se la entregó esta mañana. Amásela sin miedo y
      díganos, por favor, si está como debe. De Madrid: sus dos mensajes cayeron en un buzón que
      nadie abría desde hace meses. Desde hoy lo abre una persona con nombre, y he pedido que le
      escriba ella misma.`,
  );
}

/** In German: answered, with a promise whose day is still to come. */
function schukostecker(script: Script): void {
  const { day, ahead } = script.days;
  const it = complain(script, day(2, '22:51'), {
    text: words`
      Guten Tag, ich habe bei Ihnen den Brotbackofen Helford nach Bonn bestellt. Geliefert wurde er
      mit englischem Stecker, und die Anleitung liegt nur auf Englisch bei. Der Spediteur hat das
      Gerät zudem unten im Hausflur abgestellt, obwohl „Lieferung bis zum Aufstellort“ bezahlt war;
      ich bin 71 und habe 38 Kilo nicht die Treppe hinauftragen können, das hat der Nachbar getan.

      Ich bitte um eine Lösung, aber bitte nicht um einen Adapter. Bei 3 kW wäre mir dabei nicht
      wohl.`,
    name: 'Sabine Vogel',
    email: 'sabine.vogel@example.org',
    product: 'Helford Brotbackofen',
    orderReference: 'PKW-20961',
    place: 'Bonn',
    language: 'de',
  });
  it.take(day(1, '08:40'), 'lena');
  it.answer(
    day(1, '09:25'),
    'lena',
    words`
      Guten Tag, Frau Vogel,

      das tut mir leid, und bei dem Adapter haben Sie völlig recht: Den bekommen Sie von uns nicht.
      Ein Elektriker aus Bonn, mit dem wir seit Jahren arbeiten, wechselt Ihnen das Netzkabel
      gegen eines mit Schukostecker und prüft den Ofen danach. Er ruft Sie heute an und richtet
      sich nach Ihnen. Die deutsche Anleitung liegt auf dem Papier bei, das er mitbringt.

      Die bezahlte Lieferung bis in die Küche erstatten wir Ihnen, denn geliefert wurde sie nicht.
      Und Ihrem Nachbarn würde ich gern etwas schicken, wenn Sie mir seinen Namen verraten.`,
    {
      text: 'Der Elektriker hat das Kabel gewechselt, und die Lieferkosten sind erstattet.',
      dueAt: ahead(3),
    },
  );
  it.note(
    day(1, '09:31'),
    'lena',
    words`
      The Bonn warehouse took the UK pallet again. That is the fourth. @Claire, does the carrier
      know that "to the place of use" means up the stairs?`,
  );
}
