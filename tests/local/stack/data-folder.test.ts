import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rememberClock } from '#local/stack/clock-memory.ts';
import { asDataFault, DataFolderUnusable, openDataFolder } from '#local/stack/data-folder.ts';
import { openLogFile } from '#local/stack/log-file.ts';
import { readSecrets } from '#local/stack/settings.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hold-slayer-data-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const MADE_ON_LINUX = process.platform === 'linux';

describe('a data folder', () => {
  it('is made with the folders above it, and may be there', async () => {
    const deep = join(folder, 'a', 'b', 'c');
    await openDataFolder(deep);
    await openDataFolder(deep);
    const made = await readSecrets(deep);
    expect(await readSecrets(deep)).toEqual(made);
  });

  it('that is a file, or lies in one, cannot be used', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    for (const path of [file, join(file, 'in'), join(file, 'in', 'it')]) {
      await expect(openDataFolder(path)).rejects.toThrow(DataFolderUnusable);
    }
  });

  it.runIf(MADE_ON_LINUX)('where no folder can be made is told as such, and not tried for ever', async () => {
    for (const path of ['/proc/hold-slayer', '/proc/hold-slayer/data']) {
      await expect(openDataFolder(path)).rejects.toThrow(`the data folder ${path} cannot be used`);
    }
  });

  it('with damaged secrets', async () => {
    writeFileSync(join(folder, 'secrets.json'), '{');
    await expect(readSecrets(folder)).rejects.toThrow('its secrets.json is damaged');
    rmSync(join(folder, 'secrets.json'));
    mkdirSync(join(folder, 'secrets.json'));
    await expect(readSecrets(folder)).rejects.toThrow(DataFolderUnusable);
  });

  it.each<[string, (dataDir: string) => unknown]>([
    ['clock', (dataDir) => rememberClock(dataDir, () => 0)],
    ['lambdas.jsonl', (dataDir) => openLogFile(dataDir, 'lambdas', () => 0)],
  ])('of which %s is a folder fails at once, and is the fault of the folder', (name, open) => {
    mkdirSync(join(folder, name));
    let fault: unknown = null;
    try {
      open(folder);
    } catch (error) {
      fault = asDataFault(error, folder);
    }
    expect(fault).toBeInstanceOf(DataFolderUnusable);
  });

  it('has no part in what goes wrong elsewhere', () => {
    const elsewhere = Object.assign(new Error('no'), { code: 'EACCES', syscall: 'open', path: `${folder}-other/x` });
    expect(asDataFault(elsewhere, folder)).toBe(elsewhere);
    expect(asDataFault('a text', folder)).toBe('a text');
  });
});

describe('npm start', () => {
  const start = (dataDir: string) =>
    spawnSync(process.execPath, ['local/main.ts', '--once', '--port', '0', '--data', dataDir], {
      encoding: 'utf8',
      timeout: 60_000,
      input: '',
    });

  it.runIf(MADE_ON_LINUX)('on a folder that cannot be made says so in one line, and ends with code 2', () => {
    const { status, stderr } = start('/proc/hold-slayer');
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /^hold-slayer: the data folder \/proc\/hold-slayer cannot be used \(.*\): choose another.*\n$/,
    );
  });

  it('on a folder whose parts are something else does the same', () => {
    writeFileSync(join(folder, 'dynamodb'), '');
    const { status, stderr } = start(folder);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^hold-slayer: the data folder .* cannot be used \(.*dynamodb'\): choose another.*\n$/);
  });
});
