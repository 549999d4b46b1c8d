import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { z } from 'zod';
import { awsClientSettings } from '#adapters/aws/client-settings.ts';
import type { Place } from './place.ts';

/** What a stack on one machine writes into its data folder while it is up: the variables that its Lambdas and workers get. */
const Variables = z.object({
  TABLE_NAME: z.string(),
  BUCKET_NAME: z.string(),
  STATE_MACHINE_ARN: z.string(),
  PUBLIC_API_URL: z.string(),
  PUBLIC_STREAM_URL: z.string(),
  API_URL: z.string(),
  STREAM_URL: z.string(),
  TWILIO_ACCOUNT_SID: z.string(),
  TWILIO_AUTH_TOKEN: z.string(),
  TWILIO_NUMBER: z.string(),
  TWILIO_API_URL: z.string().optional(),
  DEEPGRAM_API_KEY: z.string(),
  DEEPGRAM_URL: z.string().optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: z.string().default('https://api.openai.com/v1'),
  OPENAI_MODEL: z.string().optional(),
  AWS_REGION: z.string(),
  AWS_ACCESS_KEY_ID: z.string(),
  AWS_SECRET_ACCESS_KEY: z.string(),
  AWS_ENDPOINT_URL_DYNAMODB: z.string().optional(),
  AWS_ENDPOINT_URL_S3: z.string().optional(),
  AWS_ENDPOINT_URL_SFN: z.string().optional(),
});
export type Variables = z.input<typeof Variables>;

/** @throws {Error} nothing is up there; says what to do */
export async function readLocalPlace(dataDir: string): Promise<Place> {
  const file = join(dataDir, 'running.json');
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new Error(`no stack runs on ${dataDir}: start it with npm start, or name its folder with --data`, { cause });
  }
  return localPlace(JSON.parse(text));
}

export function localPlace(given: Variables): Place {
  const env = Variables.parse(given);
  const credentials = { accessKeyId: env.AWS_ACCESS_KEY_ID, secretAccessKey: env.AWS_SECRET_ACCESS_KEY };
  const aws = (endpoint: string | undefined) =>
    awsClientSettings({ region: env.AWS_REGION, credentials, endpoint }, { maxAttempts: 2, requestTimeoutMs: 3_000 });
  return {
    twilio: { accountSid: env.TWILIO_ACCOUNT_SID, number: env.TWILIO_NUMBER, apiUrl: env.TWILIO_API_URL },
    deepgramUrl: env.DEEPGRAM_URL,
    model: env.OPENAI_MODEL === undefined ? null : { names: [env.OPENAI_MODEL], baseUrl: env.OPENAI_BASE_URL },
    callsAtOnce: 2,
    countries: ['US', 'CA'],
    clients: async () => ({
      dynamodb: new DynamoDBClient(aws(env.AWS_ENDPOINT_URL_DYNAMODB)),
      s3: new S3Client({ ...aws(env.AWS_ENDPOINT_URL_S3), forcePathStyle: true }),
      sfn: new SFNClient(aws(env.AWS_ENDPOINT_URL_SFN)),
    }),
    installed: async () => ({
      tableName: env.TABLE_NAME,
      bucketName: env.BUCKET_NAME,
      stateMachineArn: env.STATE_MACHINE_ARN,
      publicApiUrl: env.PUBLIC_API_URL,
      publicStreamUrl: env.PUBLIC_STREAM_URL,
      apiUrl: env.API_URL,
      streamUrl: env.STREAM_URL,
      streamTarget: env.STREAM_URL,
    }),
    secrets: async () => ({
      TWILIO_AUTH_TOKEN: env.TWILIO_AUTH_TOKEN,
      DEEPGRAM_API_KEY: env.DEEPGRAM_API_KEY,
      ...(env.OPENAI_API_KEY === undefined ? {} : { OPENAI_API_KEY: env.OPENAI_API_KEY }),
    }),
  };
}
