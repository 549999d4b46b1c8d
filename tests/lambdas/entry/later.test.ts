import { expect, it } from 'vitest';
import { later } from '#lambdas/entry/later.ts';
import type { Wiring } from '#lambdas/shared/ports.ts';

const wiring = { environment: { TABLE_NAME: 'table' } } as Wiring;
const port = ({ environment }: Wiring) => ({ name: async (more: string) => `${environment.TABLE_NAME} ${more}` });

it('a port is read when it is first called, once', async () => {
  let reads = 0;
  const made = later(async () => {
    reads += 1;
    return port;
  })(wiring);
  expect(reads).toBe(0);
  expect(await Promise.all([made.name('one'), made.name('two')])).toEqual(['table one', 'table two']);
  expect(reads).toBe(1);
});

it('what could not be read is asked for again', async () => {
  let reads = 0;
  const made = later(async () => {
    reads += 1;
    if (reads === 1) throw new Error('no such file');
    return port;
  })(wiring);
  await expect(made.name('one')).rejects.toThrow('no such file');
  expect(await made.name('two')).toBe('table two');
});
