import type { OurSentence } from '#core/contracts/waiting.ts';
import type { EarEvent, Evidence, Expectation, Speaker, ToneKind } from '#core/ears/ears.ts';
import { createAwaitedWords } from '#core/ears/judge/awaited-words.ts';
import type { CallSoFar } from '#core/ears/judge/features.ts';
import { createLine } from '#core/ears/judge/line.ts';
import { createOnset, ONSET_FRAMES } from '#core/ears/judge/onset.ts';
import { createOurWords } from '#core/ears/judge/our-words.ts';
import { type Before, type JudgedFrame, ROOM_PAUSE_MS, Turn } from '#core/ears/judge/turn.ts';
import { logOddsOf, weigh, wordLogOdds } from '#core/ears/judge/weigh.ts';
import type { JudgedWords, WordJudge } from '#core/ears/words/word-evidence.ts';
import { FRAME_MS, type MediaMs, mediaMs } from '#core/media/media-clock.ts';

/** Where the verdicts lie on the scale of log-odds; tuned on made calls of voices never heard, see docs/ears.md. */
const PROBABLE = 0.5;
const CONFIRMED = 0.7;
const RETRACTED = -2;
/** A voice must have said this much before anything is claimed, and this much before we ring: by then most repeats are known. */
const LEAST_SPOKEN_MS = 400;
const LEAST_CONFIRMED_MS = 700;
/** Or less, once it left so much room: "Hello?" is short, and then waits. */
const SHORT_LEAVES_MS = 600;
/** Claimed is what stays likely for so long: the highest moment of a voice says more than is true. */
const LASTING_MS = 200;
/** Words do not waver as sounds do: a person by so much of them is told at once, and after less. */
const TOLD_BY_WORDS = 2;
/** Music, or silence, so long ends a voice. */
const MUSIC_ENDS_MS = 700;
const SILENCE_ENDS_MS = 6000;
/** With nobody speaking, the noise of a room may be called music for a moment: so much is a hold that came back. */
const HOLD_MUSIC_MS = 3000;
const HOLD_CAME_BACK = -4;
/** Words that tell another speaker with this much are believed. */
const OTHER_PROBABLE = 4;
const OTHER_CONFIRMED = 6;
/** A beep this soon after a greeting makes it a voicemail. */
const BEEP_AFTER_MS = 2500;
const BEEP_LOG_ODDS = 3;
/** When a voice that may be a person has left this much room, one "hello?" is worth it. */
const PROBE_AFTER_MS = 1800;
const MAY_BE_PERSON = -0.3;
/** Before music, a voice that was ever likelier a person's than this, and was not played before, is not held for a recording when the next one is judged: it may be the same person. */
const SURELY_RECORDED = -1;
/** What is less likely than that, once it spoke for so long, ends at a breath. */
const LEAST_RECORDED_MS = 1000;
/** The networks answer every second frame; more often there is nothing new to decide on. */
const DECIDE_FRAMES = 2;

/** A key is pressed by somebody, all else is sent by machines. */
const endsTalk = (sound: Before, tone: ToneKind | null): boolean =>
  sound === 'music' || sound === 'beep' || (sound === 'signal' && tone !== 'dtmf');

export interface Judge {
  hear(frame: JudgedFrame, sound: Before, tone: ToneKind | null, events: EarEvent[]): void;
  /** Words came: what they are about is judged again. */
  reread(events: EarEvent[]): void;
  expect(what: Expectation): void;
  /** What we say ourselves, see `Ears`. */
  said(sentences: readonly OurSentence[]): void;
  /** The voice that is judged now. */
  readonly turn: Turn | null;
  readonly call: CallSoFar;
  /** True while a person is believed to be there. */
  readonly believesHuman: boolean;
}

