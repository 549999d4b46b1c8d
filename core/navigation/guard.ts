import type { PromptOption } from './prompt.ts';
import { plain } from './words.ts';

/** What cannot be undone, or binds the person. */
export type GuardedAct = 'cancel' | 'close' | 'pay' | 'authorise' | 'consent' | 'block' | 'transfer_money' | 'postpone';

const ACTS: readonly (readonly [GuardedAct, RegExp])[] = [
  ['cancel', /\b(cancel|cancell?ation|terminate|disconnect|end|stop|resign|withdraw|void|give up)\b/],
  ['close', /\bclose\b/],
  ['pay', /\b(pay|payment|purchase|buy|donate|charge my)\b/],
  ['authorise', /\b(authori[sz]e|confirm|approve|plead|sign|accept)\b/],
  ['consent', /\b(consent|agree|opt in|subscribe)\b/],
  ['block', /\b(lost|stolen|block|freeze|deactivate)\b/],
  ['transfer_money', /\b(transfer|send|wire) (money|funds)\b/],
  ['postpone', /\b(postpone|defer|reschedule)\b/],
];

/** The act that choosing this option would commit, or null when it is harmless. */
export function guardedAct(option: PromptOption): GuardedAct | null {
  const text = plain(`${option.say ?? ''} ${option.label}`);
  return ACTS.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

/** What stands for this choice in `approved`. */
export const approvalOf = (act: GuardedAct, option: PromptOption): string =>
  `${act}:${plain(option.say ?? option.label)}`;

export type GuardVerdict =
  | { readonly kind: 'free' }
  | { readonly kind: 'not_asked'; readonly act: GuardedAct }
  | { readonly kind: 'ask'; readonly act: GuardedAct; readonly approval: string };

/** May this option be chosen? Only when the person asked for exactly that and approved it. */
export function guard(option: PromptOption, intent: string, approved: readonly string[]): GuardVerdict {
  const act = guardedAct(option);
  if (!act) return { kind: 'free' };
  const approval = approvalOf(act, option);
  if (approved.includes(approval) || approved.includes(act)) return { kind: 'free' };
  const asked = ACTS.find(([name]) => name === act)?.[1].test(plain(intent)) ?? false;
  return asked ? { kind: 'ask', act, approval } : { kind: 'not_asked', act };
}
