// Letters: what the rules want to be said to a customer, complete and in their language. Owns the table
// letters and the streams letter:<id>.
// Law: answered by a person and not by a canned text; what only its writer can say has no text of ours.
export { acknowledgementBlocks } from './acknowledging.ts';
export { letterStream } from './letter.ts';
export { letterFactTypes, projectLetter } from './projection.ts';
export { lettersOf, type SentLetter, textOfLetter } from './queries.ts';
export { letterRoutes, pdfOf } from './routes.ts';
