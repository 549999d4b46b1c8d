import type { NavigationAction } from '#core/navigation/choice.ts';
import { choose } from '#core/navigation/choose.ts';
import { readBackAgrees } from '#core/navigation/read-back.ts';
import { readPrompt } from '#core/navigation/read-prompt.ts';
import type { MenuRecord } from './corpus.ts';

export interface Prediction {
  readonly id: string;
  readonly intentIndex: number;
  readonly action: NavigationAction | null;
  readonly kind: string;
  readonly options: readonly { key: string | null; say: string | null; label: string }[];
  readonly eta_seconds: number | null;
  readonly queue_position: number | null;
  readonly reason: string;
  readonly confidence: number;
}

/**
 * What we would do at each (prompt, intent). The person of the bench approves what our guard asks about (the guard only asks about what
 * the intent wanted) and has no facts beyond those given.
 */
export function predict(record: MenuRecord): Prediction[] {
  const prompt = readPrompt(record.prompt);
  return record.intents.map(({ intent, facts }, intentIndex) => {
    const approved: string[] = [];
    const refused: string[] = [];
    const decide = () =>
      choose({
        prompt,
        intent,
        factNames: Object.keys(facts),
        history: [],
        flow: null,
        approved,
        refused,
        readBack: readBackAgrees(prompt.text, Object.values(facts), 'MDY'),
      });
    let choice = decide();
    for (let asked = 0; asked < 3 && 'ask' in choice.action; asked++) {
      const { about } = choice.action.ask;
      if (about.kind === 'approval') approved.push(about.approval);
      else refused.push(about.fact);
      choice = decide();
    }
    return {
      id: record.id,
      intentIndex,
      action: 'ask' in choice.action ? null : choice.action,
      kind: prompt.kind,
      options: prompt.options.map(({ key, say, label }) => ({ key, say, label })),
      eta_seconds: prompt.waitSeconds,
      queue_position: prompt.queuePosition,
      reason: choice.reason,
      confidence: choice.confidence,
    };
  });
}
