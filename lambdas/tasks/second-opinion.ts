import { promptAtIssue } from '#core/call/decide.ts';
import { decisionOf, situationAt } from '#core/call/decide-at-prompt.ts';
import type { Decision, Situation } from '#core/call/decision.ts';
import type { Happening } from '#core/contracts/events.ts';
import { type ModelFailure, ModelUnavailable } from '#core/errors.ts';
import { MODEL_BELOW } from '#core/navigation/choice.ts';
import type { Flow } from '#core/navigation/flow.ts';
import { checkModelAnswer } from '#core/navigation/model-answer.ts';
import { buildModelPrompt, MODEL_ANSWER_SCHEMA } from '#core/navigation/model-prompt.ts';
import { redact } from '#core/policy/redact.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { ModelAnswer } from '#core/ports/language-model.ts';
import type { Meter } from '#core/ports/telemetry.ts';
import type { Services } from '#lambdas/shared/services.ts';

type Ports = Pick<Services, 'model' | 'clock' | 'log' | 'meter' | 'environment'>;

/** Menus wait about five seconds for a key before they repeat; our own part needs less than one. */
const TIMEOUT_MS = 4_000;

export interface SecondOpinion {
  /** Null: our own decision stands. */
  readonly decision: Decision | null;
  /** For the log of the call. */
  readonly happenings: readonly Happening[];
}

const NONE: SecondOpinion = { decision: null, happenings: [] };

/**
 * Asks the model when our own reading is unsure. Its answer is held against what was really heard; whatever is wrong with it or with the
 * model, the call goes on as if there were none.
 */
export async function secondOpinion(
  ports: Ports,
  situation: Situation,
  own: Decision,
  flow: Flow | null,
): Promise<SecondOpinion> {
  const { model, clock, log, meter, environment } = ports;
  const prompt = promptAtIssue(situation);
  if (!model || !prompt || prompt.text.trim() === '' || own.confidence >= MODEL_BELOW) return NONE;
  const at = situationAt(situation, prompt);
  const { system, user } = buildModelPrompt(
    at,
    flow?.paths.filter(({ standing }) => standing === 'active'),
  );
  // Numbers that a prompt reads back, or that a person wrote into the intent, may be personal.
  const question = { system, user: redact(user), timeoutMs: TIMEOUT_MS, schema: MODEL_ANSWER_SCHEMA };
  const startedAt = clock.now();
  try {
    const answer = await inTime(clock, model.ask(question));
    const tookMs = Math.round(clock.now() - startedAt);
    const checked = checkModelAnswer(answer.text, at);
    const result = checked.ok ? 'taken' : checked.why;
    const { inputTokens, outputTokens } = answer;
    const usd = priceOf(environment.OPENAI_USD_PER_MILLION_TOKENS, inputTokens, outputTokens);
    measure(meter, { ...answer, tookMs, usd, result });
    const answered = { model: answer.model, tookMs, inputTokens, outputTokens, usd, result };
    return {
      decision: checked.ok ? decisionOf(situation, prompt, at, checked.choice) : null,
      happenings: [...unavailable(meter, answer.failed), { kind: 'model.answered', ...answered }],
    };
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    const failed =
      error instanceof ModelUnavailable && error.failed.length > 0
        ? error.failed
        : [{ model: 'the model', error: name }];
    log.warn('the model gave no usable answer; the call goes on without it', { error: name });
    return { decision: null, happenings: unavailable(meter, failed) };
  }
}

function measure(
  meter: Meter,
  { model, tookMs, inputTokens, outputTokens, usd, result }: ModelAnswer & Omit<Answered, 'kind'>,
): void {
  const dimensions = { model };
  meter.count('ModelLatency', tookMs, 'Milliseconds', dimensions);
  meter.count('ModelInputTokens', inputTokens, 'Count', dimensions);
  meter.count('ModelOutputTokens', outputTokens, 'Count', dimensions);
  if (usd !== null) meter.count('ModelCostUsd', usd, 'Count', dimensions);
  if (result === 'taken') meter.count('ModelAnswerTaken', 1, 'Count', dimensions);
  else meter.count('ModelAnswerRefused', 1, 'Count', { ...dimensions, why: result });
}
type Answered = Extract<Happening, { kind: 'model.answered' }>;

function unavailable(meter: Meter, failed: readonly ModelFailure[]): Happening[] {
  return failed.map(({ model, error }) => {
    meter.count('ModelUnavailable', 1, 'Count', { model, error });
    return { kind: 'model.unavailable', model, error };
  });
}

/** @param prices "0.40/1.60": US dollars for a million tokens in and out */
function priceOf(prices: string | undefined, inputTokens: number, outputTokens: number): number | null {
  if (prices === undefined) return null;
  const [input = 0, output = 0] = prices.split('/').map(Number);
  return (inputTokens * input + outputTokens * output) / 1_000_000;
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
