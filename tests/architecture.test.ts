import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';

/** What each room may import of this repository, and core of packages too. What is not named is not allowed. */
const mayImport: Readonly<Record<string, readonly RegExp[]>> = {
  core: [/^core\//, /^zod$/],
  'core/policy': [/^libphonenumber-js/],
  lambdas: [/^(core|adapters|lambdas)\//],
  'stream-worker': [/^(core|adapters|stream-worker)\//],
  statemachines: [/^statemachines\//],
  cdk: [
    /^cdk\//,
    /^core\/contracts\//,
    /^adapters\/dynamodb\/table\.ts$/,
    /^statemachines\//,
    /^lambdas\/(routes|functions|needs|by-name|shared\/ports|entry\/[a-z-]+)\.ts$/,
  ],
  doctor: [/^(core|adapters|doctor)\//, /^cdk\/(configuration|release)\.ts$/],
  web: [/^web\//, /^core\/contracts\//],
  local: [/^(core|adapters|lambdas|stream-worker|statemachines|local)\//],
};
const ROOMS = ['core', 'adapters', 'lambdas', 'stream-worker', 'statemachines', 'cdk', 'doctor', 'web', 'local'];
const MOST_LINES = 300;

/** All files under version control, and those that are new and not ignored. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter((path) => /\.(ts|tsx|js|mjs)$/.test(path) && existsSync(path))
  .map((path) => ({ path, room: path.split('/')[0] ?? '', text: readFileSync(path, 'utf8') }));
const shipped = files.filter(({ room }) => ROOMS.includes(room));
const tests = files.filter(({ room }) => room === 'tests');

/** What a file imports: a path of this repository without `#` and `./`, else the name of a package. */
function importsOf({ path, text }: { readonly path: string; readonly text: string }): readonly string[] {
  const found = text.matchAll(/(?:^|\s)(?:from|import)\s*\(?\s*['"]([^'"\n]+)['"]/g);
  return [...found].map(([, name = '']) => {
    if (name.startsWith('#')) return name.slice(1);
    return name.startsWith('.') ? posix.join(posix.dirname(path), name) : name;
  });
}

/** Files without which this one cannot be run; types are gone by then. */
function valuesImportedBy({ path, text }: { readonly path: string; readonly text: string }): readonly string[] {
  const values = text
    .replace(/^(?:import|export) type [^;]*;$/gm, '')
    .replace(/^import \{(?:\s*type \w+(?: as \w+)?,?)+\s*\} from [^;]*;$/gm, '');
  return importsOf({ path, text: values });
}

/** Whether one file comes to the other by what it imports, however far. */
function leadsTo(from: string, to: string, imports: ReadonlyMap<string, readonly string[]>): boolean {
  const seen = new Set<string>();
  const next = [...(imports.get(from) ?? [])];
  for (let path = next.pop(); path !== undefined; path = next.pop()) {
    if (path === to) return true;
    if (seen.has(path)) continue;
    seen.add(path);
    next.push(...(imports.get(path) ?? []));
  }
  return false;
}

const isOurs = (name: string) => [...ROOMS, 'tests'].some((room) => name.startsWith(`${room}/`));

/** Imports that break a rule, each as `file: import`. */
function breaches(of: typeof files, isAllowed: (name: string, path: string) => boolean): string[] {
  return of.flatMap((file) =>
    importsOf(file)
      .filter((name) => !isAllowed(name, file.path))
      .map((name) => `${file.path}: ${name}`),
  );
}

const inRoom = (room: string) => shipped.filter((file) => file.room === room);

test('there are files to look at', () => {
  for (const room of ['core', 'adapters', 'lambdas', 'stream-worker', 'local'])
    expect(inRoom(room), room).not.toEqual([]);
});

describe('who may know whom', () => {
  test('core knows nobody but zod; policy also the library that reads numbers', () => {
    const allowed = (name: string, path: string) =>
      [...(mayImport.core ?? []), ...(path.startsWith('core/policy/') ? (mayImport['core/policy'] ?? []) : [])].some(
        (rule) => rule.test(name),
      );
    expect(breaches(inRoom('core'), allowed)).toEqual([]);
  });

  test('adapters know core, their vendor, how AWS is asked, and not one another', () => {
    const vendorOf = (path: string) => path.split('/').slice(0, 2).join('/');
    const allowed = (name: string, path: string) =>
      !isOurs(name) || /^(core|adapters\/aws)\//.test(name) || vendorOf(name) === vendorOf(path);
    expect(breaches(inRoom('adapters'), allowed)).toEqual([]);
  });

  test.each(['lambdas', 'stream-worker', 'statemachines', 'cdk', 'doctor', 'web', 'local'])(
    '%s knows only what it may',
    (room) => {
      const rules = mayImport[room] ?? [];
      const allowed = (name: string) => !isOurs(name) || rules.some((rule) => rule.test(name));
      expect(breaches(inRoom(room), allowed)).toEqual([]);
    },
  );

  test.each(['core', 'adapters', 'lambdas', 'stream-worker', 'cdk', 'doctor'])(
    '%s: imports go in no circle',
    (room) => {
      const known = new Map(inRoom(room).map((file) => [file.path, valuesImportedBy(file)]));
      const circles = [...known.keys()].filter((path) => leadsTo(path, path, known));
      expect(circles).toEqual([]);
    },
  );

  test('nobody knows the tests, and nobody but itself knows local', () => {
    const allowed = (name: string, path: string) =>
      !name.startsWith('tests/') && (!name.startsWith('local/') || path.startsWith('local/'));
    expect(breaches(shipped, allowed)).toEqual([]);
  });
});

describe('core', () => {
  const forbidden: Readonly<Record<string, RegExp>> = {
    'asks no clock': /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b/,
    'waits on no timer': /\bset(?:Timeout|Interval|Immediate)\b/,
    'rolls no dice': /\bMath\.random\b|\bcrypto\.(?:random|getRandom)/,
    'touches no machine': /['"]node:|\bprocess\.|\brequire\(|\bfetch\(/,
  };
  test.each(Object.entries(forbidden))('%s', (_, pattern) => {
    expect(
      inRoom('core')
        .filter(({ text }) => pattern.test(withoutComments(text)))
        .map(({ path }) => path),
    ).toEqual([]);
  });
});

describe('shells', () => {
  const shells = [...inRoom('adapters'), ...inRoom('lambdas'), ...inRoom('stream-worker')];
  /** The clock itself; the time of another's server, which no clock of ours moves; a socket that its other end does not close. */
  const onRealTime = new Set([
    'adapters/clock/system-clock.ts',
    'adapters/openai/language-model.ts',
    'stream-worker/server/media-server.ts',
  ]);

  test('ask for the time and wait by the port Clock', () => {
    const time = /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b|\bset(?:Timeout|Interval)\b|timers\/promises/;
    const others = shells.filter(({ path, text }) => !onRealTime.has(path) && time.test(withoutComments(text)));
    expect(others.map(({ path }) => path)).toEqual([]);
  });

  test('send no request without a time limit', () => {
    const endless = shells.filter(({ text }) => {
      const requests = withoutComments(text)
        .split(/(?<![.\w])fetch\(/)
        .slice(1);
      return requests.some((request) => !request.slice(0, 500).includes('signal: AbortSignal.timeout('));
    });
    expect(endless.map(({ path }) => path)).toEqual([]);
    const clients = [...shells, ...inRoom('doctor')].filter(
      ({ text }) => /new \w+Client\(/.test(text) && text.includes("from '@aws-sdk/client-"),
    );
    expect(clients.length).toBeGreaterThan(5);
    expect(clients.filter(({ text }) => !text.includes('awsClientSettings(')).map(({ path }) => path)).toEqual([]);
  });
});

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:])\/\/.*$/gm, '$1');
}

test('no function, class or interface is written twice', () => {
  const places = new Map<string, string[]>();
  for (const { path, text } of shipped) {
    for (const [whole] of text.matchAll(/^(?:export )?(?:async )?(?:function|class|interface) \w[\s\S]*?^\}/gm)) {
      const said = whole.replace(/^export /, '').replace(/\s+/g, ' ');
      places.set(said, [...(places.get(said) ?? []), path]);
    }
  }
  expect(places.size).toBeGreaterThan(500);
  expect([...places.values()].filter((all) => all.length > 1)).toEqual([]);
});

describe('every shipped file', () => {
  test(`has at most ${MOST_LINES} lines`, () => {
    const long = shipped.filter(({ text }) => text.split('\n').length > MOST_LINES + 1);
    expect(long.map(({ path, text }) => `${path}: ${text.split('\n').length} lines`)).toEqual([]);
  });

  test('is named after what it holds, in kebab-case', () => {
    const odd = shipped.filter(
      ({ path }) => !/^(?:[a-z0-9.-]+\/)*[a-z0-9.-]+$/.test(path) || /\b(?:utils?|helpers?)\b/.test(path),
    );
    expect(odd.map(({ path }) => path)).toEqual([]);
  });

  const forbidden: Readonly<Record<string, RegExp>> = {
    'casts nothing through any or unknown': /\bas any\b|\bas unknown as\b/,
    'silences no tool': /@ts-(?:ignore|expect-error|nocheck)|biome-ignore|eslint-disable/,
    'leaves nothing to do': /\bTODO\b|\bFIXME\b|\bXXX\b/,
    'has no default export': /^export default\b/m,
  };
  test.each(Object.entries(forbidden))('%s', (_, pattern) => {
    expect(shipped.filter(({ text }) => pattern.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

describe('tests', () => {
  /** The pace of the phone network's own tests: they wait for media, which takes time, and look between short rests. */
  const paced = new Set(['tests/local/phone/support/world.ts']);

  test('wait for events and clocks of their own, not for time to pass', () => {
    const sleeps = /\bsetTimeout\s*(?:\(|as\b)|\bsetInterval\s*\(|\bAtomics\.wait\b/;
    const sleeping = tests.filter(
      ({ path, text }) => !paced.has(path) && !path.startsWith('tests/bench/') && sleeps.test(withoutComments(text)),
    );
    expect(sleeping.map(({ path }) => path).filter((path) => path !== 'tests/architecture.test.ts')).toEqual([]);
  });

  test('replace no modules', () => {
    const replacing = tests.filter(({ text }) =>
      /\b(?:vi|jest)\.(?:mock|doMock|fn|spyOn|useFakeTimers)\b/.test(withoutComments(text)),
    );
    expect(replacing.map(({ path }) => path)).toEqual([]);
  });
});
