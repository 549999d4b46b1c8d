import { expect, test } from 'vitest';
import { StoreUnavailable } from '#core/errors.ts';
import { loggable } from '#core/policy/loggable.ts';

test('a failure of ours tells why', () => {
  expect(loggable(new StoreUnavailable('DynamoDB: throttled'))).toEqual({
    error: 'StoreUnavailable',
    reason: 'DynamoDB: throttled',
  });
});

test('a foreign one tells where, and not a line of its message', () => {
  const told = loggable(new TypeError('said +18005550100\nat the top of my secret'));
  expect(told).toEqual({ error: 'TypeError', stack: expect.arrayContaining([expect.stringMatching(/^\s+at /)]) });
  expect(JSON.stringify(told)).not.toMatch(/8005550100|secret/);
  expect(told.stack?.length).toBeLessThan(6);
});

test('what is no error tells nothing', () => {
  expect(loggable('my secret')).toEqual({ error: 'unknown' });
});
