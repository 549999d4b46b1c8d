import { constants } from 'node:fs';
import { access, mkdir, stat } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';

/** The folder in which the stack keeps its state cannot be used; the message tells the folder and what to do. */
export class DataFolderUnusable extends Error {
  override readonly name = 'DataFolderUnusable';

  constructor(dataDir: string, reason: string, options?: ErrorOptions) {
    super(`the data folder ${dataDir} cannot be used (${reason}): choose another with --data, or remove it`, options);
  }
}

/** Makes the folder, with those above it. @throws {DataFolderUnusable} */
export async function openDataFolder(dataDir: string): Promise<void> {
  try {
    await makeFolder(resolve(dataDir));
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw asDataFault(error, dataDir);
  }
}

/** Node's recursive mkdir never ends where a file system knows its folder and takes no new one in it, as /proc does. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return;
    if (code !== 'ENOENT' || (await exists(dirname(path)))) throw error;
    await makeFolder(dirname(path));
    await mkdir(path);
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** What the file system refuses in the folder is the folder's fault, whoever asked for it; anything else stays what it is. */
export function asDataFault(error: unknown, dataDir: string): unknown {
  if (!(error instanceof Error) || codeOf(error) === null) return error;
  const path = 'path' in error && typeof error.path === 'string' ? resolve(error.path) : null;
  const folder = resolve(dataDir);
  if (path !== folder && !path?.startsWith(folder + sep) && !folder.startsWith(`${path}${sep}`)) return error;
  return new DataFolderUnusable(dataDir, error.message, { cause: error });
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : null;
}
