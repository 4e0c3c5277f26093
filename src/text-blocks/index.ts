// Text blocks: words of ours that a reply may begin with. Owns the table text_blocks and the
// streams text_block:<id>.
// Nobody is answered with canned text: a paragraph that is still as in a block is not sent.
export { assertOwnWords } from './own-words.ts';
export { projectTextBlock, textBlockFactTypes } from './projection.ts';
export { presentTextBlocks } from './queries.ts';
export { textBlockRoutes } from './routes.ts';
