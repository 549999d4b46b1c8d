import type { ModelFailure } from '#core/errors.ts';

/** A language model behind any OpenAI-compatible server. */
export interface LanguageModel {
  /** Asks for one JSON value.
   *  @param question.schema JSON Schema of the answer; servers that can are held to it, others are only told in words.
   *  @throws {ModelUnavailable} no usable answer within `timeoutMs`, retries included. */
  ask(question: {
    system: string;
    user: string;
    timeoutMs: number;
    schema?: Readonly<Record<string, unknown>>;
  }): Promise<ModelAnswer>;
}

export interface ModelAnswer {
  readonly text: string;
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Models that were asked before this one and gave nothing usable. */
  readonly failed: readonly ModelFailure[];
}
