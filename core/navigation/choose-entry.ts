import type { Choice } from './choice.ts';
import { byFact, chooseOption } from './choose-option.ts';
import { factFor } from './data-request.ts';
import { isDate } from './facts.ts';
import { roleOf } from './option-role.ts';
import { nameOf, pick } from './pick.ts';
import type { Situation } from './situation.ts';

/** Enters the fact that is asked for; without it the person is asked, and without an answer the prompt's own way out is taken. */
export function chooseEntry(situation: Situation): Choice {
  const { prompt, factNames, fits = () => true } = situation;
  const request = prompt.asksFor;
  const offered = byFact(situation);
  if (offered) return offered;
  const fact = request ? factFor(request, factNames) : null;
  if (fact && fits(fact))
    return {
      action: { enter: fact },
      confidence: 0.92,
      reason: `it asks for ${fact.replaceAll('_', ' ')}`,
      by: 'reading',
    };
  const without = prompt.options.find((option) => ['unknown_data', 'human'].includes(roleOf(option)));
  if (without) {
    const chosen = pick(situation, without, 0.75, `we do not have what it asks for; option ${nameOf(without)}`);
    if (chosen) return chosen;
  }
  const missing = fact ?? request?.facts[0];
  const asked = missing ? askFor(situation, missing) : null;
  if (asked) return asked;
  if (prompt.options.length > 0) return chooseOption(situation);
  return {
    action: { wait: true },
    confidence: 0.4,
    reason: 'it asks for what we do not have; often a person follows',
    by: 'fallback',
  };
}

/** Asks the person for a fact that was not given, or not so that it can be given in the form that the prompt wants. Null: they were asked. */
export function askFor({ prompt, factNames, refused = [] }: Situation, fact: string): Choice | null {
  if (refused.includes(fact)) return null;
  const isGiven = factNames.includes(fact);
  const name = fact.replaceAll('_', ' ');
  const described = prompt.asksFor?.described.slice(0, 160) ?? `your ${name}`;
  const text = `The phone system asks for: ${described}. ${isGiven ? 'What you gave does not fit that. ' : ''}What is it${isDate(fact) ? ' (like 1980-12-31)' : ''}?`;
  return {
    action: { ask: { text, options: [], about: { kind: 'fact', fact } } },
    confidence: 0.8,
    reason: `it asks for ${name}, which was ${isGiven ? 'given in another form' : 'not given'}`,
    by: 'reading',
  };
}
