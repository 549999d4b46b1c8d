import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { z } from 'zod';
import { type AwsClientOptions, awsClientSettings } from '#adapters/aws/client-settings.ts';
import { StoreUnavailable } from '#core/errors.ts';

/** Each secret is a JSON object of variables: {"TWILIO_AUTH_TOKEN": "..."}. */
const Variables = z.record(z.string(), z.string());

/** The SDK's client for Secrets Manager: three tries of 2 s. */
export function createSecretsClient(options: AwsClientOptions = {}): SecretsManagerClient {
  return new SecretsManagerClient(awsClientSettings(options, { maxAttempts: 3, requestTimeoutMs: 2_000 }));
}

/**
 * The variables of all secrets together.
 * @throws {StoreUnavailable} no answer, or no permission; says which secret, never what is in it
 */
export async function readSecrets(
  client: SecretsManagerClient,
  secretIds: readonly string[],
): Promise<Record<string, string>> {
  const all = await Promise.all(secretIds.map((secretId) => readSecret(client, secretId)));
  return Object.assign({}, ...all);
}

async function readSecret(client: SecretsManagerClient, secretId: string): Promise<Record<string, string>> {
  let text: string | undefined;
  try {
    text = (await client.send(new GetSecretValueCommand({ SecretId: secretId }))).SecretString;
  } catch (error) {
    const name = error instanceof Error ? error.name : 'no answer';
    throw new StoreUnavailable(`Secrets Manager: ${name} for ${secretId}`, { cause: error });
  }
  const variables = Variables.safeParse(json(text));
  if (variables.success) return variables.data;
  throw new StoreUnavailable(`the secret ${secretId} is not what it should be: a JSON object of names and texts`);
}

function json(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return null;
  }
}
