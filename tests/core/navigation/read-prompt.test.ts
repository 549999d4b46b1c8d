import { describe, expect, it } from 'vitest';
import { choose } from '#core/navigation/choose.ts';
import { readPrompt } from '#core/navigation/read-prompt.ts';

const keys = (text: string): string =>
  readPrompt(text)
    .options.map((option) => `${option.key ?? option.say ?? 'stay'}=${option.label}`)
    .join(' | ');

describe('options are read', () => {
  it.each([
    ['For sales, press 1. For support, press 2.', '1=sales | 2=support'],
    ['for sales press one for support press to', '1=sales | 2=support'],
    ['Press 1 for sales, 2 for support, 3 to exit.', '1=sales | 2=support | 3=exit'],
    ['dress won for sales pressed for for support', '1=sales | 4=support'],
  ])('%s', (text, options) => expect(keys(text)).toBe(options));
});

describe('a choice', () => {
  it('presses the key whose words fit', () => {
    const prompt = readPrompt('For billing, press 1. To dispute a charge, press 2.');
    const { action } = choose({ prompt, intent: 'dispute a charge', factNames: [], history: [], flow: null });
    expect(action).toEqual({ press: '2' });
  });
});
