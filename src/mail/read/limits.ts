/** What reading a mail takes at most. A mail beyond them is still read: what is over is left out and noted as an oddity. */
export const limits = {
  /** Of the raw mail. Above it nothing is read but the first headers. */
  rawBytes: 50 * 1024 * 1024,
  /** Of one header block; what follows a longer one is not read. */
  headerBytes: 4 * 1024 * 1024,
  headerFields: 1_000,
  headerCharacters: 65_536,
  /** Read of a mail that could not be read otherwise. */
  firstHeaderBytes: 65_536,
  subjectCharacters: 1_000,
  nameCharacters: 200,
  addressCharacters: 320,
  addresses: 200,
  messageIdCharacters: 998,
  references: 100,
  /** Nodes of the tree of parts, multiparts included. */
  nodes: 1_500,
  parts: 200,
  depth: 30,
  textCharacters: 200_000,
  /** Decoded at most to get the text. */
  plainBytes: 800_000,
  htmlBytes: 2_000_000,
  /** Elements within elements; what is deeper is stripped of its tags without a look at them. */
  htmlDepth: 500,
  fileNameCharacters: 150,
  /** Attachments within one winmail.dat, and how deep one lies in another. */
  tnefAttachments: 100,
  tnefDepth: 3,
} as const;

/** What can be odd about a mail. */
export type Oddity =
  | 'bad_charset'
  | 'bad_encoding'
  | 'bad_structure'
  | 'headers_cut'
  | 'text_cut'
  | 'too_deep'
  | 'too_many_parts';
