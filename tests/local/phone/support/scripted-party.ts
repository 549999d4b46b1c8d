import type { HeardByParty, Party, RingPlan, SpokenWord } from '#local/phone/party.ts';

/** What a scripted party does, by ms since its answer. */
export interface PartyScript {
  readonly ring?: RingPlan;
  /** A level (mu-law byte) that fills every frame from then on; the frames of one party are told apart by it. */
  readonly hum?: number;
  readonly presses?: Readonly<Record<number, string>>;
  readonly says?: Readonly<Record<number, string>>;
  readonly hangsUpAtMs?: number;
}

export interface ScriptedParty extends Party {
  readonly heard: (HeardByParty & { readonly atMs: number })[];
  readonly isEnded: boolean;
  digitsHeard(): string;
  sentencesHeard(): string[];
}

export function scriptedParty(script: PartyScript = {}): ScriptedParty {
  const heard: (HeardByParty & { atMs: number })[] = [];
  let ended = false;
  return {
    heard,
    get isEnded() {
      return ended;
    },
    digitsHeard: () => heard.map(({ digits = '' }) => digits).join(''),
    sentencesHeard: () => heard.flatMap(({ said }) => said ?? []),
    ring: () => script.ring ?? { kind: 'answer', afterMs: 1000 },
    speak: (atMs) => {
      const text = script.says?.[atMs];
      const words: SpokenWord[] = text ? [{ text, fromMs: atMs - 200, toMs: atMs + 20 }] : [];
      const digits = script.presses?.[atMs];
      return {
        audio: script.hum === undefined ? null : new Uint8Array(160).fill(script.hum),
        words,
        ...(digits === undefined ? {} : { digits }),
        hangUp: script.hangsUpAtMs === atMs,
      };
    },
    hear: (frame, atMs) => void heard.push({ ...frame, atMs }),
    ended: () => {
      ended = true;
    },
  };
}
