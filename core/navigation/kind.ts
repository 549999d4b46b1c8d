import { assents, refuses } from './assent.ts';
import { guardedAct } from './guard.ts';
import { KIND_CUES } from './kind-cues.ts';
import { PromptKind, type PromptOption } from './prompt.ts';

export interface KindEvidence {
  /** Folded text. */
  readonly text: string;
  readonly words: number;
  readonly options: readonly PromptOption[];
}

const LANGUAGE =
  /\b(english|spanish|espanol|french|francais|welsh|cantonese|mandarin|vietnamese|portuguese|deutsch|german|ingles|anglais|korean|russian|polish)\b/;
const YES_NO = /^(yes|no|yeah|nope)$/;

/** "Press 1 to go on, or 2 to leave it": an act, or assent to one, and a way out of it. */
function isProposal(options: readonly PromptOption[]): boolean {
  if (options.length < 2 || options.length > 3) return false;
  const outs = options.filter(refuses);
  return (
    outs.length > 0 &&
    options.some(
      (one) => !outs.includes(one) && !YES_NO.test(one.say ?? one.label) && (assents(one) || guardedAct(one) !== null),
    )
  );
}

/** What the offered options themselves say of the kind. */
function structure({ options, words }: KindEvidence): Partial<Record<PromptKind, number>> {
  const keyed = options.filter((option) => option.key !== null).length;
  const spoken = options.filter((option) => option.say !== null && !YES_NO.test(option.say)).length;
  const languages = options.filter((option) => LANGUAGE.test(option.label.toLowerCase())).length;
  const guarded = options.some((option) => guardedAct(option) !== null);
  const proposal = isProposal(options) ? 4 : 0;
  return {
    menu: keyed === 0 ? -3 : keyed === 1 ? 1.5 : keyed === 2 ? 2.5 : keyed === 3 ? 4 : 6,
    menu_speech: (spoken >= 2 ? 3 : keyed > 1 ? -2 : -1) - proposal,
    language_choice: languages > 0 && languages >= keyed - 1 && keyed <= 4 ? 4 : -2,
    confirmation: (keyed > 3 ? -4 : guarded && keyed > 0 ? 1 : 0) + proposal,
    greeting: options.length > 0 ? -4 : words < 20 ? 1 : 0,
    hold_announcement:
      keyed > 2 ? -3 : keyed > 0 && options.some((option) => option.key === null && option.say === null) ? -2.5 : 0,
    human_greeting: options.length > 0 ? -4 : 0,
    human_smalltalk: options.length > 0 ? -4 : 0,
    data_entry: keyed > 2 ? -3 : 0,
    wait_transfer: keyed > 1 ? -3 : 0,
    closed: keyed > 2 ? -3 : 0,
    error_reprompt: keyed > 0 || spoken > 0 ? 0.5 : 0,
  };
}

/** Points of every kind; the highest is the kind. */
export function kindPoints(evidence: KindEvidence): Record<PromptKind, number> {
  const base = structure(evidence);
  const points = PromptKind.options.map((kind): [PromptKind, number] => {
    let sum = base[kind] ?? 0;
    for (const [weight, pattern] of KIND_CUES[kind]) if (pattern.test(evidence.text)) sum += weight;
    return [kind, sum];
  });
  return Object.fromEntries(points) as Record<PromptKind, number>;
}

/** The kind that fits best, and how far it leads (0..1). */
export function kindOf(evidence: KindEvidence): { kind: PromptKind; confidence: number } {
  const ranked = Object.entries(kindPoints(evidence)).sort((a, b) => b[1] - a[1]);
  const total = ranked.reduce((sum, [, points]) => sum + Math.exp(points), 0);
  const [kind, points] = ranked[0] ?? ['greeting', 0];
  return { kind: PromptKind.parse(kind), confidence: Math.exp(points) / total };
}
