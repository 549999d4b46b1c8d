import { createHash, randomInt, randomUUID } from 'node:crypto';
import jsonata from 'jsonata';
import type { Clock } from '#core/ports/clock.ts';
import { type Json, parseJson } from '../json.ts';

const hashAlgorithms = new Map([
  ['MD5', 'md5'],
  ['SHA-1', 'sha1'],
  ['SHA-256', 'sha256'],
  ['SHA-384', 'sha384'],
  ['SHA-512', 'sha512'],
]);

/** Longest array that `$range` builds in AWS, elements. */
const MAX_RANGE = 360_145;

/**
 * The functions that Step Functions adds to JSONata ("Transforming data with JSONata in Step Functions"), and `$now` and `$millis` on the clock.
 * Several wrong arguments give undefined and not an error, as measured on AWS; non-integers are cut towards zero.
 */
export function stepFunctionsFunctions(clock: Clock): Record<string, unknown> {
  return {
    uuid: () => randomUUID(),
    parse: (text?: string): Json | undefined => (text === undefined ? undefined : parseJson(text)),
    hash: (text?: string, algorithm?: string) => {
      if (text === undefined || algorithm === undefined) return undefined;
      const name = hashAlgorithms.get(algorithm);
      if (name === undefined)
        throw new Error(`$hash knows ${[...hashAlgorithms.keys()].join(', ')}; not '${algorithm}'`);
      return createHash(name).update(text).digest('hex');
    },
    random: (seed?: number) => (seed === undefined ? randomInt(2 ** 32) / 2 ** 32 : seeded(Math.trunc(seed))),
    range: (first?: number, last?: number, step?: number) => {
      if (first === undefined || last === undefined || step === undefined) return undefined;
      return range(Math.trunc(first), Math.trunc(last), Math.trunc(step));
    },
    partition: (array?: Json | Json[], size?: number) => {
      if (array === undefined || size === undefined || Math.trunc(size) < 1) return undefined;
      const chunks = chunksOf(Array.isArray(array) ? array : [array], Math.trunc(size));
      return chunks.length > 0 ? chunks : undefined;
    },
    millis: () => clock.now(),
    now: (picture?: string, timezone?: string) =>
      picture === undefined ? new Date(clock.now()).toISOString() : formatTime(clock.now(), picture, timezone),
    eval: () => {
      throw new Error('$eval is not supported; use $parse for JSON text');
    },
  };
}

function range(first: number, last: number, step: number): number[] | undefined {
  const count = step === 0 ? 0 : Math.floor((last - first) / step) + 1;
  if (count < 1) return undefined;
  if (count > MAX_RANGE) throw new Error('Expression evaluation memory limit exceeded');
  return Array.from({ length: count }, (_, index) => first + index * step);
}

function chunksOf(array: readonly Json[], size: number): Json[][] {
  return Array.from({ length: Math.ceil(array.length / size) }, (_, index) =>
    array.slice(index * size, (index + 1) * size),
  );
}

/** One draw of mulberry32: the same seed gives the same number, in [0, 1). */
function seeded(seed: number): number {
  const mixed = (seed + 0x6d2b79f5) | 0;
  const once = Math.imul(mixed ^ (mixed >>> 15), 1 | mixed);
  const twice = (once + Math.imul(once ^ (once >>> 7), 61 | once)) ^ once;
  return ((twice ^ (twice >>> 14)) >>> 0) / 2 ** 32;
}

const fromMillis = jsonata('$fromMillis($ms, $picture, $timezone)');
const formatTime = (ms: number, picture: string, timezone?: string) =>
  fromMillis.evaluate(undefined, { ms, picture, timezone });
