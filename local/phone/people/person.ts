import type { Party, RingPlan } from '#local/phone/party.ts';
import type { Speech } from '#local/phone/sound/clip.ts';
import { seedOf } from '#local/phone/sound/seeded.ts';
import { renderedSpeech } from '#local/phone/sound/speech.ts';
import { performed, type Script, type Stage } from '#local/phone/sound/stage.ts';
import { acceptsCall, declinesCall, isNotThere, OWNER_TALK, takesMessage } from './manners.ts';

/**
 * What happens when the device rings. `accepts`: listens to the announcement and presses the key. `declines`: listens, and hangs up.
 * `voicemail`: a greeting, a beep, and nobody who could press a key. `never-answers` rings out. `busy` is turned away by the carrier.
 */
export type Manner = 'accepts' | 'declines' | 'voicemail' | 'never-answers' | 'busy';

export interface PersonOptions {
  readonly manner: Manner;
  readonly seed?: number;
  /** Default 6,000 for a person; 18,000 for a voicemail. */
  readonly answerAfterMs?: number;
  /** Default 1. */
  readonly pressesKey?: string;
  /** From the end of the announcement to the key. Default: drawn from 1,000..2,000. */
  readonly pressAfterMs?: number;
  readonly voice?: string;
  /** What the person says to the agent in turn, one sentence for each of theirs. */
  readonly talk?: readonly string[];
  /** After the last sentence. `waits`: until the agent has gone. Default `hangs-up`. */
  readonly ends?: 'hangs-up' | 'waits';
  /** Presses * when the agent asks to hold, so that the hold is listened to for them. */
  readonly leavesWhenPutOnHold?: boolean;
  readonly speech?: Speech;
}

export type Owner = Required<PersonOptions>;

const SCRIPTS: Readonly<Record<Manner, (stage: Stage, owner: Owner) => Script>> = {
  accepts: acceptsCall,
  declines: declinesCall,
  voicemail: takesMessage,
  'never-answers': isNotThere,
  busy: isNotThere,
};

/** A person's device at the far end of a leg. */
export function person(options: PersonOptions): Party {
  const owner = withDefaults(options);
  const { manner, seed } = owner;
  return performed({ seed, ring: () => ringOf(owner), script: (stage) => SCRIPTS[manner](stage, owner) });
}

function ringOf({ manner, answerAfterMs }: Owner): RingPlan {
  if (manner === 'busy') return { kind: 'busy', afterMs: 1000 };
  if (manner === 'never-answers') return { kind: 'no-answer' };
  return { kind: 'answer', afterMs: answerAfterMs };
}

function withDefaults(options: PersonOptions): Owner {
  const seed = options.seed ?? 1;
  return {
    seed,
    answerAfterMs: options.manner === 'voicemail' ? 18_000 : 6000,
    pressesKey: '1',
    pressAfterMs: 1000 + (seedOf(seed, 'press') % 1000),
    voice: 'dana',
    talk: OWNER_TALK,
    ends: 'hangs-up',
    leavesWhenPutOnHold: false,
    speech: renderedSpeech,
    ...options,
  };
}
