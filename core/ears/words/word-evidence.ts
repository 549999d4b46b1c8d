import type { Evidence, HeardWords, Speaker } from '#core/ears/ears.ts';
import { BEGINNINGS, PHRASES, type Phrase } from '#core/ears/words/phrases.ts';
import { createTranscript } from '#core/ears/words/transcript.ts';
import { createWordModel } from '#core/ears/words/word-model.ts';
import type { MediaMs } from '#core/media/media-clock.ts';
import { plain } from '#core/navigation/words.ts';

/** Words of speech-to-text begin a little before the voice was noticed. */
const EARLY_MS = 400;
/** Four words in a row are remembered of each sentence, and so many of them. */
const SHINGLE_WORDS = 4;
const MOST_SHINGLES = 1200;
/** A sentence of which this share was said before, word by word, is a recording; AGC or music may have hidden that from the landmarks. */
const SAME_SHARE = 0.6;
const LEAST_SHINGLES = 4;
const SAME_TEXT_LOG_ODDS = -5;
/** Words and pairs of words were fitted on composed talk and few true prompts: they count for this share, and never for more than this. */
const MODEL_SHARE = 0.7;
const MOST_BY_MODEL = 3.5;
const LEAST_BY_MODEL = 0.05;

export interface JudgedWords {
  readonly evidence: readonly Evidence[];
  /** Who else but a person or a plain recording speaks, if a phrase tells, and how surely (log-odds). */
  readonly other: {
    readonly speaker: Speaker;
    readonly logOdds: number;
    readonly evidence: readonly Evidence[];
  } | null;
  /** All that was said so far begins many a recording as well: how much it tells of a person depends on what follows. */
  readonly beginning: Evidence | null;
  /** Number of words that were read of this voice. */
  readonly count: number;
}

export interface WordJudge {
  read(heard: HeardWords): void;
  /** What the words between two times say; computed anew only when words came. */
  between(fromMs: MediaMs, untilMs: MediaMs): JudgedWords;
  /** The voice is over: its sentences are remembered. */
  endVoice(fromMs: MediaMs, untilMs: MediaMs): void;
}

const NO_WORDS: JudgedWords = { evidence: [], other: null, beginning: null, count: 0 };
const OTHERS: ReadonlySet<Speaker> = new Set(['queue', 'voicemail', 'screening', 'ai_agent']);

function shinglesOf(text: string): string[] {
  const words = text.split(' ');
  return words
    .slice(0, Math.max(0, words.length - SHINGLE_WORDS + 1))
    .map((_, at) => words.slice(at, at + SHINGLE_WORDS).join(' '));
}

const saying = ({ what, logOdds }: Phrase): Evidence => ({ what: `says: ${what}`, logOdds });

/** A machine that says that it is one is as polite as a person: that counts for nothing then. */
function meant(phrases: readonly Phrase[]): readonly Phrase[] {
  const machine = phrases.some(({ speaker }) => speaker !== 'queue' && OTHERS.has(speaker));
  return machine ? phrases.filter(({ speaker }) => speaker !== 'human') : phrases;
}

function otherSpeaker(phrases: readonly Phrase[]): JudgedWords['other'] {
  const telling = phrases.filter((one) => OTHERS.has(one.speaker));
  const strongest = [...telling].sort((a, b) => a.logOdds - b.logOdds)[0];
  if (strongest === undefined) return null;
  const same = telling.filter((one) => one.speaker === strongest.speaker);
  return {
    speaker: strongest.speaker,
    logOdds: -same.reduce((sum, one) => sum + one.logOdds, 0),
    evidence: same.map((one) => ({ what: `says: ${one.what}`, logOdds: -one.logOdds })),
  };
}

const wordModel = createWordModel();

/** What the words by themselves say, where no phrase of the trade needs to be among them; a machine that says what it is stays one. */
function byModel(text: string, phrases: readonly Phrase[]): Evidence[] {
  const most = phrases.some(({ speaker }) => OTHERS.has(speaker)) ? 0 : MOST_BY_MODEL;
  const logOdds = Math.max(-MOST_BY_MODEL, Math.min(most, MODEL_SHARE * wordModel(text)));
  if (Math.abs(logOdds) < LEAST_BY_MODEL) return [];
  return [{ what: `its words are those of a ${logOdds > 0 ? 'person' : 'recording'}`, logOdds }];
}

export function createWordJudge(): WordJudge {
  const transcript = createTranscript();
  /** Sentences of this call, and since when they are known. */
  const said = new Map<string, MediaMs>();
  let version = 0;
  let judgedVersion = -1;
  let judgedFrom = -1;
  let judged = NO_WORDS;

  function judge(text: string, fromMs: MediaMs): JudgedWords {
    const sentence = plain(text);
    if (sentence === '') return NO_WORDS;
    const matched = meant([...PHRASES, ...BEGINNINGS].filter((one) => one.pattern.test(sentence)));
    const beginning = matched.find((one) => BEGINNINGS.includes(one));
    const phrases = matched.filter((one) => one !== beginning);
    const evidence: Evidence[] = phrases.map(saying);
    evidence.push(...byModel(text, phrases));
    const shingles = shinglesOf(sentence);
    // A voice that goes on after a breath is judged with what it said before: that is no repetition.
    const same = shingles.filter((shingle) => (said.get(shingle) ?? fromMs) < fromMs).length;
    if (shingles.length >= LEAST_SHINGLES && same >= SAME_SHARE * shingles.length) {
      evidence.push({ what: 'the same words were said before', logOdds: SAME_TEXT_LOG_ODDS });
    }
    return {
      evidence,
      other: otherSpeaker(phrases),
      beginning: beginning === undefined ? null : saying(beginning),
      count: sentence.split(' ').length,
    };
  }

  return {
    read(heard) {
      transcript.read(heard);
      version += 1;
    },
    between(fromMs, untilMs) {
      if (transcript.readUntilMs === null) return NO_WORDS;
      if (version !== judgedVersion || fromMs !== judgedFrom) {
        judged = judge(transcript.textBetween(fromMs - EARLY_MS, untilMs), fromMs);
        judgedVersion = version;
        judgedFrom = fromMs;
      }
      return judged;
    },
    endVoice(fromMs, untilMs) {
      for (const shingle of shinglesOf(plain(transcript.textBetween(fromMs - EARLY_MS, untilMs)))) {
        const sinceMs = said.get(shingle) ?? fromMs;
        said.delete(shingle);
        said.set(shingle, sinceMs);
      }
      for (const oldest of said.keys()) {
        if (said.size <= MOST_SHINGLES) break;
        said.delete(oldest);
      }
    },
  };
}
