// The story: one complaint with everything that happened to it, told to whoever may read it: the
// customer on the private page, staff on the desk, a program over the API. Owns no table; it reads
// what the other slices own and turns every event into a sentence.
export { countClaims } from './lost-link.ts';
export { storyPages } from './pages.tsx';
export { storyRoutes } from './routes.ts';
export { wayInPages } from './way-in-pages.tsx';
export { closeUnconfirmed, takeHigher } from './wishes.ts';
