import { describe, expect, it } from 'vitest';
import { chance } from '#tests/bench/ears/generator/chance.ts';
import { transmit } from '#tests/bench/ears/generator/channel.ts';
import { HOLD_KINDS } from '#tests/bench/ears/generator/kinds.ts';
import { compose } from '#tests/bench/ears/generator/music.ts';
import { hearAll, hearBytes, noise, silence, soundsIn, tone } from '#tests/core/ears/sounds.ts';

const cadence = (hz: readonly number[], on: number, off: number, times: number): number[] => {
  const samples = silence(1);
  for (let k = 0; k < times; k++) samples.push(...tone(hz, on), ...silence(off));
  return samples;
};
/** V.21 at 300 bits a second: long runs of one bit, then any. */
function faxData(seconds: number): number[] {
  const samples = silence(1);
  let phase = 0;
  for (let n = 0; n < seconds * 8_000; n++) {
    const bit = Math.floor((n * 300) / 8_000);
    const hz = bit % 20 < 8 || (bit * 7) % 3 === 0 ? 1650 : 1850;
    phase += (2 * Math.PI * hz) / 8_000;
    samples.push(3_000 * Math.sin(phase));
  }
  return samples;
}
/** Without a pause, each as long. */
const rising = (all: readonly number[], seconds: number): number[] => all.flatMap((hz) => tone([hz], seconds));
/** V.8: 2100 Hz with a wave of 15 Hz on it, turned by half a period each 450 ms. */
const turningPhase = (seconds: number): number[] =>
  tone([2100], seconds).map(
    (sample, n) =>
      sample * (1 + 0.2 * Math.sin((2 * Math.PI * 15 * n) / 8000)) * (Math.floor(n / 3600) % 2 === 0 ? 1 : -1),
  );
const heard = (samples: readonly number[]): string[] =>
  [...new Set(soundsIn(hearAll([...samples, ...silence(1)]).events))].filter((sound) => sound !== 'silence');

describe('signals of the telephone network', () => {
  it.each([
    ['ringback of the US', cadence([440, 480], 2, 4, 2), 'ringback'],
    ['ringback of the UK', cadence([400, 450], 0.4, 0.2, 6), 'ringback'],
    ['ringback of the continent', cadence([425], 1, 4, 2), 'ringback'],
    ['ringback of France', cadence([440], 1.5, 3.5, 2), 'ringback'],
    ['busy in the US', cadence([480, 620], 0.5, 0.5, 5), 'busy'],
    ['busy on the continent', cadence([425], 0.5, 0.5, 5), 'busy'],
    ['busy in the UK', cadence([400], 0.375, 0.375, 5), 'busy'],
    ['reorder in the US', cadence([480, 620], 0.25, 0.25, 6), 'reorder'],
    ['reorder on the continent', cadence([425], 0.25, 0.25, 6), 'reorder'],
    ['fax that calls', cadence([1100], 0.5, 3, 2), 'fax'],
    ['fax that answers', cadence([2100], 2.6, 1, 1), 'fax'],
    ['beep of a voicemail', cadence([1000], 0.4, 1, 1), 'beep'],
    ['special information tones of the US', [...silence(1), ...rising([913.8, 1370.6, 1776.7], 0.38)], 'sit'],
    ['the same, the other frequencies and short', [...silence(1), ...rising([985.2, 1428.5, 1776.7], 0.276)], 'sit'],
    ['special information tones of Europe', [...silence(1), ...rising([950, 1400, 1800], 0.33)], 'sit'],
    ['a beep as high as a special information tone', cadence([1400], 0.4, 1, 1), 'beep'],
    ['a beep as high as the first of them', cadence([985.2], 0.33, 1, 1), 'beep'],
    ['a long beep as high as the first of them', cadence([950], 0.8, 1, 1), 'beep'],
    ['fax that answers and turns its phase', [...silence(1), ...turningPhase(2.6)], 'fax'],
    ['beep of a voicemail that lasts', cadence([1406], 0.9, 1, 1), 'beep'],
    ['data of a fax', faxData(2), 'fax'],
    ['key 5', cadence([770, 1336], 0.1, 0.1, 1), 'dtmf'],
    ['key # held', cadence([941, 1477], 0.5, 0.2, 1), 'dtmf'],
  ])('%s', (_, samples, expected) => {
    expect(heard(samples)).toEqual([expected]);
  });
  it('are heard through the noise of a line', () => {
    const clean = cadence([440, 480], 2, 4, 2);
    const hiss = noise(clean.length / 8000, 60);
    expect(heard(clean.map((sample, n) => sample + (hiss[n] ?? 0)))).toEqual(['ringback']);
  });
  it('are heard through lost packets', () => {
    const samples = cadence([425], 1, 4, 2);
    for (const lost of [8_000 + 1_600, 8_000 + 1_760, 8_000 + 1_920, 48_000 + 4_000]) samples.fill(0, lost, lost + 160);
    expect(heard(samples)).toEqual(['ringback']);
  });
  it('tell British congestion from busy once its short tone has sounded', () => {
    const samples = silence(1);
    for (let k = 0; k < 3; k++)
      samples.push(...tone([400], 0.4), ...silence(0.35), ...tone([400], 0.225), ...silence(0.525));
    const sounds = soundsIn(hearAll([...samples, ...silence(1)]).events).filter((sound) => sound !== 'silence');
    expect(sounds).toEqual(['busy', 'reorder', 'reorder', 'reorder', 'reorder', 'reorder']);
  });
  it.each([425, 400])('tell ringing by twos on %i Hz from busy once the second has begun', (hz) => {
    const samples = silence(1);
    for (let k = 0; k < 4; k++) samples.push(...tone([hz], 0.4), ...silence(0.2), ...tone([hz], 0.4), ...silence(2));
    const sounds = soundsIn(hearAll(samples).events).filter((sound) => sound !== 'silence');
    expect(sounds.filter((sound) => sound !== 'ringback').length).toBeLessThanOrEqual(1);
    expect(sounds.filter((sound) => sound === 'ringback').length).toBeGreaterThanOrEqual(7);
  });
  it('are gated: a chime of the same frequencies fades', () => {
    const chime = tone([480, 620], 0.6).map((sample, n) => sample * Math.exp(-n / 1_200));
    expect(heard([...silence(1), ...chime])).not.toContain('busy');
  });
  it('stand alone: a pure note among others is none', () => {
    const notes = [523.3, 659.3, 784, 659.3].flatMap((hz) => tone([hz], 0.4));
    const sounds = heard([...silence(1), ...notes, ...notes]);
    expect(sounds.filter((sound) => sound === 'beep' || sound === 'busy' || sound === 'reorder')).toEqual([]);
  });
  it('are seldom heard in a flute that plays alone: fewer than 2 beeps a minute (seeds 1 to 8)', () => {
    const flute = HOLD_KINDS.find((kind) => kind.name === 'flute alone')?.music;
    if (flute === null || flute === undefined) throw new Error('the generator has no flute');
    let beeps = 0;
    for (let seed = 1; seed <= 8; seed++) {
      const dice = chance(seed);
      const audio = transmit(
        compose(flute, 60, dice),
        { gainDb: -6, floorDb: -65, loss: 0, concealment: 'silence' },
        dice,
      );
      beeps += soundsIn(hearBytes(audio)).filter((sound) => sound === 'beep').length;
    }
    expect(beeps).toBeLessThan(16);
  });
  it('are told from neighbours: 415 Hz is a note, not a tone of the network', () => {
    expect(heard(cadence([415], 1, 4, 2))).not.toContain('ringback');
  });
});
