import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import { referenceOf } from '#complaints/index.ts';
import type { Database } from '#database/connection.ts';
import { i18n, inLanguage, languageNow } from '#languages/i18n.ts';
import { formatLocale, type Language } from '#languages/languages.ts';
import type { Block } from '#mail/compose-blocks.ts';
import { assertOrganisation, type Organisation } from '#staff/index.ts';
import type { Letter } from './letter.ts';
import { writeBlocks } from './letter-pdf-blocks.ts';
import { holdsLeftward, runsLeft, writeLeftward } from './letter-pdf-lines.ts';
import {
  fonts,
  linesOf,
  mm,
  type Part,
  type Pdf,
  sizes,
  textLeft,
  textWidth,
} from './letter-pdf-page.ts';

type Printed = {
  db: Database;
  letter: Letter;
  notice: { customerId: string; complaintId: string | null; queuedAt: Date };
};

/**
 * The letter on paper: A4, the address in the window of a DIN 5008 envelope (form B), tagged so that
 * a screen reader reads it in order.
 */
export const letterPdf = (printed: Printed): Promise<Buffer> =>
  inLanguage(printed.letter.language, () => print(printed));

async function print({ db, letter, notice }: Printed): Promise<Buffer> {
  const organisation = await assertOrganisation(db);
  const { customerId, complaintId, queuedAt } = notice;
  const reference = complaintId ? await referenceOf(db, { customerId, complaintId }) : undefined;
  const pdf = openPdf(letter, organisation.name, queuedAt);
  const finished = buffer(pdf);
  const whole = pdf.struct('Document');
  pdf.addStructure(whole);
  const part = partOf(pdf, whole);
  writeHead(pdf, part, { letter, organisation, reference, queuedAt });
  writeBlocks(pdf, part, letter.blocks);
  whole.end();
  numberPages(pdf, reference);
  pdf.end();
  return finished;
}

type Sheet = {
  title: string;
  author: string;
  language: Language;
  at: Date;
  blocks: readonly Block[];
  reference: string;
};

/** Anything of ours on paper that is no letter: a title, and the same blocks. */
export const sheetPdf = (sheet: Sheet): Promise<Buffer> =>
  inLanguage(sheet.language, async () => {
    const { title, language, author, at: day, blocks, reference } = sheet;
    const pdf = openPdf({ subject: title, language }, author, day);
    const finished = buffer(pdf);
    const whole = pdf.struct('Document');
    pdf.addStructure(whole);
    const part = partOf(pdf, whole);
    at(pdf, [25, 20], sizes.name, fonts.bold);
    writeSubject(pdf, part, title);
    pdf.moveDown(1);
    writeBlocks(pdf, part, blocks);
    whole.end();
    numberPages(pdf, reference);
    pdf.end();
    return finished;
  });

const partOf =
  (pdf: Pdf, whole: PDFKit.PDFStructureElement): Part =>
  (tag, write, actual) =>
    void whole.add(pdf.struct(tag, actual ? { actual } : {}, write));

function openPdf(
  { subject, language }: Pick<Letter, 'subject' | 'language'>,
  author: string,
  at: Date,
): Pdf {
  return new PDFDocument({
    size: 'A4',
    margins: { top: mm(20), bottom: mm(25), left: textLeft, right: mm(20) },
    pdfVersion: '1.7',
    tagged: true,
    lang: language,
    displayTitle: true,
    bufferPages: true,
    font: fonts.body,
    info: { Title: subject, Author: author, CreationDate: at },
  });
}

type Head = {
  letter: Letter;
  organisation: Organisation;
  reference: string | undefined;
  queuedAt: Date;
};

const windowTop = 45;
/** The address stands below the line of the sender; six lines of it can be seen. */
const addressTop = windowTop + 17.7;
const addressLinesMax = 6;
const factsLeft = 125;
const subjectTop = 103.4;

