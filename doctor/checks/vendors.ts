import { openConnection } from '#adapters/deepgram/connection.ts';
import { openAiLanguageModel } from '#adapters/openai/language-model.ts';
import { type Check, ok, type Verdict, wrong } from '../check.ts';
import { reasonOf } from '../examine.ts';
import type { Place } from '../place.ts';

const MODEL_MS = 15_000;
const SPEECH_MODEL = 'nova-3';

/** Speech-to-text and the language model: each is asked for real, for less than a cent. */
export function vendorChecks({ secrets, deepgramUrl, model }: Place): Check[] {
  return [
    {
      name: 'speech-to-text',
      look: async () => {
        const { DEEPGRAM_API_KEY: apiKey = '' } = await secrets();
        return hears(apiKey, deepgramUrl);
      },
    },
    ...(model?.names ?? []).map((name) => ({
      name: `model ${name}`,
      look: async () => {
        const { OPENAI_API_KEY: apiKey = '' } = await secrets();
        return answers({ apiKey, model: name, baseUrl: model?.baseUrl, maxRetries: 0 });
      },
    })),
  ];
}

function hears(apiKey: string, endpoint: string | undefined): Promise<Verdict> {
  return new Promise((resolve) => {
    const connection = openConnection(
      { apiKey, endpoint, model: SPEECH_MODEL, language: 'en-US' },
      {
        opened: () => {
          connection.abort();
          resolve(ok(`Deepgram takes the key and has ${SPEECH_MODEL}`));
        },
        message: () => {},
        ended: (reason) =>
          resolve(
            wrong(
              `Deepgram does not open a connection (${reason})`,
              'Make an API key at console.deepgram.com, write it to the secret as DEEPGRAM_API_KEY, deploy the workers anew.',
            ),
          ),
      },
    );
  });
}

async function answers(options: Parameters<typeof openAiLanguageModel>[0]): Promise<Verdict> {
  try {
    await openAiLanguageModel(options).ask({
      system: 'Answer with JSON only.',
      user: 'Answer {"ready":true}',
      timeoutMs: MODEL_MS,
    });
    return ok('answers with JSON');
  } catch (error) {
    return wrong(
      `it gives no usable answer (${reasonOf(error)})`,
      'See languageModel in the settings and OPENAI_API_KEY in the secret; until then calls go on without it.',
    );
  }
}
