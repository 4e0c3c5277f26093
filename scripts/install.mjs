// Runs before every `npm start` and `npm test`: on a fresh clone it fetches and builds what is
// needed, afterwards it finds in some milliseconds that nothing changed. Plain JavaScript without
// dependencies, because it runs on the host's own Node before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const programs = join(modules, '.bin');
const dist = join(root, 'dist');
const isQuiet = process.argv.includes('--quiet');

async function main(mode) {
  if (mode !== 'run' && mode !== 'test')
    stop('usage: node scripts/install.mjs run|test [--quiet]', 2);
  if (isUpToDate(mode)) return;
  await alone(() => {
    installPackages(mode);
    buildDesk();
    if (mode === 'test') findBrowser();
  });
}

const isUpToDate = (mode) =>
  isInstalled(mode) && !isDeskStale() && (mode === 'run' || hasBrowser());

// Packages

const markerFile = join(modules, '.amends');
const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8');

/** What is installed for tests is enough to run as well. */
const marker = (mode) => `${digest(lockText)} ${mode}\n`;

function isInstalled(mode) {
  const found = read(markerFile);
  return found === marker('test') || found === marker(mode) || isInstalledByHand(mode);
}

/** Whoever worked with npm directly has no marker, but npm's own note of what it put there. */
function isInstalledByHand(mode) {
  const note = read(join(modules, '.package-lock.json'));
  if (note === undefined) return false;
  const present = JSON.parse(note).packages;
  const wanted = Object.entries(JSON.parse(lockText).packages);
  return wanted.every(([path, { version, dev, optional, devOptional }]) => {
    if (path === '' || optional || devOptional || (dev && mode === 'run')) return true;
    return present[path]?.version === version;
  });
}

function installPackages(mode) {
  if (isInstalled(mode)) return;
  say('Installing packages …');
  // Errors only: npm would list every package that wants a newer Node than the host's.
  const flags = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
  flags.push('--loglevel=error');
  const [npm, ...before] = npmCommand();
  run(npm, [...before, ...flags, ...(mode === 'run' ? ['--omit=dev'] : ['--include=dev'])], {
    env: environmentForNpm(),
    failure: 'The packages could not be installed. Is there a connection to the registry of npm?',
  });
  writeFileSync(markerFile, marker(mode));
}

/** The npm that called us, by the Node that it runs on: ours is about to be replaced. */
function npmCommand() {
  const { npm_execpath: npm, npm_node_execpath: node } = process.env;
  const isNpm = npm !== undefined && /npm-cli\.c?js$/.test(npm);
  return isNpm && node && !node.startsWith(modules) ? [node, npm] : ['npm'];
}

/** Settings of a machine, which hold for every call; all others belong to the call of the outer npm. */
const machineSettings =
  /^npm_config_(registry|cache|userconfig|globalconfig|(https?_)?proxy|noproxy|cafile|ca|strict_ssl|offline|prefer_offline|@.*|\/\/.*)$/i;

function environmentForNpm() {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^npm_/i.test(name) || machineSettings.test(name),
  );
  const path = (process.env.PATH ?? '').split(delimiter);
  const outside = path.filter((folder) => folder !== programs).join(delimiter);
  return { ...Object.fromEntries(kept), PATH: outside, NODE_ENV: '' };
}

// The desk

const desk = join(root, 'desk');
const deskMarkerFile = join(dist, 'desk.digest');

const isDeskStale = () =>
  existsSync(join(desk, 'index.html')) && read(deskMarkerFile) !== deskMarker();

function deskMarker() {
  const files = readdirSync(desk, { recursive: true })
    .map((name) => join(desk, name))
    .filter((file) => statSync(file).isFile())
    .sort();
  return digest(lockText, ...files.flatMap((file) => [file, readFileSync(file)]));
}

function buildDesk() {
  if (!isDeskStale()) return;
  say('Building the desk …');
  const built = deskMarker();
  const flags = ['--outDir', '../dist/desk', '--emptyOutDir', '--logLevel', 'warn'];
  run(join(programs, 'vite'), ['build', 'desk', ...flags], {
    env: { ...process.env, PATH: `${programs}${delimiter}${process.env.PATH}` },
    failure: 'The desk could not be built.',
  });
  writeFileSync(deskMarkerFile, built);
}

// The browser of the tests

const browserNote = join(dist, 'browser.note');

const isOnPath = (program) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));

const hasSystemBrowser = () => ['chromium', 'chromium-browser', 'google-chrome'].some(isOnPath);

const hasBrowser = () => hasSystemBrowser() || existsSync(browserNote);

function findBrowser() {
  if (hasBrowser()) return;
  const isRoot = process.getuid?.() === 0;
  if (isRoot && isOnPath('apt-get')) {
    say('Installing Chromium for the tests …');
    const flags = ['install', '-y', '--no-install-recommends', 'chromium'];
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const calls = [['update'], flags];
    calls.every((call) => spawnSync('apt-get', call, { env, stdio: 'ignore' }).status === 0);
    if (hasSystemBrowser()) return;
  }
  const note = 'No Chromium on this machine: the tests use the one in @sparticuz/chromium.';
  say(note);
  writeFileSync(browserNote, `${note}\n`);
}

// One at a time

const turnFolder = join(dist, 'installing');

/** Two `npm start` at once must not install into each other. */
async function alone(work) {
  mkdirSync(dist, { recursive: true });
  while (!takeTurn()) await new Promise((resolve) => setTimeout(resolve, 200));
  try {
    work();
  } finally {
    rmSync(turnFolder, { recursive: true, force: true });
  }
}

/** A folder is renamed into place whole, so it always says whose turn it is. */
function takeTurn() {
  const draft = `${turnFolder}-${process.pid}`;
  mkdirSync(draft, { recursive: true });
  writeFileSync(join(draft, 'pid'), String(process.pid));
  try {
    renameSync(draft, turnFolder);
    return true;
  } catch {
    rmSync(draft, { recursive: true });
    const holder = Number(read(join(turnFolder, 'pid')));
    if (holder && !isAlive(holder)) rmSync(turnFolder, { recursive: true, force: true });
    return false;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

// Small things

function run(program, flags, { env, failure }) {
  const stdio = isQuiet ? ['ignore', 'ignore', 'inherit'] : ['ignore', 'inherit', 'inherit'];
  const { status, error } = spawnSync(program, flags, { cwd: root, env, stdio });
  if (status === 0) return;
  throw Object.assign(new Error(error ? `${failure} (${error.message})` : failure), {
    exitCode: status ?? 1,
  });
}

function digest(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function say(line) {
  if (!isQuiet) console.log(line);
}

function stop(sentence, exitCode) {
  console.error(sentence);
  process.exit(exitCode);
}

await main(process.argv[2]).catch((error) => stop(error.message, error.exitCode ?? 1));
