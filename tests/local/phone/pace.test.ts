import { expect, it } from 'vitest';
import { createPacedClock } from '#local/clock/paced-clock.ts';
import { MEDIA } from './support/product.ts';
import { scriptedParty } from './support/scripted-party.ts';
import { COMPANY, startWorld, US } from './support/world.ts';

/** Nothing of this may depend on how busy the machine is: only on the order of things and on the time of the call. */
it('a fast clock changes nothing: every frame of a minute arrives, in order, with its time', async () => {
  const clock = createPacedClock({ speed: 40 });
  const world = await startWorld({
    clock,
    people: { [COMPANY]: scriptedParty({ hum: 0x20 }) },
    onWork: () => clock.busy(),
  });
  try {
    const twiml = `<Response><Start><Stream url="${MEDIA}/ear"/></Start><Pause length="60"/></Response>`;
    const call = await world.client.calls.create({ to: COMPANY, from: US, twiml });
    const messages = () => world.product.streams[0]?.messages ?? [];
    await world.until(() => messages().at(-1)?.event === 'stop', 'the call was over');
    const times = messages().flatMap(({ media }) => (media ? [Number(media.timestamp)] : []));
    expect(times).toEqual(times.map((_, index) => index * 20));
    expect(times.length).toBe(world.network.record.streams[0]?.framesSent);
    expect((await world.client.calls(call.sid).fetch()).duration).toBe('60');
  } finally {
    await world.close();
    clock.stop();
  }
});
