import { describe, expect, it } from 'vitest';
import { choose } from '#core/navigation/choose.ts';
import { meaningOf } from '#core/navigation/lexicon/concepts.ts';
import { at } from './situation.ts';

const meant = (text: string) => [...meaningOf(text, 0.9, 1).keys()].sort();

describe('word families', () => {
  it.each([
    ['my mother passed away', 'my niece passed away'],
    ['the dog ate chocolate', 'the spaniel ate chocolate'],
    ['left my scarf on the train', 'left my gloves on the train'],
  ])('%s means what %s means', (one, other) => expect(meant(other)).toEqual(expect.arrayContaining(meant(one))));

  it('are of no use to a single word', () => {
    expect(meant('saturday')).not.toEqual(meant('wednesday'));
    expect(meant('my cousin')).toEqual([]);
  });

  it('lead to the option', () => {
    const menu = 'For a pet emergency, press 1. For grooming, press 2. To board your pet, press 3.';
    expect(choose(at(menu, 'the corgi swallowed a battery')).action).toEqual({ press: '1' });
  });
});

describe('words of every matter', () => {
  it.each(['check', 'left', 'new', 'last', 'out', 'turned', 'hear', 'taking', 'found'])(
    '%j alone means nothing',
    (word) => expect(meant(word)).toEqual([]),
  );

  it('mean what an idiom with them says', () => {
    expect(meant('can I turn it on')).toContain('start_service');
    expect(meant('it took a turn')).not.toContain('start_service');
  });
});
