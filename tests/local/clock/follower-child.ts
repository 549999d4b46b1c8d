import { createFollowerClock } from '#local/clock/follower-clock.ts';

/** Child of follower-clock.test.ts: sleeps two seconds of its parent's time and tells from when to when. */
const clock = createFollowerClock();
await clock.ready;
const fromMs = clock.now();
await clock.sleep(2_000);
process.send?.({ type: 'slept', fromMs, toMs: clock.now() });
