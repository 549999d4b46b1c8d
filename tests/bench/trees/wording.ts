import type { Draw } from '#local/phone/seeded.ts';

/** How one company words its menus. The same for the whole company, as with a real switchboard. */
export interface Wording {
  /** One option with its key. A label that begins with "to" says what is done, any other what it is about. */
  option(label: string, key: string): string;
  readonly keyName: (key: string) => string;
  readonly intro: (title: string) => string;
  readonly again: (key: string) => string;
  readonly back: (key: string) => string;
  readonly person: (key: string) => string;
  spoken(phrases: readonly string[]): string;
}

const NAMES: Readonly<Record<string, string>> = {
  '0': 'zero',
  '1': 'one',
  '2': 'two',
  '3': 'three',
  '4': 'four',
  '5': 'five',
  '6': 'six',
  '7': 'seven',
  '8': 'eight',
  '9': 'nine',
  '*': 'star',
  '#': 'pound',
};

export const one = <T>(draw: Draw, from: readonly T[]): T => {
  const chosen = from[draw.between(0, from.length - 1)];
  if (chosen === undefined) throw new RangeError('there is nothing to choose from');
  return chosen;
};

/** In an order that the draw decides. */
export function shuffled<T>(draw: Draw, all: readonly T[]): T[] {
  return all
    .map((each) => ({ each, at: draw.fraction() }))
    .sort((a, b) => a.at - b.at)
    .map(({ each }) => each);
}

const acts = (label: string): boolean => label.startsWith('to ');

const FORMS: readonly ((label: string, key: string) => string)[] = [
  (label, key) => `${acts(label) ? upper(label) : `For ${label}`}, press ${key}.`,
  (label, key) => `Press ${key} ${acts(label) ? label : `for ${label}`}.`,
  (label, key) => `${acts(label) ? upper(label) : `For ${label}`}, please press ${key} now.`,
  (label, key) => `${acts(label) ? `If you want ${label}` : `If you are calling about ${label}`}, press ${key}.`,
  (label, key) => `${acts(label) ? upper(label) : `For help with ${label}`}, dial ${key}.`,
];
const INTROS: readonly ((title: string) => string)[] = [
  () => '',
  (title) => `You have reached ${title}.`,
  () => 'Please choose from the following options.',
  () => 'Please listen carefully, as our menu options have changed.',
  (title) => `This is the menu for ${title}.`,
];
const SPOKEN: readonly ((phrases: string) => string)[] = [
  (phrases) => `Please tell me what you are calling about. You can say ${phrases}.`,
  (phrases) => `In a few words, how can I help you? You can say things like ${phrases}.`,
  (phrases) => `Which would you like? Say ${phrases}.`,
];

const upper = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

export function wordingOf(draw: Draw): Wording {
  const form = one(draw, FORMS);
  const intro = one(draw, INTROS);
  const spoken = one(draw, SPOKEN);
  const isWords = draw.fraction() < 0.6;
  const keyName = (key: string): string =>
    isWords || !/\d/.test(key) ? (NAMES[key] ?? key) : /^\d$/.test(key) ? key : (NAMES[key] ?? key);
  const [again, back, person] = [
    one(draw, ['To hear these options again', 'To repeat this menu', 'To listen to this menu again']),
    one(draw, ['To return to the main menu', 'For the main menu', 'To go back to the previous menu']),
    one(draw, ['To speak with a representative', 'For all other questions', 'For an operator']),
  ];
  return {
    option: (label, key) => form(label, keyName(key)),
    keyName,
    intro,
    again: (key) => `${again}, press ${keyName(key)}.`,
    back: (key) => `${back}, press ${keyName(key)}.`,
    person: (key) => `${person}, press ${keyName(key)}.`,
    spoken: (phrases) => spoken(`${phrases.slice(0, -1).join(', ')}, or ${phrases.at(-1)}`),
  };
}
