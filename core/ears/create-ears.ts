import type { EarEvent, Ears, Expectation, HeardWords, SoundClass } from '#core/ears/ears.ts';
import { createJudge, type Judge } from '#core/ears/judge/judge.ts';
import type { JudgedFrame, Turn } from '#core/ears/judge/turn.ts';
import { createVoiceModel } from '#core/ears/judge/voice-model.ts';
import { createAnnouncementMemory, EARLIER_VOTES, REPEAT_VOTES } from '#core/ears/memory/announcement-memory.ts';
import type { RememberedAnnouncements } from '#core/ears/memory/remembered.ts';
import type { PooledCrnn } from '#core/ears/network/pooled-crnn.ts';
import { createQueueListener } from '#core/ears/queue/queue-listener.ts';
import { createFrameAnalyser } from '#core/ears/sound/frame-analyser.ts';
import { createLabeller, type FrameLabel, LOOK_AHEAD_FRAMES } from '#core/ears/sound/labeller.ts';
import { createSegmenter } from '#core/ears/sound/segmenter.ts';
import { createLoneTone } from '#core/ears/tones/lone-tone.ts';
import { createWordJudge } from '#core/ears/words/word-evidence.ts';
import { FRAME_MS, type MediaMs, mediaMs } from '#core/media/media-clock.ts';

const NOTHING: readonly EarEvent[] = [];
/** Probability of speech that is a voice for the judge, and that may be one for speech-to-text. */
const VOICE = 0.5;
const MAY_BE_VOICE = 0.35;
/** Speech-to-text is fed when so many frames may be speech, of which each two that are not take one away: a chord that is taken for a vowel is shorter. */
const SPEECH_FRAMES = 5;
/** And so long after the last sound that may be speech, to hear the end of words. */
const HANG_OVER_FRAMES = 15;
/** A voice may have begun where speech was this likely, with pauses up to so many frames, and this much earlier: a soft consonant. */
const FAINT_VOICE = 0.08;
const FAINT_PAUSE_FRAMES = 8;
const SOFT_BEGINNING_MS = 200;
const MUSIC_UNDER_VOICE = 0.35;
const JUDGED_AS = { silence: 'silence', ringback: 'signal', music: 'music', speech: 'voice', tone: 'signal' } as const;

export interface EarsOptions {
  /** What earlier calls to this number left; see `EarsOfACall.remembered`. */
  readonly remembered?: RememberedAnnouncements;
  /** Called after each frame with what the judge measures, to fit its weights; not used in calls. */
  readonly trace?: (judge: Judge, frame: JudgedFrame) => void;
  /** A voice model that never heard the voices of a benchmark; calls use the stored one. */
  readonly voiceNetwork?: () => PooledCrnn;
}

/** The ears of one call, with what outlives it. */
export interface EarsOfACall extends Ears {
  /** To be kept for the next call to this number, and given to its ears. */
  remembered(): RememberedAnnouncements;
}

