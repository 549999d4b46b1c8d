import { inspect } from 'node:util';
import type { Context } from 'aws-lambda';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { CallRefused, StoreUnavailable } from '#core/errors.ts';
import { quietFailure } from '#lambdas/entry/quiet-failure.ts';

const thrownFor = (fault: unknown): Promise<unknown> =>
  quietFailure(() => Promise.reject(fault))({}, {} as Context).then(
    () => expect.unreachable(),
    (error: unknown) => error,
  );

it('what is answered is answered', async () => {
  const handler = quietFailure(async (event) => event);
  expect(await handler('answer', {} as Context)).toBe('answer');
});

it.each([new StoreUnavailable('DynamoDB: throttled'), new CallRefused('no such number', 21211)])(
  'a failure of ours is thrown as it is: $name',
  async (fault) => {
    expect(await thrownFor(fault)).toBe(fault);
  },
);

const number = '+18005550100';
const carrier = Object.assign(new TypeError(`no route\nto ${number}`), { url: `/calls/${number}`, details: [number] });
const caused = new RangeError('bad', { cause: new Error(number) });
const parsed = z.strictObject({}).safeParse({ [number]: 1 }).error;

it.each([
  ['TypeError', carrier],
  ['RangeError', caused],
  ['ZodError', parsed],
  ['unknown', number],
])('of a foreign one only its name and its place are left: %s', async (name, fault) => {
  const thrown = await thrownFor(fault);
  expect(inspect({ [name]: fault })).toContain(number);
  expect(thrown).toBeInstanceOf(Error);
  expect(thrown).toMatchObject({ name });
  expect(inspect(thrown, { depth: null, showHidden: true })).not.toContain(number);
});
