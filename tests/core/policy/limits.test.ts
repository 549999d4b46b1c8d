import { describe, expect, it } from 'vitest';
import { mayStart } from '#core/policy/may-start.ts';

const owner = { callsADay: 20, callsAtOnce: 2 };

describe('limits of an owner', () => {
  it.each([
    [{ since: 0, live: 0 }, undefined],
    [{ since: 19, live: 1 }, undefined],
    [{ since: 20, live: 0 }, 'too_many_today'],
    [{ since: 5, live: 2 }, 'too_many_at_once'],
    [{ since: 50, live: 5 }, 'too_many_at_once'],
  ])('%o: %s', (calls, code) => {
    expect(mayStart(calls, owner)?.code).toBe(code);
  });

  it('say how many there are and what to do', () => {
    expect(mayStart({ since: 5, live: 2 }, owner)).toMatchObject({
      title: expect.stringContaining('2 of 2'),
      detail: expect.stringContaining('cancel one'),
    });
    expect(mayStart({ since: 20, live: 0 }, owner)?.title).toContain('20 of 20');
  });
});
