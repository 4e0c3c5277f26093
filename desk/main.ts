import { speakLanguage } from './language.ts';

const place = document.getElementById('desk');
if (!place) throw new Error('the page has no place for the desk');

await speakLanguage();
const { open } = await import('./app.tsx');
open(place);
