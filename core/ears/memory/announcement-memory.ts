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
import { createVoiceMemory, type VoiceMemory } from '#core/ears/memory/voice-memory.ts';

/** Remembered announcements lie before the call on the axis of frames, this far apart. */
const SPACING_FRAMES = 8192;
const MOST_FRESH = 16;

export interface Votes {
  readonly here: number;
  readonly earlier: number;
}

/** Tells, within a second, that a voice says the very same as before: in this call, or in earlier ones to this number. */
export interface AnnouncementMemory {
  hear(power: Float64Array, frame: number, mayBeVoice: boolean): void;
  /** Another voice begins: its votes start from nothing. */
  beginVoice(frame: number): void;
  /** The voice is over. `repeated`: it was heard before in this call, and no person was there: worth remembering. */
  endVoice(repeated: boolean): void;
  votesHere(frame: number): number;
  votesEarlier(frame: number): number;
  /** How long ago, in frames, the best match in this call was said. */
  agoFrames(frame: number): number;
  /** The announcement of earlier calls that is heard now was heard again. */
  noteEarlier(frame: number): void;
  /** What the next call to this number should know. */
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
  const earlier = loadEarlier(before);
  const heardAgain = new Set<number>();
  const fresh: string[] = [];
  let voice: Landmark[] = [];
  let voiceFrom = -1;
  let knownEarlier = false;

  function take(hash: number, frame: number): void {
    memory.compare(hash, frame);
    earlier?.compare(hash, frame);
    memory.store(hash, frame);
    if (voiceFrom >= 0 && voice.length < MOST_LANDMARKS && frame >= voiceFrom)
      voice.push({ hash, frame: frame - voiceFrom });
  }

  return {
    hear: (power, frame, mayBeVoice) => landmarks.hear(power, frame, mayBeVoice, take),
    beginVoice(frame) {
      memory.beginVoice();
      earlier?.beginVoice();
      voice = [];
      voiceFrom = frame;
      knownEarlier = false;
    },
    endVoice(repeated) {
      if (repeated && !knownEarlier && voice.length > 40 && fresh.length < MOST_FRESH) fresh.push(packLandmarks(voice));
      voice = [];
      voiceFrom = -1;
    },
    votesHere: (frame) => memory.votes(frame),
    votesEarlier: (frame) => earlier?.votes(frame) ?? 0,
    agoFrames: () => memory.bestAgo,
    noteEarlier(frame) {
      if (earlier === null) return;
      knownEarlier = true;
      const place = Math.floor((earlier.bestAgo - frame) / SPACING_FRAMES);
      if (place >= 0 && place < before.announcements.length) heardAgain.add(place);
    },
    remembered: () => rememberAfterCall(before, heardAgain, fresh),
  };
}
