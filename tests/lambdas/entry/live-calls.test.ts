import { afterEach, expect, it, vi } from 'vitest';
import { handler } from '#lambdas/entry/live-calls.ts';
import { createContext } from '#local/aws/lambda/context.ts';

afterEach(() => void vi.unstubAllEnvs());

it('the widget needs the names of the table and the bucket, and no secret', async () => {
  const context = createContext('LiveCalls', 'request', () => 60_000);
  expect(() => handler({ describe: true }, context)).toThrow('TABLE_NAME');
  vi.stubEnv('TABLE_NAME', 'table');
  vi.stubEnv('BUCKET_NAME', 'bucket');
  expect(await handler({ describe: true }, context)).toEqual({ markdown: expect.stringContaining('Live calls') });
});
