import { expect, it } from 'vitest';
import { handler } from '#lambdas/entry/command-door.ts';

it('the door may be kept awake, which reaches no worker', async () => {
  expect(await handler({ kind: 'awake' })).toEqual({ kind: 'awake' });
});

it.each([[{}], [{ kind: 'other' }], [{ kind: 'awake', workerUrl: 'http://127.0.0.1:9' }]])(
  'anything else must be a whole request: %j',
  async (event) => {
    await expect(handler(event)).rejects.toThrow('secret');
  },
);
