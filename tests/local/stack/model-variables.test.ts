import { expect, test } from 'vitest';
import { modelVariables } from '#local/stack/settings.ts';

const url = 'http://127.0.0.1:11434/v1';

test.each<[string, Record<string, string | undefined>, Record<string, string>]>([
  ['nothing is set', {}, {}],
  ['a key alone lies in the shell', { OPENAI_API_KEY: 'sk-1' }, {}],
  [
    'a server of one’s own, without a key',
    { OPENAI_BASE_URL: url, OPENAI_MODEL: 'llama' },
    { OPENAI_API_KEY: 'local', OPENAI_BASE_URL: url, OPENAI_MODEL: 'llama' },
  ],
  [
    'a hosted one',
    { OPENAI_API_KEY: 'sk-1', OPENAI_MODEL: 'gpt', OPENAI_FALLBACK_MODEL: '', HOME: '/root' },
    { OPENAI_API_KEY: 'sk-1', OPENAI_MODEL: 'gpt' },
  ],
])('%s', (_, shell, variables) => {
  expect(modelVariables(shell)).toEqual(variables);
});

test('a hosted one without a key is none', () => {
  expect(modelVariables({ OPENAI_MODEL: 'gpt' }).OPENAI_API_KEY).toBe('');
});
