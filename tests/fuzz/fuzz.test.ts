import { expect, test } from 'vitest';
import { apiTarget } from './api.ts';
import { mediaTarget } from './media.ts';
import { webhooksTarget } from './webhooks.ts';

/** A few of what `npm run fuzz` throws; always the same, so that what breaks is what was changed. */
const seed = 1;

test.each([apiTarget, webhooksTarget, mediaTarget])('junk breaks nothing: $name', async (target) => {
  const { inputs, answers } = await target.fuzz({ inputs: 200, seed });
  expect(inputs).toBeGreaterThanOrEqual(200);
  expect(Object.keys(answers).length).toBeGreaterThan(3);
});