/** Collects evidence on each voice until it is surely a person, or gone. */
export function createJudge(words: WordJudge): Judge {
  const onset = createOnset();
  const line = createLine();
  const ourWords = createOurWords();
  const awaited = createAwaitedWords();
  let expectation: Expectation = 'on-hold';
  let certainty: 'none' | 'probable' | 'confirmed' = 'none';
  let toldOther: Speaker | null = null;
  let musicMs = 0;
  let nowMs = mediaMs(0);
  let probed = false;
  /** The most that the voice which is judged was worth. */
  let likeliest = Number.NEGATIVE_INFINITY;
  let frames = 0;
  let lastVoiceMs = Number.NEGATIVE_INFINITY;
  /** The voice that was taken for a person last; it may be over, and the line open since. */
  let believed: Turn | null = null;
  /** The voice that spoke when we let a person go: it was told already. */
  let dismissed: Turn | null = null;
  /** When a person was last less than probable, and less than sure. */
  let unlikelyMs = mediaMs(0);
  let unsureMs = mediaMs(0);

  function tell(
    what: 'probable' | 'confirmed' | 'retracted',
    of: Turn,
    events: EarEvent[],
    more: readonly Evidence[] = [],
  ): void {
    const { evidence, logOdds } = weigh(of, line.call, expectation, words.between(of.voiceSinceMs, nowMs), awaited);
    const extra = more.reduce((sum, one) => sum + one.logOdds, 0);
    certainty = what === 'retracted' ? 'none' : what;
    of.settle();
    judge.believesHuman = certainty === 'confirmed';
    believed = certainty === 'none' ? null : of;
    events.push({
      kind: 'verdict',
      speaker: 'human',
      certainty: what,
      sinceMs: of.sinceMs,
      atMs: nowMs,
      logOdds: logOdds + extra,
      evidence: [...evidence, ...more],
    });
  }

  function tellOther(of: Turn, events: EarEvent[]): void {
    const { other } = words.between(of.voiceSinceMs, nowMs);
    if (other === null || other.speaker === toldOther || other.logOdds < OTHER_PROBABLE) return;
    toldOther = other.speaker;
    const sure = other.logOdds >= OTHER_CONFIRMED ? 'confirmed' : 'probable';
    events.push({
      kind: 'verdict',
      speaker: other.speaker,
      certainty: sure,
      sinceMs: of.sinceMs,
      atMs: nowMs,
      logOdds: other.logOdds,
      evidence: other.evidence,
    });
  }

  function decide(of: Turn, events: EarEvent[]): void {
    if (of.spokenMs < LEAST_SPOKEN_MS) return;
    if (of !== dismissed) decideOnHuman(of, events);
    tellOther(of, events);
  }

  /** Surely no person so far, by what is known and not for what is awaited, and no recording that was known: that one ends by itself. */
  function isNone(of: Turn, heard: JudgedWords, logOdds: number): boolean {
    if (of.spokenMs < LEAST_RECORDED_MS || of.repeat.isMatch || of.earlier.isMatch) return false;
    const doubt = awaited.doubt(of, heard.count, wordLogOdds(of, line.call, heard))?.logOdds ?? 0;
    return logOdds - doubt < SURELY_RECORDED;
  }

  function decideOnHuman(of: Turn, events: EarEvent[]): void {
    of.answeredUs = ourWords.areAnsweredBy(of.voiceSinceMs);
    const heard = words.between(of.voiceSinceMs, nowMs);
    const logOdds = logOddsOf(of, line.call, expectation, heard, awaited);
    likeliest = Math.max(likeliest, logOdds);
    // Room makes anybody likelier a person: while it pauses, what it was as it spoke counts.
    const stays = of.endsAtBreath && of.quietMs > 0;
    of.endsAtBreath = certainty === 'none' && (stays || isNone(of, heard, logOdds));
    if (logOdds < PROBABLE) unlikelyMs = nowMs;
    if (logOdds < CONFIRMED) unsureMs = nowMs;
    const isTold = logOdds >= CONFIRMED && wordLogOdds(of, line.call, heard) >= TOLD_BY_WORDS;
    const isEnough = of.spokenMs >= LEAST_CONFIRMED_MS || of.pauseMs >= SHORT_LEAVES_MS;
    const isSure = isTold || (isEnough && nowMs - unsureMs >= LASTING_MS);
    if (certainty !== 'confirmed' && isSure) tell('confirmed', of, events);
    else if (certainty === 'none' && nowMs - unlikelyMs >= LASTING_MS) tell('probable', of, events);
    else if (certainty !== 'none' && logOdds <= RETRACTED) tell('retracted', of, events);
    if (certainty !== 'confirmed' && logOdds >= MAY_BE_PERSON && of.pauseMs >= PROBE_AFTER_MS && !probed) {
      probed = true;
      events.push({ kind: 'probe', sinceMs: of.sinceMs, atMs: nowMs });
    }
  }

  function beepAfter(of: Turn, events: EarEvent[]): void {
    if (nowMs - lastVoiceMs > BEEP_AFTER_MS || toldOther === 'voicemail') return;
    toldOther = 'voicemail';
    const evidence = [{ what: 'a beep followed the greeting', logOdds: BEEP_LOG_ODDS }];
    events.push({
      kind: 'verdict',
      speaker: 'voicemail',
      certainty: 'probable',
      sinceMs: of.sinceMs,
      atMs: nowMs,
      logOdds: BEEP_LOG_ODDS,
      evidence,
    });
  }

  /** Nobody is there any more: the hold came back, or we are passed on. */
  function takeBack(of: Turn, why: Before, tone: ToneKind | null, events: EarEvent[]): void {
    const what = why === 'music' ? 'the music came back' : `a signal followed: ${tone ?? 'ringback'}`;
    tell('retracted', of, events, [{ what, logOdds: HOLD_CAME_BACK }]);
  }

  /** It was no person, or one who asked to hold: whoever speaks next is judged anew. */
  function letGo(): void {
    if (certainty !== 'none') dismissed = judge.turn;
    certainty = 'none';
    believed = null;
    judge.believesHuman = false;
  }

  /** Its words are told to those who wait for words, and remembered. */
  function endWords(of: Turn, goesOn: boolean): void {
    const heard = words.between(of.sinceMs, nowMs);
    awaited.end(of, heard.count, wordLogOdds(of, line.call, heard), goesOn);
    words.endVoice(of.sinceMs, nowMs);
  }

  /** Whether it counts among the recordings that later voices are compared with. */
  function wasRecording(of: Turn, why: Before): boolean {
    if (certainty !== 'none') return false;
    const isKnown = why === 'music' || of.repeat.isMatch || of.earlier.isMatch;
    return isKnown || line.call.musicMs > 0 || likeliest < SURELY_RECORDED;
  }

  function end(of: Turn, why: Before, tone: ToneKind | null, events: EarEvent[]): void {
    if (endsTalk(why, tone)) {
      if (tone === 'beep' && certainty !== 'confirmed') beepAfter(of, events);
      if (certainty !== 'none') takeBack(of, why, tone, events);
    }
    line.end(of, why, wasRecording(of, why));
    endWords(of, false);
    judge.turn = null;
  }

  function afterLine(sinceMs: MediaMs): Turn {
    const begun = new Turn(sinceMs, line.before, Math.max(0, line.gapMs - ONSET_FRAMES * FRAME_MS), line.gapDb, null);
    begun.riseDb = line.opening.riseDb();
    begun.clickDb = line.opening.clickDb();
    return begun;
  }

  /** Where there was no pause at all, a recording that was known goes on with something new. */
  function afterVoice(sinceMs: MediaMs, previous: Turn): Turn {
    const { pauseMs, quietMs, pauseDb } = previous;
    if (quietMs === 0 || pauseMs >= ROOM_PAUSE_MS) return new Turn(sinceMs, 'voice', pauseMs, pauseDb, previous);
    return new Turn(sinceMs, 'breath', quietMs, pauseDb, previous);
  }

  function begin(previous: Turn | null): Turn {
    const sinceMs = mediaMs(nowMs - (ONSET_FRAMES - 1) * FRAME_MS);
    const begun = previous === null ? afterLine(sinceMs) : afterVoice(sinceMs, previous);
    musicMs = 0;
    probed = false;
    if (begun.before !== 'breath') {
      toldOther = null;
      likeliest = Number.NEGATIVE_INFINITY;
    }
    unlikelyMs = nowMs;
    unsureMs = nowMs;
    line.begin();
    return begun;
  }

  const judge: Judge & { turn: Turn | null; believesHuman: boolean } = {
    call: line.call,
    turn: null,
    believesHuman: false,
    expect(what) {
      if (expectation === 'with-human' && what !== 'with-human') letGo();
      expectation = what;
    },
    said(sentences) {
      ourWords.said(sentences, nowMs);
    },
    reread(events) {
      const { turn } = judge;
      awaited.came(turn, turn === null ? 0 : words.between(turn.sinceMs, nowMs).count);
      if (turn !== null) decide(turn, events);
    },
    hear(frame, sound, tone, events) {
      nowMs = frame.atMs;
      frames = (frames + 1) % DECIDE_FRAMES;
      musicMs = sound === 'music' && !frame.voice ? musicMs + FRAME_MS : 0;
      const begins = onset.hear(frame.voice);
      if (judge.turn === null) {
        line.hear(frame, sound);
        if (!begins) {
          const isOver = sound === 'music' ? musicMs >= HOLD_MUSIC_MS : endsTalk(sound, tone);
          if (believed !== null && isOver) takeBack(believed, sound, tone, events);
          return;
        }
        judge.turn = begin(null);
      } else if ((judge.turn.isOver && begins) || judge.turn.repeat.isPast || judge.turn.earlier.isPast) {
        line.end(judge.turn, 'voice', wasRecording(judge.turn, 'voice'));
        endWords(judge.turn, true);
        judge.turn = begin(judge.turn);
        // The votes of this frame were still for the voice before.
        frame.votes = 0;
        frame.earlierVotes = 0;
      }
      judge.turn.hear(frame);
      if (frame.voice) {
        line.compare(judge.turn);
        lastVoiceMs = nowMs;
        if (ourWords.wereHeardFor(nowMs)) judge.turn.talkOverUs();
      }
      if (musicMs >= MUSIC_ENDS_MS) end(judge.turn, 'music', null, events);
      else if (sound === 'signal' || sound === 'beep') end(judge.turn, sound, tone, events);
      else if (judge.turn.pauseMs >= SILENCE_ENDS_MS) end(judge.turn, 'silence', null, events);
      else if (frames === 0) decide(judge.turn, events);
    },
  };
  return judge;
}
