import { dataRequest } from './data-request.ts';
import { didWeUnderstand } from './did-we-understand.ts';
import { type KeyOption, keyOptions } from './key-options.ts';
import { kindOf } from './kind.ts';
import type { CallbackOffer, PromptInput, PromptKind, PromptOption, ReadPrompt } from './prompt.ts';
import { sayOptions } from './say-options.ts';
import { queuePosition, waitTime } from './waiting-times.ts';
import { plainText, type Word, wordsOf } from './words.ts';

/** A question that names one answer, or none, can be answered with the other as well. */
const answered = (named: readonly PromptOption[]): readonly PromptOption[] => {
  if (named.length === 0) return YES_OR_NO;
  const only = named.length === 1 ? named[0]?.say?.toLowerCase() : undefined;
  return only === 'yes' || only === 'no' ? YES_OR_NO : named;
};

const ENTRY = /\b(enter|key in|punch in|type|input|digits?|(say|speak|spell) your)\b/;
const yesOrNo = (options: readonly PromptOption[]): boolean =>
  options.length > 0 && options.every((option) => /^(yes|no)$/i.test(option.say ?? option.label));

/** "Is that right?" is answered by voice. */
const YES_OR_NO: readonly PromptOption[] = ['yes', 'no'].map((say) => ({ key: null, say, label: say }));

/** Reads one prompt of a phone system, whole or as far as it was heard. Never throws: words without sense are a `greeting` with low confidence. */
export function readPrompt(input: PromptInput): ReadPrompt {
  const text = typeof input === 'string' ? input : input.words.join(' ');
  const words = wordsOf(text);
  const partial = typeof input !== 'string' && input.partial === true;
  const keyed = keyOptions(words, partial);
  const { options, repeated } = once(keyed);
  const named: PromptOption[] = [...options, ...sayOptions(words, keyed)];
  const plain = plainText(words);
  const { kind, confidence } = kindOf({ text: plain, words: words.length, options: named });
  const all = kind === 'confirmation' ? answered(named) : named;
  const asked = kind === 'data_entry' || (kind === 'error_reprompt' && ENTRY.test(plain)) ? dataRequest(words) : null;
  return {
    text,
    kind,
    kindConfidence: confidence,
    options: all,
    asksFor: asked,
    queuePosition: queuePosition(words),
    ...waitTime(words),
    callbackOffer: callbackOffer(kind, all),
    openingHours: openingHours(words),
    didWeUnderstand: kind === 'confirmation' || yesOrNo(all) ? didWeUnderstand(plain, all) : null,
    complete: completeness(partial, words, keyed, repeated),
  };
}

/** Leaves out options that are only said again. */
function once(keyed: readonly KeyOption[]): { options: PromptOption[]; repeated: boolean } {
  const options: PromptOption[] = [];
  let repeated = false;
  for (const { key, say, label, otherwise } of keyed) {
    const same = options.filter((option) => option.key === key);
    if (same.some((option) => alike(option.label, label))) repeated = true;
    else if (!repeated && label !== '') options.push({ key, say, label, ...(otherwise ? { otherwise } : {}) });
  }
  return { options, repeated };
}

function alike(a: string, b: string): boolean {
  const first = new Set(a.toLowerCase().split(' '));
  const second = b.toLowerCase().split(' ');
  return second.filter((word) => first.has(word)).length >= Math.min(first.size, second.length) * 0.5;
}

function completeness(
  partial: boolean,
  words: readonly Word[],
  keyed: readonly KeyOption[],
  repeated: boolean,
): ReadPrompt['complete'] {
  if (repeated) return 'yes';
  if (!partial || keyed.at(-1)?.key === null) return 'yes';
  const last = keyed.at(-1);
  return last && last.to === words.length && keyed.length > 1 ? 'likely' : 'no';
}

function callbackOffer(kind: PromptKind, options: readonly PromptOption[]): CallbackOffer | null {
  if (kind !== 'callback_offer') return null;
  const find = (pattern: RegExp): PromptOption | null =>
    options.find((option) => pattern.test(`${option.say ?? ''} ${option.label}`.toLowerCase())) ?? null;
  const otherNumber = find(/\b(different|another|other|new)\b.*\bnumber\b/);
  const decline = find(/\b(hold|holding|wait|waiting|line|decline|no|nothing|continue|stay)\b/);
  const accept = options.find((option) => option !== otherNumber && option !== decline) ?? null;
  return { accept, otherNumber, decline };
}

function openingHours(words: readonly Word[]): string | null {
  const match =
    /\b((?:our |the )?(?:office |business |regular )?hours (?:of operation )?are .{5,90}|(?:open|available|between|from|during) .{0,80}\b(?:monday|weekday|daily|a m|p m|am|pm)\b.{0,60})/.exec(
      plainText(words),
    );
  return match?.[1] ?? null;
}
