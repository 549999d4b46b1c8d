import type { Context } from 'aws-lambda';
import { systemClock } from '#adapters/clock/system-clock.ts';
import { createSecretsClient, readSecrets } from '#adapters/secrets-manager/secrets.ts';
