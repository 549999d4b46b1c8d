import { describe, expect, it } from 'vitest';
import { rankOptions } from '#core/navigation/fit.ts';

const best = (intent: string, labels: readonly string[]): string | undefined =>
  rankOptions(
    labels.map((label, at) => ({ key: String(at + 1), say: null, label })),
    intent,
  )[0]?.option.label;

describe('what an option and an intent have in common', () => {
  it.each([
    ['she flies alone, on her own', 'unaccompanied children'],
    ['two hundred in the red', 'overdrafts'],
    ['my aunt passed on in spring', 'bereavement'],
  ])('hears the idiom in %j', (intent, label) => {
    expect(
      best(intent, ['skip an episode', 'lost property', 'unaccompanied children', 'overdrafts', 'bereavement']),
    ).toBe(label);
  });

  it('makes less of the one weighty word of an idiom that was not said', () => {
    const [ours, other] = ['parking on her own', 'her own parking'].map(
      (intent) => rankOptions([{ key: '1', say: null, label: 'unaccompanied children' }], intent)[0]?.score ?? 0,
    );
    expect(ours).toBeGreaterThan(other ?? 1);
  });

  it('takes a part of a phrase for a hint, to choose, and for none where something is let pass', () => {
    const pests = [{ key: '1', say: null, label: 'mice and rats' }];
    const [loose, strict] = (['choose', 'let-pass'] as const).map(
      (purpose) => rankOptions(pests, 'scratching in the walls', purpose)[0]?.score ?? 0,
    );
    expect(loose).toBeGreaterThan(strict ?? 1);
  });
});
