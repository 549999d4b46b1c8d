import { createLandmarks } from '#core/ears/memory/landmarks.ts';
import {
  type Landmark,
  MOST_LANDMARKS,
  NOTHING_REMEMBERED,
  packLandmarks,
  type RememberedAnnouncements,
  rememberAfterCall,
  unpackLandmarks,
} from '#core/ears/memory/remembered.ts';
import { createSpokenFrames } from '#core/ears/memory/spoken-frames.ts';
import { createVoiceMemory, type VoiceMemory } from '#core/ears/memory/voice-memory.ts';

/** Remembered announcements lie before the call on the axis of frames, this far apart. */
const SPACING_FRAMES = 8192;
const MOST_FRESH = 16;
const LEAST_LANDMARKS = 60;
/** Aligned landmarks that make a repeat. In this call 10.7 was the most on a human of the development part, 11.2 on 1,490 of made calls. */
export const REPEAT_VOTES = 11;
/** Across calls the channel differs and there is more to mix up. */
export const EARLIER_VOTES = 15;
/** So many point to a stretch of this call that is worth comparing; where its frames are unlike, no more than these count. */
const POINTING_VOTES = 2.9;
const REFUTED_VOTES = 5;
/**
 * Frames so alike make a repeat with fewer landmarks, the less the more of these; later in a voice, which met more by chance and would have landmarks by now, they must be more alike.
 * Of 407 repeats of the development part and of calls of seed 72000, 390 are known within 1 s (by landmarks alone 366), and of 678 pieces of people's talk 2 are taken for one, as before.
 */
const ALIKE = 1.65;
const ALIKE_LATER = 1.9;
const LATER_FRAMES = 150;
const ALIKE_A_VOTE = 0.05;
/** Stretches are compared in every second frame, and more seldom while they are the same. */
const COMPARE_FRAMES = 2;
const COMPARE_AGAIN_FRAMES = 8;
/** A voice began up to so long before it is known for one. */
const ONSET_FRAMES = 7;
/** Who was taken for a person so long was one, even if music came then: an agent who asks to hold. Shorter, it was a mistake. */
const LEAST_PERSON_FRAMES = 1000;
/** Stretches of a call in which a person spoke; more of them than announcements fit into the memory of a call. */
const MOST_PERSONS = 16;

/** Tells, within a second, that a voice says the very same as before: in this call, or in earlier ones to this number. */
export interface AnnouncementMemory {
  hear(power: Float64Array, mel: Float32Array, frame: number, mayBeVoice: boolean): void;
  /** Another voice begins: its votes start from nothing. */
  beginVoice(frame: number): void;
  /** Whether a person is believed to be there. */
  person(isThere: boolean, frame: number): void;
  /** The voice is over. */
  endVoice(): void;
  /** The voice is taken for one that was heard before in this call: worth remembering, unless a person spoke then or does now. */
  noteHere(frame: number): void;
  /** Aligned landmarks of this call, and at least REPEAT_VOTES once the frames prove a repeat. */
  votesHere(frame: number): number;
  votesEarlier(frame: number): number;
  /** How long ago, in frames, the best match in this call was said. */
  agoFrames(frame: number): number;
  /** The announcement of earlier calls that is heard now was heard again. */
  noteEarlier(frame: number): void;
  /** What the next call to this number should know, the voice that speaks now included. */
  remembered(): RememberedAnnouncements;
}

function loadEarlier(remembered: RememberedAnnouncements): VoiceMemory | null {
  if (remembered.announcements.length === 0) return null;
  const earlier = createVoiceMemory();
  remembered.announcements.forEach((one, place) => {
    for (const { hash, frame } of unpackLandmarks(one.landmarks))
      earlier.store(hash, frame - (place + 1) * SPACING_FRAMES);
  });
  return earlier;
}

export function createAnnouncementMemory(before: RememberedAnnouncements = NOTHING_REMEMBERED): AnnouncementMemory {
  const landmarks = createLandmarks();
  const memory = createVoiceMemory();
  const spoken = createSpokenFrames();
  const earlier = loadEarlier(before);
  const heardAgain = new Set<number>();
  const fresh: string[] = [];
  let voice: Landmark[] = [];
  let voiceFrom = -1;
  let likeness = Number.NaN;
  let knownEarlier = false;
  let isRepeat = false;
  let isPersons = false;
  const persons: { readonly from: number; until: number }[] = [];

  const isPersonThere = (): boolean => persons.at(-1)?.until === Number.POSITIVE_INFINITY;

  function wasAPerson(frame: number): boolean {
    return persons.some(({ from, until }) => frame >= from && frame < until);
  }

  /** What the voice leaves for the next call. */
  function ofVoice(): string[] {
    if (!isRepeat || isPersons || isPersonThere() || knownEarlier || voice.length <= LEAST_LANDMARKS) return [];
    return [packLandmarks(voice)];
  }

  function take(hash: number, frame: number): void {
    memory.compare(hash, frame);
    earlier?.compare(hash, frame);
    memory.store(hash, frame);
    if (voiceFrom >= 0 && voice.length < MOST_LANDMARKS && frame >= voiceFrom)
      voice.push({ hash, frame: frame - voiceFrom });
  }

  return {
    hear(power, mel, frame, mayBeVoice) {
      landmarks.hear(power, frame, mayBeVoice, take);
      spoken.hear(mel, frame, mayBeVoice);
    },
    beginVoice(frame) {
      memory.beginVoice();
      earlier?.beginVoice();
      voice = [];
      voiceFrom = frame;
      likeness = Number.NaN;
      knownEarlier = false;
      isRepeat = false;
      isPersons = false;
    },
    person(isThere, frame) {
      const last = persons.at(-1);
      if (isThere === isPersonThere()) return;
      if (isThere) {
        persons.push({ from: Math.max(0, voiceFrom), until: Number.POSITIVE_INFINITY });
        if (persons.length > MOST_PERSONS) persons.shift();
      } else if (last !== undefined && frame - last.from < LEAST_PERSON_FRAMES) persons.pop();
      else if (last !== undefined) last.until = frame;
    },
    endVoice() {
      if (fresh.length < MOST_FRESH) fresh.push(...ofVoice());
      voice = [];
      voiceFrom = -1;
    },
    votesHere(frame) {
      const votes = memory.votes(frame);
      if (votes < POINTING_VOTES) return votes;
      const enough = (frame - voiceFrom > LATER_FRAMES ? ALIKE_LATER : ALIKE) - ALIKE_A_VOTE * votes;
      if (frame % (likeness >= enough ? COMPARE_AGAIN_FRAMES : COMPARE_FRAMES) === 0)
        likeness = spoken.likeness(voiceFrom - ONSET_FRAMES, memory.bestAgo);
      if (likeness >= enough) return Math.max(REPEAT_VOTES, votes);
      return likeness === 0 ? Math.min(REFUTED_VOTES, votes) : votes;
    },
    votesEarlier: (frame) => earlier?.votes(frame) ?? 0,
    agoFrames: () => memory.bestAgo,
    noteHere(frame) {
      isRepeat = true;
      isPersons ||= wasAPerson(frame - memory.bestAgo);
    },
    noteEarlier(frame) {
      if (earlier === null) return;
      knownEarlier = true;
      const place = Math.floor((earlier.bestAgo - frame) / SPACING_FRAMES);
      if (place >= 0 && place < before.announcements.length) heardAgain.add(place);
    },
    remembered: () => rememberAfterCall(before, heardAgain, [...fresh, ...ofVoice()].slice(0, MOST_FRESH)),
  };
}
