// Search: where which words stand, for people of ours, and which complaints are like another.
// Owns search_pending, search_documents, search_words and search_languages, all of which can be made
// anew; it records nothing in the ledger.
export { indexWords } from './jobs.ts';
export {
  indexAll,
  indexComplaint,
  indexParted,
  indexPerson,
  personFactTypes,
  wordFactTypes,
} from './reactions.ts';
export { searchRoutes } from './routes.ts';
