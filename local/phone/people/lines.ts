import { OWNER_TALK, PERSON_GOODBYE, PERSON_GREETING, VOICEMAIL_GREETING } from './manners.ts';

/** Every sentence that people say unless they are told otherwise, with its voice, for rendering ahead. */
export const peopleLines: readonly (readonly [voice: string, text: string])[] = [
  ...['dana', 'joe'].flatMap((voice) =>
    [PERSON_GREETING, PERSON_GOODBYE, ...OWNER_TALK].map((text) => [voice, text] as const),
  ),
  ['ruth', VOICEMAIL_GREETING],
];
