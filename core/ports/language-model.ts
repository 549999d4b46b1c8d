/** A language model behind any OpenAI-compatible server. */
export interface LanguageModel {
  /** Asks for one JSON value.
   *  @throws {ModelUnavailable} no usable answer within `timeoutMs`, retries included. */
  ask(question: {
    system: string;
    user: string;
    timeoutMs: number;
  }): Promise<{ text: string; model: string; inputTokens: number; outputTokens: number }>;
}
