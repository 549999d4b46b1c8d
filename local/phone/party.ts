/**
 * Somebody at the far end of a simulated leg: a company's switchboard, an agent, an owner's mobile. The phone network calls it once for every
 * 20 ms of call time after the answer. Times are ms since the answer. Parties are deterministic: whatever they draw comes from a seed.
 */
export interface Party {
  /** How this party takes the ringing. Asked once for every attempt to reach it. */
  ring(attempt: CallAttempt): RingPlan;
  /** What the party says in the 20 ms that begin at `atMs`. */
  speak(atMs: number): Spoken;
  /** What reached the party in the 20 ms that begin at `atMs`. */
  hear(heard: HeardByParty, atMs: number): void;
  /** The leg ended (either side). No call comes after this one. */
  ended?(): void;
}

export interface CallAttempt {
  readonly from: string;
  readonly to: string;
  /** 1 for the first call to this party in the life of the network. */
  readonly number: number;
}

export type RingPlan =
  | {
      readonly kind: 'answer';
      readonly afterMs: number /** Answers at once and plays ringback as sound. */;
      readonly early?: boolean;
    }
  | { readonly kind: 'busy'; readonly afterMs?: number }
  | { readonly kind: 'no-answer' }
  | { readonly kind: 'failed'; readonly sipResponseCode: number };

export interface Spoken {
  /** 160 mu-law bytes; null = digital silence. */
  readonly audio: Uint8Array | null;
  /** Words whose sound ends in this frame, with their onset (ms since the answer): what speech-to-text could find in it. */
  readonly words?: readonly SpokenWord[];
  /** DTMF digits that the party presses in this frame. The network hears them for Gather and hangupOnStar. */
  readonly digits?: string;
  readonly hangUp?: boolean;
}

export interface SpokenWord {
  readonly text: string;
  readonly fromMs: number;
  readonly toMs: number;
}

export interface HeardByParty {
  /** 160 mu-law bytes of the other side mixed; null = silence. */
  readonly audio: Uint8Array | null;
  /** DTMF digits whose tone ended in this frame. */
  readonly digits?: string;
  /** Sentence that the other side finished saying in this frame (Twilio's Say, or another party's words): the meaning, so that parties need no ears. */
  readonly said?: string;
  /** True once the leg is in a room with another party (conference), so that an agent knows a person is there. */
  readonly bridged?: boolean;
}
