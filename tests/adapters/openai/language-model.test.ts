import { describe, expect, it } from 'vitest';
import { openAiLanguageModel } from '#adapters/openai/language-model.ts';
import { openScriptedServer, type ScriptedAnswer, type ScriptedServer } from '#tests/support/scripted-server.ts';

const says = (content: string): ScriptedAnswer => ({
  status: 200,
  body: {
    id: 'chat-1',
    object: 'chat.completion',
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }],
    usage: { prompt_tokens: 120, completion_tokens: 9, total_tokens: 129 },
  },
});
const fault = (status: number): ScriptedAnswer => ({
  status,
  body: { error: { message: 'fault' } },
  headers: { 'retry-after-ms': '1' },
});
const choice = '{"key":"2"}';
const question = { system: 'Answer in JSON.', user: 'Which key?', timeoutMs: 20_000 };

const modelAt = (server: ScriptedServer, options: { fallbackModel?: string; maxRetries?: number } = {}) =>
  openAiLanguageModel({ apiKey: 'key', baseUrl: `${server.url}/v1`, model: 'first', ...options });
const asked = (server: ScriptedServer) => server.requests.map(({ body }) => JSON.parse(body));

describe('language model', () => {
  it('asks for JSON and gives it with its price', async () => {
    await using server = await openScriptedServer(says(choice));
    const answer = await modelAt(server).ask(question);
    expect(answer).toEqual({ text: choice, model: 'first', inputTokens: 120, outputTokens: 9, failed: [] });
    expect(server.requests[0]).toMatchObject({
      path: '/v1/chat/completions',
      headers: { authorization: 'Bearer key' },
    });
    expect(asked(server)[0]).toMatchObject({
      model: 'first',
      response_format: { type: 'json_object' },
      messages: [
        { role: 'system', content: question.system },
        { role: 'user', content: question.user },
      ],
    });
  });

  it.each([
    ['fenced', `\`\`\`json\n${choice}\n\`\`\``],
    ['talked around', `I would press two: ${choice}. Is that all?`],
    ['behind other braces', `The keys {1, 2} are offered. ${choice}`],
    ['thought about before', `<think>maybe 3</think>${choice}`],
  ])('finds JSON that is %s', async (_, content) => {
    await using server = await openScriptedServer(says(content));
    expect((await modelAt(server).ask(question)).text).toBe(choice);
  });

  it.each([400, 422])(
    'orders the form as strictly as the server can (%d: it cannot), and remembers it',
    async (status) => {
      await using server = await openScriptedServer(fault(status), fault(status), says(choice));
      const model = modelAt(server);
      const strict = { ...question, schema: { type: 'object' } };
      expect((await model.ask(strict)).text).toBe(choice);
      await model.ask(strict);
      expect(asked(server).map((body) => body.response_format?.type ?? 'words')).toEqual([
        'json_schema',
        'json_object',
        'words',
        'words',
      ]);
      expect(asked(server)[0].response_format.json_schema).toMatchObject({ strict: true, schema: { type: 'object' } });
    },
  );

  it.each([429, 500, 503])('asks again after %d', async (status) => {
    await using server = await openScriptedServer(fault(status), says(choice));
    expect((await modelAt(server).ask(question)).text).toBe(choice);
    expect(server.requests).toHaveLength(2);
  });

  it.each<[string, ScriptedAnswer]>([
    ['is busy', fault(429)],
    ['is broken', fault(500)],
    ['does not know us', fault(401)],
    ['talks nonsense', says('press two')],
    ['says nothing', says('')],
    ['answers something else', { status: 200, body: { hello: 'world' } }],
    ['answers no JSON at all', { status: 200, body: '<html>' }],
    ['hangs up', 'drop'],
  ])('asks the second model when the first %s', async (_, answer) => {
    await using server = await openScriptedServer(answer, says(choice));
    const model = modelAt(server, { fallbackModel: 'second', maxRetries: 0 });
    expect(await model.ask(question)).toMatchObject({
      text: choice,
      model: 'second',
      failed: [{ model: 'first', error: expect.any(String) }],
    });
  });

  it('asks a model that just failed last', async () => {
    await using server = await openScriptedServer(fault(500), says(choice));
    const model = modelAt(server, { fallbackModel: 'second', maxRetries: 0 });
    await model.ask(question);
    expect(await model.ask(question)).toMatchObject({ model: 'second', failed: [] });
    expect(asked(server).map((body) => body.model)).toEqual(['first', 'second', 'second']);
  });

  it('asks the second model in the time that the first one left', async () => {
    await using server = await openScriptedServer('silence', says(choice));
    const model = modelAt(server, { fallbackModel: 'second', maxRetries: 0 });
    expect(await model.ask({ ...question, timeoutMs: 1_000 })).toMatchObject({ model: 'second' });
  });

  it.each<[string, ScriptedAnswer]>([
    ['silent', 'silence'],
    ['broken', fault(500)],
    ['wordy', says('press two')],
  ])('is unavailable when all models are %s', async (_, answer) => {
    await using server = await openScriptedServer(answer);
    const model = modelAt(server, { fallbackModel: 'second', maxRetries: 0 });
    await expect(model.ask({ ...question, timeoutMs: 200 })).rejects.toMatchObject({
      name: 'ModelUnavailable',
      failed: [{ model: 'first' }, { model: 'second' }],
      message: expect.stringContaining('first or second'),
    });
  });

  it('is unavailable when nobody is at the address', async () => {
    const model = openAiLanguageModel({ apiKey: 'key', baseUrl: 'http://127.0.0.1:1/v1', model: 'm', maxRetries: 0 });
    await expect(model.ask(question)).rejects.toMatchObject({ name: 'ModelUnavailable' });
  });
});
