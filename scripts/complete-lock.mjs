// Run after every change of dependencies. Tools such as Biome and oxlint come with one optional
// package for each platform. Where the registry in use lacks some of them, npm leaves them out of
// package-lock.json without a word, and `npm ci` then refuses that file everywhere. This adds them:
// the exact version stands in the package that wants them, and the platform in their name.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('../package-lock.json', import.meta.url));
const lock = JSON.parse(readFileSync(file, 'utf8'));

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64'];

function platformOf(name) {
  const words = name.split(/[-/]/);
  const [os] = systems.filter((system) => words.includes(system));
  const [cpu] = processors.filter((processor) => words.includes(processor));
  const libc = os === 'linux' && words.at(-1)?.startsWith('musl') ? { libc: ['musl'] } : {};
  return os && cpu ? { os: [os], cpu: [cpu], ...libc } : undefined;
}

function missingFrom(packages) {
  return Object.entries(packages).flatMap(([path, { dev, optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(
        ([name]) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`],
      )
      .map(([name, version]) => ({ name, version, dev, platform: platformOf(name) })),
  );
}

const missing = missingFrom(lock.packages);
for (const { name, version, dev, platform } of missing) {
  if (!platform || !/^\d+\.\d+\.\d+[\w.-]*$/.test(version)) {
    throw new Error(`${name}@${version} is missing from package-lock.json for another reason`);
  }
  lock.packages[`node_modules/${name}`] = {
    version,
    ...(dev && { dev }),
    optional: true,
    ...platform,
  };
}

const sorted = Object.entries(lock.packages).toSorted(([left], [right]) =>
  left.localeCompare(right, 'en'),
);
lock.packages = Object.fromEntries(sorted);
if (missing.length > 0) writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${missing.length} optional packages were missing from package-lock.json.`);
