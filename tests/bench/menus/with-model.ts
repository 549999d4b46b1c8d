import { openAiLanguageModel } from '#adapters/openai/language-model.ts';
import { checkModelAnswer } from '#core/navigation/model-answer.ts';
import { buildModelPrompt } from '#core/navigation/model-prompt.ts';
import { readBackAgrees } from '#core/navigation/read-back.ts';
import { readPrompt } from '#core/navigation/read-prompt.ts';
import type { Situation } from '#core/navigation/situation.ts';
import type { MenuRecord } from './corpus.ts';
import { type Prediction, predict } from './predict.ts';

/** A menu waits no longer for its key. */
const PATIENCE_MS = 20_000;
const AT_ONCE = 4;

export interface ModelTally {
  asked: number;
  /** Answers that were refused, by why. */
  refused: Record<string, number>;
  failed: number;
  inputTokens: number;
  outputTokens: number;
}

/** The predictions with a model asked at every pair; where its answer is refused or none comes, our own reading stands. */
export async function predictWithModel(
  records: readonly MenuRecord[],
  server: { readonly model: string; readonly url: string | undefined; readonly apiKey: string },
): Promise<{ predictions: Prediction[]; tally: ModelTally }> {
  const model = openAiLanguageModel({ apiKey: server.apiKey, baseUrl: server.url, model: server.model });
  const tally: ModelTally = { asked: 0, refused: {}, failed: 0, inputTokens: 0, outputTokens: 0 };
  const predictions = records.flatMap(predict);
  const byId = new Map(records.map((record) => [record.id, record]));
  const queue = [...predictions.entries()];
  const worker = async (): Promise<void> => {
    for (let next = queue.pop(); next; next = queue.pop()) {
      const [index, own] = next;
      const record = byId.get(own.id);
      const pair = record?.intents[own.intentIndex];
      if (!record || !pair) continue;
      const prompt = readPrompt(record.prompt);
      const situation: Situation = {
        prompt,
        intent: pair.intent,
        factNames: Object.keys(pair.facts),
        history: [],
        flow: null,
        readBack: readBackAgrees(prompt.text, Object.values(pair.facts), 'MDY'),
      };
      tally.asked++;
      try {
        const answer = await model.ask({ ...buildModelPrompt(situation), timeoutMs: PATIENCE_MS });
        tally.inputTokens += answer.inputTokens;
        tally.outputTokens += answer.outputTokens;
        const taken = taking(answer.text, situation);
        if (taken.ok)
          predictions[index] = { ...own, action: taken.action, reason: taken.reason, confidence: taken.confidence };
        else tally.refused[taken.why] = (tally.refused[taken.why] ?? 0) + 1;
      } catch {
        tally.failed++;
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return { predictions, tally };
}

/** The model's action; what the guard asks about is approved, since it only asks about what the intent wanted. */
function taking(text: string, situation: Situation) {
  const approved: string[] = [];
  for (;;) {
    const checked = checkModelAnswer(text, { ...situation, approved });
    if (!checked.ok) return checked;
    const { action, reason, confidence } = checked.choice;
    if (!('ask' in action)) return { ok: true as const, action, reason, confidence };
    const { about } = action.ask;
    if (about.kind !== 'approval' || approved.includes(about.approval))
      return { ok: false as const, why: 'asks the person' };
    approved.push(about.approval);
  }
}
