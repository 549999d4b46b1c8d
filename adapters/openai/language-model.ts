import OpenAI, { BadRequestError } from 'openai';
import { ModelUnavailable } from '#core/errors.ts';
import type { LanguageModel } from '#core/ports/language-model.ts';
import { jsonIn } from './json-in.ts';

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

/** What the first of two models may use up of the time. */
const firstShare = 0.6;
/** A choice with its reason; more is rambling. */
const mostTokens = 800;

type Answer = Awaited<ReturnType<LanguageModel['ask']>>;

/** A language model behind OpenAI's chat completions, the protocol that servers of other makers speak too. */
export function openAiLanguageModel(options: OpenAiOptions): LanguageModel {
  const { apiKey, baseUrl, model, fallbackModel, maxRetries = 1 } = options;
  const client = new OpenAI({ apiKey, maxRetries, ...(baseUrl === undefined ? {} : { baseURL: baseUrl }) });
  const models = fallbackModel === undefined ? [model] : [model, fallbackModel];
  /** Models whose server does not take `response_format`. */
  const plain = new Set<string>();

  async function complete(name: string, system: string, user: string, signal: AbortSignal, timeoutMs: number) {
    const messages = [
      { role: 'system' as const, content: system },
      { role: 'user' as const, content: user },
    ];
    const body = { model: name, messages, max_completion_tokens: mostTokens };
    const request = { signal, timeout: timeoutMs };
    if (!plain.has(name)) {
      try {
        return await client.chat.completions.create({ ...body, response_format: { type: 'json_object' } }, request);
      } catch (error) {
        if (!(error instanceof BadRequestError)) throw error;
        plain.add(name);
      }
    }
    return client.chat.completions.create({ model: name, messages }, request);
  }

  async function tryModel(name: string, system: string, user: string, timeoutMs: number): Promise<Answer> {
    const completion = await complete(name, system, user, AbortSignal.timeout(timeoutMs), timeoutMs);
    const text = jsonIn(completion.choices?.[0]?.message?.content ?? '');
    if (text === null) throw new ModelUnavailable(`${name} answered without JSON`);
    const { prompt_tokens = 0, completion_tokens = 0 } = completion.usage ?? {};
    return { text, model: name, inputTokens: prompt_tokens, outputTokens: completion_tokens };
  }

  return {
    ask: async ({ system, user, timeoutMs }) => {
      const faults: unknown[] = [];
      const startedAt = performance.now();
      for (const [i, name] of models.entries()) {
        const leftMs = timeoutMs - (performance.now() - startedAt);
        const shareMs = i === models.length - 1 ? leftMs : leftMs * firstShare;
        if (shareMs < 1) break;
        try {
          return await tryModel(name, system, user, Math.ceil(shareMs));
        } catch (error) {
          faults.push(error);
        }
      }
      const reasons = faults.map((fault) => (fault instanceof Error ? fault.constructor.name : 'fault')).join(', ');
      throw new ModelUnavailable(`no usable answer from ${models.join(' or ')} (${reasons})`, {
        cause: new AggregateError(faults),
      });
    },
  };
}
