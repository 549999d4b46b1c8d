import type { Choice } from './choice.ts';
import { byFact, chooseOption } from './choose-option.ts';
import { factFor } from './data-request.ts';
import { roleOf } from './option-role.ts';
import { nameOf, pick } from './pick.ts';
import type { Situation } from './situation.ts';

/** Names of facts that are dates. Written so, a date is keyed in as menus want it. */
const DATE = /(^|_)(date|dob|birth|birthday)(_|$)/;

/** Enters the fact that is asked for; without it the person is asked, and without an answer the prompt's own way out is taken. */
export function chooseEntry(situation: Situation): Choice {
  const { prompt, factNames, refused = [] } = situation;
  const request = prompt.asksFor;
  const offered = byFact(situation);
  if (offered) return offered;
  const fact = request ? factFor(request, factNames) : null;
  if (fact)
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
  const missing = request?.facts[0];
  if (missing && !refused.includes(missing))
    return {
      action: {
        ask: {
          text: `The phone system asks for: ${request.described.slice(0, 160)}. What is it${DATE.test(missing) ? ' (like 1980-12-31)' : ''}?`,
          options: [],
          about: { kind: 'fact', fact: missing },
        },
      },
      confidence: 0.8,
      reason: `it asks for ${missing.replaceAll('_', ' ')}, which was not given`,
      by: 'reading',
    };
  if (prompt.options.length > 0) return chooseOption(situation);
  return {
    action: { wait: true },
    confidence: 0.4,
    reason: 'it asks for what we do not have; often a person follows',
    by: 'fallback',
  };
}
