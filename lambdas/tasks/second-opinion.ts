import { type Decision, promptAtIssue, type Situation } from '#core/call/decide.ts';
import { decisionOf, situationAt } from '#core/call/decide-at-prompt.ts';
import { ModelUnavailable } from '#core/errors.ts';
import { MODEL_BELOW } from '#core/navigation/choice.ts';
import type { Flow } from '#core/navigation/flow.ts';
import { checkModelAnswer } from '#core/navigation/model-answer.ts';
import { buildModelPrompt } from '#core/navigation/model-prompt.ts';
import { redact } from '#core/policy/redact.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Services } from '#lambdas/shared/services.ts';

type Ports = Pick<Services, 'model' | 'clock' | 'log' | 'meter'>;

/** Menus wait about five seconds for a key before they repeat; our own part needs less than one. */
const TIMEOUT_MS = 4_000;

/**
 * Asks the model when our own reading is unsure. Its answer is held against what was really heard; whatever is wrong with it or with the
 * model, the call goes on as if there were none.
 * @returns null: our own decision stands
 */
export async function secondOpinion(
  ports: Ports,
  situation: Situation,
  own: Decision,
  flow: Flow | null,
): Promise<Decision | null> {
  const { model, clock, log, meter } = ports;
  const prompt = promptAtIssue(situation);
  if (!model || !prompt || prompt.text.trim() === '' || own.confidence >= MODEL_BELOW) return null;
  const at = situationAt(situation, prompt);
  const { system, user } = buildModelPrompt(
    at,
    flow?.paths.filter(({ standing }) => standing === 'active'),
  );
  // Numbers that a prompt reads back, or that a person wrote into the intent, may be personal.
  const question = { system, user: redact(user), timeoutMs: TIMEOUT_MS };
  const startedAt = clock.now();
  try {
    const answer = await inTime(clock, model.ask(question));
    const dimensions = { model: answer.model };
    meter.count('ModelLatency', clock.now() - startedAt, 'Milliseconds', dimensions);
    meter.count('ModelInputTokens', answer.inputTokens, 'Count', dimensions);
    meter.count('ModelOutputTokens', answer.outputTokens, 'Count', dimensions);
    const checked = checkModelAnswer(answer.text, at);
    if (!checked.ok) {
      meter.count('ModelAnswerRefused', 1, 'Count', { ...dimensions, why: checked.why });
      return null;
    }
    meter.count('ModelAnswerTaken', 1, 'Count', dimensions);
    return decisionOf(situation, prompt, at, checked.choice);
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    meter.count('ModelUnavailable', 1, 'Count', { error: name });
    log.warn('the model gave no usable answer; the call goes on without it', { error: name });
    return null;
  }
}

/** The model's adapter keeps the time by itself; a menu is not to wait for one that does not. */
async function inTime<T>(clock: Clock, answer: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const cancel = clock.after(TIMEOUT_MS, () => reject(new ModelUnavailable('no answer in time')));
  try {
    return await Promise.race([answer, late]);
  } finally {
    cancel();
  }
}
