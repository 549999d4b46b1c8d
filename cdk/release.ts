import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** All that a deployment is made of; settings apart. */
const parts = ['core', 'adapters', 'lambdas', 'stream-worker', 'statemachines', 'cdk', 'package-lock.json'];

/** The version and a digest of the sources, like `0.1.0+1f2e3d4c5b6a`: equal where the code is. */
export async function releaseOf(folder = root): Promise<string> {
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const names = await Promise.all(parts.map((part) => filesUnder(folder, part)));
  const digest = createHash('sha256');
  for (const name of names.flat().toSorted()) {
    digest.update(`${name}\0`).update(await readFile(join(folder, name)));
  }
  return `${version}+${digest.digest('hex').slice(0, 12)}`;
}

async function filesUnder(folder: string, part: string): Promise<string[]> {
  if (part.includes('.')) return [part];
  const entries = await readdir(join(folder, part), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !/\.md$/.test(entry.name));
  return files.map((entry) => join(entry.parentPath, entry.name).slice(folder.length).replaceAll('\\', '/'));
}
