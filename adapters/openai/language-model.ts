import { type ModelFailure, ModelUnavailable } from '#core/errors.ts';
import type { LanguageModel, ModelAnswer } from '#core/ports/language-model.ts';

export interface OpenAiOptions {
  readonly apiKey: string;
  /** Any server that speaks chat completions. Default: OpenAI's own. */
  readonly baseUrl?: string | undefined;
  readonly model: string;
  /** Asked when the first gives nothing usable. */
  readonly fallbackModel?: string | undefined;
  /** Repeats of one request after 408, 409, 429, 5xx and broken connections. Default 1. */
  readonly maxRetries?: number;
}

type Question = Parameters<LanguageModel['ask']>[0];

/** What the first of two models may use up of the time. */
const firstShare = 0.6;
/** A choice with its reason is 60; models that think first count their thoughts as well. */
const mostTokens = 4_000;
/** A model that failed is asked last for so long: a menu has no time to find out again. */
const RESTS_MS = 30_000;

/** How the form of the answer is ordered, the strictest first. Servers that cannot do one answer 400 or 422 to it. */
const FORMS = ['json_schema', 'json_object', 'words'] as const;

/** The library weighs 400 kB, and whoever reads the answer knows the language of menus: both are read when a model is first asked. */
const library = () => import('openai');
const reader = () => import('#core/navigation/model-answer.ts');

/** A language model behind OpenAI's chat completions, the protocol that servers of other makers speak too. */
export function openAiLanguageModel(options: OpenAiOptions): LanguageModel {
  const { apiKey, baseUrl, model, fallbackModel, maxRetries = 1 } = options;
  const models = fallbackModel === undefined ? [model] : [model, fallbackModel];
  /** Index of the form that a model's server is known to take. */
  const formOf = new Map<string, number>();
  const failedAt = new Map<string, number>();

  async function complete(name: string, { system, user, schema }: Question, timeoutMs: number) {
    const { OpenAI, APIError } = await library();
    const client = new OpenAI({ apiKey, maxRetries, ...(baseUrl === undefined ? {} : { baseURL: baseUrl }) });
    const messages = [
      { role: 'system' as const, content: system },
      { role: 'user' as const, content: user },
    ];
    const request = { signal: AbortSignal.timeout(timeoutMs), timeout: timeoutMs };
    for (let at = formOf.get(name) ?? (schema ? 0 : 1); ; at++) {
      const form = FORMS[at] ?? 'words';
      const body = { model: name, messages, ...bodyOf(form, schema) };
      try {
        const completion = await client.chat.completions.create(body, request);
        formOf.set(name, at);
        return completion;
      } catch (error) {
        const isRefused = error instanceof APIError && (error.status === 400 || error.status === 422);
        if (!isRefused || form === 'words') throw error;
      }
    }
  }

  async function tryModel(name: string, question: Question, timeoutMs: number): Promise<Omit<ModelAnswer, 'failed'>> {
    const completion = await complete(name, question, timeoutMs);
    const { recoverJson } = await reader();
    const value = recoverJson(completion.choices?.[0]?.message?.content ?? '');
    if (value === null) throw new ModelUnavailable(`${name} answered without JSON`);
    const { prompt_tokens = 0, completion_tokens = 0 } = completion.usage ?? {};
    return { text: JSON.stringify(value), model: name, inputTokens: prompt_tokens, outputTokens: completion_tokens };
  }

  return {
    ask: async (question) => {
      const faults: unknown[] = [];
      const failed: ModelFailure[] = [];
      const startedAt = performance.now();
      const rests = (name: string) => Number(startedAt - (failedAt.get(name) ?? Number.NEGATIVE_INFINITY) < RESTS_MS);
      const inOrder = models.toSorted((a, b) => rests(a) - rests(b));
      for (const [i, name] of inOrder.entries()) {
        const leftMs = question.timeoutMs - (performance.now() - startedAt);
        const shareMs = i === inOrder.length - 1 ? leftMs : leftMs * firstShare;
        if (shareMs < 1) break;
        try {
          const answer = await tryModel(name, question, Math.ceil(shareMs));
          failedAt.delete(name);
          return { ...answer, failed };
        } catch (error) {
          failedAt.set(name, performance.now());
          faults.push(error);
          failed.push({ model: name, error: error instanceof Error ? error.constructor.name : 'fault' });
        }
      }
      const reasons = failed.map(({ error }) => error).join(', ');
      throw new ModelUnavailable(`no usable answer from ${models.join(' or ')} (${reasons})`, failed, {
        cause: new AggregateError(faults),
      });
    },
  };
}

function bodyOf(form: (typeof FORMS)[number], schema: Question['schema']) {
  if (form === 'words') return {};
  if (form === 'json_object' || !schema)
    return { max_completion_tokens: mostTokens, response_format: { type: 'json_object' as const } };
  return {
    max_completion_tokens: mostTokens,
    response_format: { type: 'json_schema' as const, json_schema: { name: 'action', strict: true, schema } },
  };
}
