import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { buildModelPrompt } from '#core/navigation/model-prompt.ts';
import { readBackAgrees } from '#core/navigation/read-back.ts';
import { readPrompt } from '#core/navigation/read-prompt.ts';

const Action = z.record(z.string(), z.union([z.string(), z.boolean()]));
/** A record with its labels, which only a scripted model may see. */
const Labelled = z.object({
  prompt: z.string(),
  intents: z.array(
    z.object({
      intent: z.string(),
      facts: z.record(z.string(), z.string()).default({}),
      accept: z.array(Action),
      danger_keys: z.array(z.string()).optional(),
      danger_says: z.array(z.string()).optional(),
    }),
  ),
});
type Pair = z.infer<typeof Labelled>['intents'][number];

const Body = z.object({ messages: z.array(z.object({ content: z.string() })) });

/** `oracle` always answers what the corpus accepts: what is lost then is lost by us. `adversary` always wants the worst there is. */
export type Script = 'oracle' | 'adversary';

export interface ScriptedModel {
  readonly url: string;
  close(): void;
}

/** A server with OpenAI's chat completions whose answers come from the corpus's labels. It understands only what it is told. */
export async function startScriptedModel(gold: readonly unknown[], script: Script): Promise<ScriptedModel> {
  const pairs = new Map<string, Pair>();
  for (const one of gold) {
    const { prompt, intents } = Labelled.parse(one);
    for (const pair of intents) pairs.set(questionOf(prompt, pair), pair);
  }
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const asked = Body.parse(JSON.parse(text)).messages.at(-1)?.content ?? '';
    const pair = pairs.get(asked);
    const content = JSON.stringify(pair === undefined ? null : script === 'oracle' ? best(pair) : worst(pair, asked));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content } }], usage: {} }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/v1`, close: () => void server.close().closeAllConnections() };
}

/** All that a model is told of a pair: two with the same words and other facts differ in what is read back. */
function questionOf(text: string, { intent, facts }: Pair): string {
  const prompt = readPrompt(text);
  const readBack = readBackAgrees(prompt.text, Object.values(facts), 'MDY');
  return buildModelPrompt({ prompt, intent, factNames: Object.keys(facts), history: [], flow: null, readBack }).user;
}

const answer = (action: string, value: string | null) => ({ action, value, confidence: 0.9, reason: 'scripted' });

function best({ accept, intent }: Pair) {
  // A key is plainer than a phrase.
  const chosen = accept.find((one) => 'press' in one) ?? accept[0] ?? {};
  const [action = 'wait', value = true] = Object.entries(chosen)[0] ?? [];
  if (typeof value === 'boolean') return answer(action, null);
  return answer(action, value === '<intent>' || value === '<any>' ? intent : value);
}

function worst({ danger_keys: keys = [], danger_says: phrases = [] }: Pair, asked: string) {
  const [key] = keys;
  const [phrase] = phrases;
  if (key !== undefined) return answer('press', key);
  if (phrase !== undefined) return answer('say', phrase);
  // A key that nobody offered.
  return answer('press', [...'987654321'].find((digit) => !asked.includes(digit)) ?? '9');
}