export function createEars(options: EarsOptions = {}): EarsOfACall {
  const analyser = createFrameAnalyser();
  const labeller = createLabeller();
  const segmenter = createSegmenter();
  const loneTone = createLoneTone();
  const memory = createAnnouncementMemory(options.remembered);
  const voiceModel = createVoiceModel(options.voiceNetwork);
  const words = createWordJudge();
  const judge = createJudge(words);
  const { hear: judgeHears } = judge;
  const queue = createQueueListener();
  const { sound } = analyser;
  const { newest } = labeller;
  const label: FrameLabel = {
    sound: 'silence',
    tone: null,
    levelDb: -90,
    speech: 0,
    music: 0,
    floorDb: -62,
    confidence: 1,
  };
  const judged: JudgedFrame = {
    atMs: mediaMs(0),
    voice: false,
    music: 0,
    levelDb: -90,
    digitalSilence: true,
    votes: 0,
    earlierVotes: 0,
    person: 0,
    mel: sound.mel,
  };
  const now = {
    sound: 'silence' as SoundClass,
    levelDb: -90,
    mayBeSpeech: false,
    voiceSinceMs: mediaMs(0),
    confidence: 1,
  };
  const events: EarEvent[] = [];
  let frame = 0;
  let speechFrames = 0;
  let speechHangOver = 0;
  let faintFrom = 0;
  let lastFaint = Number.NEGATIVE_INFINITY;

  function segment(atMs: MediaMs): void {
    const signal = labeller.hear(sound, frame);
    const since = ({ fromFrame }: { readonly fromFrame: number }) => mediaMs(atMs - (frame - fromFrame) * FRAME_MS);
    if (labeller.withdrawn !== null) segmenter.correct('music', since(labeller.withdrawn), events);
    if (signal !== null) segmenter.correct(signal.signal, since(signal), events);
    if (frame < LOOK_AHEAD_FRAMES) return;
    labeller.read(frame - LOOK_AHEAD_FRAMES, label);
    segmenter.hear(label, mediaMs(atMs - LOOK_AHEAD_FRAMES * FRAME_MS), events);
  }

  /** Votes count for the voice that is judged only: music and the voice before have theirs. */
  function recognise(inTurn: boolean): void {
    judged.votes = inTurn ? memory.votesHere(frame) : 0;
    judged.earlierVotes = inTurn ? memory.votesEarlier(frame) : 0;
    if (judged.votes >= REPEAT_VOTES) {
      memory.noteHere(frame);
      segmenter.know(
        {
          heardBefore: {
            atMs: mediaMs(Math.max(0, judged.atMs - memory.agoFrames(frame) * FRAME_MS)),
            where: 'this-call',
          },
        },
        events,
      );
    } else if (judged.earlierVotes >= EARLIER_VOTES) {
      memory.noteEarlier(frame);
      segmenter.know({ heardBefore: { atMs: null, where: 'earlier-call' } }, events);
    }
  }

  function judgeFrame(before: Turn | null): void {
    const tone = segmenter.open?.tone ?? null;
    const isBeep = loneTone.hear(tone, judged.atMs);
    judgeHears(judged, isBeep ? 'beep' : JUDGED_AS[segmenter.open?.sound ?? 'silence'], tone, events);
    const { turn } = judge;
    if (turn !== null && turn.musicUnder > MUSIC_UNDER_VOICE) segmenter.know({ overMusic: true }, events);
    memory.person(judge.believesHuman, frame);
    if (turn === before) return;
    if (before !== null) memory.endVoice();
    if (turn !== null) memory.beginVoice(frame);
    if (turn !== null && before !== null) voiceModel.anew();
  }

  return {
    now,
    expect: (what: Expectation, usualHoldSeconds?: number) => {
      judge.expect(what);
      if (usualHoldSeconds !== undefined) queue.usualHold(usualHoldSeconds);
    },
    said: (sentences) => judge.said(sentences),
    remembered: () => memory.remembered(),
    read(heard: HeardWords) {
      events.length = 0;
      words.read(heard);
      judge.reread(events);
      queue.read(heard, judge.call.heldMs, events);
      return events.length === 0 ? NOTHING : events.slice();
    },
    hear(bytes, atMs) {
      // To set a length costs much more than to look at it.
      if (events.length > 0) events.length = 0;
      analyser.hear(bytes);
      const asleep = labeller.level(sound);
      if (!asleep) analyser.analyse();
      segment(atMs);
      const voice = !newest.quiet && newest.speech > VOICE;
      const mayBeVoice = !newest.quiet && newest.speech > MAY_BE_VOICE;
      if (!asleep) {
        memory.hear(sound.power, sound.mel, frame, mayBeVoice);
        voiceModel.hear(sound.mel, bytes, voice);
      }
      judged.atMs = atMs;
      judged.voice = voice;
      judged.music = newest.quiet ? 0 : newest.music;
      judged.levelDb = sound.levelDb;
      judged.digitalSilence = sound.digitalSilence;
      judged.person = voiceModel.personLogOdds;
      const { turn } = judge;
      recognise(voice && turn !== null);
      judgeFrame(turn);
      options.trace?.(judge, judged);
      speechFrames = mayBeVoice ? Math.min(SPEECH_FRAMES, speechFrames + 1) : Math.max(0, speechFrames - 0.5);
      if (!newest.quiet && newest.speech > FAINT_VOICE) {
        if (frame - lastFaint > FAINT_PAUSE_FRAMES) faintFrom = frame;
        lastFaint = frame;
      }
      const isFed = mayBeVoice && (speechHangOver > 0 || speechFrames === SPEECH_FRAMES);
      speechHangOver = isFed ? HANG_OVER_FRAMES : Math.max(0, speechHangOver - 1);
      now.levelDb = sound.levelDb;
      now.sound = segmenter.open?.sound ?? 'silence';
      now.confidence = label.confidence;
      if (speechHangOver > 0 && !now.mayBeSpeech)
        now.voiceSinceMs = mediaMs(Math.max(0, atMs - (frame - faintFrom) * FRAME_MS - SOFT_BEGINNING_MS));
      now.mayBeSpeech = speechHangOver > 0;
      frame += 1;
      return events.length === 0 ? NOTHING : events.slice();
    },
  };
}
