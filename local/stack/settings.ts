import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { DataFolderUnusable, openDataFolder } from './data-folder.ts';

/** The product's public face in the one-machine world. The simulated carrier resolves these names. */
export const PUBLIC_API_URL = 'https://api.hold-slayer.test';
export const PUBLIC_STREAM_URL = 'wss://media.hold-slayer.test/stream';
export const WEBSOCKET_STAGE = 'live';

export const TABLE_NAME = 'hold-slayer';
export const BUCKET_NAME = 'hold-slayer-calls';
export const MACHINE_NAME = 'hold-slayer-call';
export const REGION = 'us-east-1';
/** Accepted by the local endpoints; they guard nothing. */
export const CREDENTIALS = {
  accessKeyId: 'LOCALLOCALLOCALLOCAL',
  secretAccessKey: 'local-secret-of-the-one-machine-stack',
};
/** The same for processes of their own. */
export const ENVIRONMENT_CREDENTIALS = {
  AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
  AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
};
/** The simulated speech-to-text takes any key. */
export const DEEPGRAM_API_KEY = 'local';

/** A language model is used when its name is set: a key alone may lie in a shell for other things. A server on one's own machine needs no key. */
export function modelVariables(shell: Readonly<Record<string, string | undefined>>): Record<string, string> {
  if (!shell.OPENAI_MODEL) return {};
  const names = ['OPENAI_BASE_URL', 'OPENAI_MODEL', 'OPENAI_FALLBACK_MODEL', 'OPENAI_USD_PER_MILLION_TOKENS'];
  const set = names.flatMap((name) => (shell[name] ? [[name, shell[name]]] : []));
  const key = shell.OPENAI_API_KEY || (shell.OPENAI_BASE_URL ? 'local' : '');
  return { OPENAI_API_KEY: key, ...Object.fromEntries(set) };
}

const Secrets = z.object({
  twilioAuthToken: z.string().min(32),
  streamSecret: z.string().min(32),
  workerSecret: z.string().min(32),
  factsKey: z.base64(),
  apiKey: z.string().min(20),
});
/** Made once for a data folder, so that what was signed before a restart is valid after it. */
export type Secrets = z.infer<typeof Secrets>;
/** Folders of earlier versions have no key for facts. */
const Kept = Secrets.partial({ factsKey: true });

/** @throws {DataFolderUnusable} */
export async function readSecrets(dataDir: string): Promise<Secrets> {
  const file = join(dataDir, 'secrets.json');
  await openDataFolder(dataDir);
  try {
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    const kept = text === null ? null : Kept.parse(JSON.parse(text));
    if (kept?.factsKey) return { ...kept, factsKey: kept.factsKey };
    const secret = () => randomBytes(24).toString('hex');
    const made: Secrets = {
      twilioAuthToken: secret(),
      streamSecret: secret(),
      workerSecret: secret(),
      apiKey: `hs_${secret()}`,
      ...kept,
      factsKey: randomBytes(32).toString('base64'),
    };
    await writeFile(`${file}.new`, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
    await rename(`${file}.new`, file);
    return made;
  } catch (error) {
    const isDamaged = error instanceof SyntaxError || error instanceof z.ZodError;
    const reason = isDamaged ? 'is damaged' : `cannot be kept: ${error instanceof Error ? error.message : error}`;
    throw new DataFolderUnusable(dataDir, `its secrets.json ${reason}`, { cause: error });
  }
}