function writeHead(
  pdf: Pdf,
  part: Part,
  { letter, organisation, reference, queuedAt }: Head,
): void {
  const { name, address, phone, email, zone } = organisation;
  at(pdf, [25, 20], sizes.name, fonts.bold);
  part('P', () => pdf.text(name, { width: textWidth }));
  at(pdf, [25, windowTop + 12.5], sizes.tiny, fonts.body);
  part('P', () =>
    pdf.text([name, ...lines(address)].join(' · '), {
      width: mm(80),
      lineBreak: false,
      ellipsis: true,
    }),
  );
  at(pdf, [25, addressTop], sizes.body, fonts.body);
  const shown = shortened(lines(letter.postal ?? ''), addressLinesMax);
  part('P', () =>
    pdf.text(linesOf(shown.join('\n')), { width: mm(80), height: mm(27.3), ellipsis: true }),
  );
  at(pdf, [factsLeft, 50], sizes.small, fonts.body);
  const facts = [
    reference && i18n.t('Your reference: {reference}', { reference }),
    dateOf(queuedAt, zone),
    phone,
    email,
  ];
  part('P', () =>
    writeFacts(
      pdf,
      facts.flatMap((fact) => fact || []),
    ),
  );
  foldMarks(pdf);
  at(pdf, [25, subjectTop], sizes.body, fonts.bold);
  writeSubject(pdf, part, letter.subject);
  pdf.moveDown(1.5).font(fonts.body);
}

const factHeight = mm(4);

function writeFacts(pdf: Pdf, facts: readonly string[]): void {
  const box = {
    left: mm(factsLeft),
    width: mm(65),
    lineHeight: factHeight,
    breaks: () => undefined,
  };
  const align = facts.some(holdsLeftward) ? 'right' : 'left';
  for (const fact of facts) {
    if (holdsLeftward(fact)) writeLeftward(pdf, fact, box);
    else pdf.text(linesOf(`${fact}\n`).trimEnd(), { width: box.width, lineGap: 2, align });
  }
}

function writeSubject(pdf: Pdf, part: Part, subject: string): void {
  if (!runsLeft(subject)) return part('H1', () => pdf.text(subject, { width: textWidth }));
  const box = { left: textLeft, width: textWidth, lineHeight: mm(5.2), breaks: () => undefined };
  part('H1', () => writeLeftward(pdf, subject, box), subject);
}

/** Left and top in millimetres. */
function at(pdf: Pdf, [left, top]: [number, number], size: number, font: string): void {
  pdf.font(font).fontSize(size);
  pdf.x = mm(left);
  pdf.y = mm(top);
}

const lines = (text: string): string[] =>
  text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));

/** What would not be seen in the window stands in its last line. */
const shortened = (all: readonly string[], max: number): string[] =>
  all.length <= max ? [...all] : [...all.slice(0, max - 1), all.slice(max - 1).join(', ')];

const dateOf = (day: Date, zone: string): string =>
  new Intl.DateTimeFormat(formatLocale(languageNow()), {
    timeZone: zone,
    dateStyle: 'long',
  }).format(day);

/** Where to fold, and the middle for a punch. */
function foldMarks(pdf: Pdf): void {
  pdf.markContent('Artifact', { type: 'Layout' });
  for (const [top, length] of [
    [105, 4],
    [148.5, 6],
    [210, 4],
  ] as const) {
    pdf.moveTo(mm(4), mm(top)).lineTo(mm(4 + length), mm(top));
  }
  pdf.lineWidth(0.25).strokeColor('#777').stroke();
  pdf.endMarkedContent();
}

function numberPages(pdf: Pdf, reference: string | undefined): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    pdf.switchToPage(page);
    // Otherwise a line in the margin would begin a page.
    pdf.page.margins.bottom = 0;
    pdf.markContent('Artifact', { type: 'Pagination' });
    pdf.font(fonts.body).fontSize(sizes.small).fillColor('#444');
    const text = [reference, i18n.t('Page {page} of {count}', { page: page + 1, count })]
      .filter(Boolean)
      .join(' · ');
    const top = mm(297 - 14);
    pdf.y = top;
    if (holdsLeftward(text)) writeLeftward(pdf, text, { ...pageBox, breaks: () => undefined });
    else pdf.text(text, textLeft, top, { width: textWidth, align: 'right', lineBreak: false });
    pdf.endMarkedContent();
  }
}

const pageBox = { left: textLeft, width: textWidth, lineHeight: mm(4) };
