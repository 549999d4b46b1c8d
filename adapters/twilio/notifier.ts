import type { PhoneNumber } from '#core/contracts/ids.ts';
import type { Notifier } from '#core/ports/notifier.ts';
import type { TwilioClient } from './client.ts';
import { messageFault } from './faults.ts';
import { type RetryOptions, withRetries } from './retry.ts';

/** Text messages by Twilio. A message whose fate is unknown is not sent again: better none than two. */
export function twilioNotifier(options: {
  readonly client: TwilioClient;
  readonly from: PhoneNumber;
  readonly retry: RetryOptions;
}): Notifier {
  const { client, from, retry } = options;
  return {
    sms: async (to, body) => {
      try {
        await withRetries(retry, 'once', () => client.messages.create({ to, from, body }));
      } catch (error) {
        throw messageFault(error);
      }
    },
  };
}
