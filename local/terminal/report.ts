import type { CallDetail } from '#core/contracts/http.ts';
import { ending } from '#core/people/sentences.ts';
import type { OneMachine } from '#local/stack/one-machine.ts';

/** What is left of a call: the outcome, where its transcript and recordings lie, what it cost, and how to ask for the next one. */
export function report(
  call: CallDetail,
  { stack, secrets }: Pick<OneMachine, 'stack' | 'secrets'>,
  dataDir: string,
): string {
  const { apiUrl } = stack;
  const bearer = `-H 'authorization: Bearer ${secrets.apiKey}'`;
  const costs = call.cost?.items.map(({ what, minutes, usd }) => `${what} ${minutes} min $${usd.toFixed(4)}`) ?? [];
  const recordings = call.recordings.map(
    (kind) => `  curl ${bearer} ${apiUrl}/calls/${call.callId}/recordings/${kind}`,
  );
  const order = JSON.stringify({ number: call.number, intent: call.intent, flowId: null, devices: null });
  return `
${ending(call.outcome ?? 'failed')}
Cost        about $${(call.cost?.totalUsd ?? 0).toFixed(4)} (${costs.join(', ') || 'nothing'})
Transcript  ${call.transcript.length} pieces:
  curl ${bearer} ${apiUrl}/calls/${call.callId}
Recordings  ${call.recordings.join(', ') || 'none'} (links):
${recordings.join('\n')}
State       ${dataDir}

The API is up at ${apiUrl} with the key ${secrets.apiKey}. Another call:
  curl -X POST ${apiUrl}/calls ${bearer} \\
    -d '${order}'
Ctrl-C ends.
`;
}
