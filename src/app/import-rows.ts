import { createReadStream, type ReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { extname } from 'node:path';
import { parse as parseCsv } from 'csv-parse';
import { exitCodes, Stop } from '#refusal.ts';
import type { Row } from './import-fields.ts';

/**
 * One row of the file: what it says, or why it cannot be read. `line` is where it begins; `number`
 * counts the rows, the same at every reading.
 */
export type ReadRow = { number: number; line: number; bytesRead: number } & Content;

type Content = { row: Row } | { fault: string; raw: string };

/** Longer than any complaint may be; a file without line ends must not fill the memory. */
const rowBytesMax = 8 * 1024 * 1024;

/** Reads a file of complaints row by row: JSONL, or CSV with a line of names at its head. */
export async function* readRows(file: string): AsyncGenerator<ReadRow> {
  const head = await readHead(file);
  const start = startsWithMark(head) ? byteOrderMark.length : 0;
  const text = head.subarray(start).toString('utf8');
  if (isCsv(file, text)) yield* csvRows(createReadStream(file, { start }), delimiterOf(text));
  else yield* jsonRows(createReadStream(file, { start }));
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);
const headBytes = 64 * 1024;

const startsWithMark = (head: Buffer): boolean => head.subarray(0, 3).equals(byteOrderMark);

async function readHead(file: string): Promise<Buffer> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Stop(`The file ${file} cannot be read (${code}).`, exitCodes.configuration);
  } finally {
    await handle?.close();
  }
}

function isCsv(file: string, text: string): boolean {
  const ending = extname(file).toLowerCase();
  if (ending === '.csv' || ending === '.tsv') return true;
  if (ending === '.jsonl' || ending === '.ndjson') return false;
  const [first] = text.trimStart();
  if (first === '[') {
    throw new Stop(
      `The file ${file} is one JSON list. Write one object on each line instead (JSONL).`,
      exitCodes.configuration,
    );
  }
  return first !== '{';
}

/** Whichever of the usual three stands most often between the names at the head. */
function delimiterOf(text: string): string {
  const names = text.replace(/"[^"]*"/g, '').split(/\r?\n|\r/, 1)[0] ?? '';
  const count = (delimiter: string) => names.split(delimiter).length;
  const [best = ','] = [',', ';', '\t'].toSorted((one, other) => count(other) - count(one));
  return best;
}

const strictUtf8 = (): TextDecoder => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const notUtf8 = 'This row is not written in UTF-8. Save the file as UTF-8 and import it again.';
const tooLong = `This row is longer than ${rowBytesMax / 1024 / 1024} MB.`;

/** Split at line feeds alone: the other line ends of Unicode may stand within a text. */
async function* jsonRows(stream: ReadStream): AsyncGenerator<ReadRow> {
  const decoder = strictUtf8();
  let [number, line] = [0, 0];
  for await (const bytes of linesOf(stream)) {
    line++;
    if (isBlankLine(bytes)) continue;
    number++;
    const place = { number, line, bytesRead: stream.bytesRead };
    yield { ...place, ...jsonRow(bytes, decoder) };
  }
}

const isBlankLine = (bytes: Buffer | null): boolean =>
  bytes?.every((byte) => byte <= 0x20) ?? false;

/** Lines without their ends; null for one that is too long. */
async function* linesOf(stream: ReadStream): AsyncGenerator<Buffer | null> {
  let parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      yield joined(parts, length, chunk.subarray(from, end));
      [parts, length, from] = [[], 0, end + 1];
    }
    const rest = chunk.subarray(from);
    length += rest.length;
    if (length <= rowBytesMax) parts.push(rest);
    else parts = [];
  }
  if (length > 0) yield joined(parts, length, Buffer.alloc(0));
}

const joined = (parts: Buffer[], length: number, last: Buffer): Buffer | null =>
  length + last.length > rowBytesMax ? null : Buffer.concat([...parts, last]);

function jsonRow(bytes: Buffer | null, decoder: TextDecoder): Content {
  if (!bytes) return { fault: tooLong, raw: '' };
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return { fault: notUtf8, raw: bytes.toString('utf8') };
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return { row: value as Row };
    }
    return { fault: 'This line is not an object of JSON.', raw: text };
  } catch (error) {
    return { fault: `This line is not JSON: ${(error as Error).message}.`, raw: text };
  }
}

/** What csv-parse tells with `info: true`. */
type CsvRecord = { record: Record<string, string>; info: { lines: number; records: number } };

/**
 * Parsed byte by byte (as Latin-1) and decoded field by field, so that one row in another encoding
 * spoils neither the others nor, silently, its own words.
 */
async function* csvRows(stream: ReadStream, delimiter: string): AsyncGenerator<ReadRow> {
  const { parser, brokenOff } = csvParser(stream, delimiter);
  const decoder = strictUtf8();
  let lineBefore = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<CsvRecord>) {
      const line = lineBefore + 1;
      lineBefore = info.lines;
      const content = csvRow(record, decoder);
      yield { line, number: info.records, bytesRead: stream.bytesRead, ...content };
    }
    const place = { line: lineBefore + 1, number: 0, bytesRead: stream.bytesRead };
    if (brokenOff()) yield { ...place, fault: restUnreadable, raw: '' };
  } finally {
    stream.destroy();
  }
}

const restUnreadable =
  'From here to its end the file cannot be read. Most likely a quotation mark is opened here and never closed.';

function csvParser(stream: ReadStream, delimiter: string) {
  let isBroken = false;
  const parser = parseCsv({
    delimiter,
    encoding: 'latin1',
    columns: (names: string[]) => names.map((name) => fromLatin1(name, new TextDecoder())),
    info: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: rowBytesMax,
    // An error would also throw away the rows before it that nobody has taken yet.
    skip_records_with_error: true,
    on_skip: () => {
      if (!isBroken) setImmediate(end);
      isBroken = true;
      return undefined;
    },
  });
  // The parser does not find its way back after an error.
  function end(): void {
    stream.unpipe(parser);
    stream.destroy();
    parser.end();
  }
  stream.on('error', (error) => parser.destroy(error));
  stream.pipe(parser);
  return { parser, brokenOff: () => isBroken };
}

function csvRow(record: Record<string, string>, decoder: TextDecoder): Content {
  try {
    const fields = Object.entries(record).map(([name, value]) => [
      name,
      fromLatin1(value, decoder),
    ]);
    return { row: Object.fromEntries(fields) as Row };
  } catch {
    return { fault: notUtf8, raw: JSON.stringify(record) };
  }
}

const fromLatin1 = (text: string, decoder: TextDecoder): string =>
  decoder.decode(Buffer.from(text, 'latin1'));
