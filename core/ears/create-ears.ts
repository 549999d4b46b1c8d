import type { EarEvent, Ears, SoundClass } from '#core/ears/ears.ts';
import { createJudge } from '#core/ears/judge/judge.ts';
import { createLandmarks } from '#core/ears/memory/landmarks.ts';
import { createVoiceMemory } from '#core/ears/memory/voice-memory.ts';
import { createFrameAnalyser } from '#core/ears/sound/frame-analyser.ts';
import { createLabeller, type FrameLabel, LOOK_AHEAD_FRAMES } from '#core/ears/sound/labeller.ts';
import { createSegmenter } from '#core/ears/sound/segmenter.ts';
import { FRAME_MS, mediaMs } from '#core/media/media-clock.ts';

const NOTHING: readonly EarEvent[] = [];
const VOTES_TO_MATCH = 8;
const HANG_OVER_FRAMES = 40;

export function createEars(): Ears {
  const analyser = createFrameAnalyser();
  const labeller = createLabeller();
  const segmenter = createSegmenter();
  const landmarks = createLandmarks();
  const memory = createVoiceMemory();
  const judge = createJudge();
  const label: FrameLabel = { sound: 'silence', tone: null, levelDb: -90, speech: 0, music: 0 };
  const now = { sound: 'silence' as SoundClass, levelDb: -90, mayBeSpeech: false };
  let frame = 0;
  let speechHangOver = 0;
  let lastMatchFrame = -1000;
  const compareAndStore = (hash: number, at: number): void => {
    memory.compare(hash, at);
    memory.store(hash, at);
  };

  return {
    now,
    expect: (what) => judge.expect(what),
    read: () => NOTHING,
    hear(bytes, atMs) {
      const events: EarEvent[] = [];
      analyser.hear(bytes);
      const { sound } = analyser;
      labeller.hear(sound, frame);
      const { newest } = labeller;
      const loud = !newest.quiet && newest.speech > 0.4;
      landmarks.hear(sound.power, frame, loud, compareAndStore);
      if (loud && memory.best(frame).votes >= VOTES_TO_MATCH) lastMatchFrame = frame;
      if (frame >= LOOK_AHEAD_FRAMES) {
        labeller.read(frame - LOOK_AHEAD_FRAMES, label);
        segmenter.hear(label, mediaMs(atMs - LOOK_AHEAD_FRAMES * FRAME_MS), events);
      }
      const voice = label.sound === 'speech';
      judge.hear({ atMs, voice, music: label.sound === 'music', heardBefore: frame - lastMatchFrame < 25 }, events);
      speechHangOver = loud ? HANG_OVER_FRAMES : Math.max(0, speechHangOver - 1);
      now.levelDb = sound.levelDb;
      now.sound = segmenter.open?.sound ?? 'silence';
      now.mayBeSpeech = speechHangOver > 0;
      frame += 1;
      return events;
    },
  };
}
