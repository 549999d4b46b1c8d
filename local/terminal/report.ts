import type { CallDetail } from '#core/contracts/http.ts';
import { ending } from '#core/people/sentences.ts';

export interface ReportFacts {
  readonly call: CallDetail;
  readonly transcriptFile: string;
  /** Of those recordings that were stored. */
  readonly recordingFiles: readonly { readonly kind: string; readonly file: string }[];
}

const channels: Readonly<Record<string, string>> = {
  outbound: 'the company',
  inbound: 'you',
  mixed: 'stereo: company left, you right',
};

/** What is left of a call: the outcome, where its transcript and recordings lie, and what it cost. */
export function report({ call, transcriptFile, recordingFiles }: ReportFacts): string {
  const costs = call.cost?.items.map(({ what, minutes, usd }) => `${what} ${minutes} min $${usd.toFixed(3)}`) ?? [];
  const recordings = recordingFiles.map(({ kind, file }) => `  ${file}  (${channels[kind] ?? kind})`);
  return `
${ending(call.outcome ?? 'failed')}
Transcript
  ${transcriptFile}
Recordings
${recordings.join('\n') || '  none'}
Cost
  about $${(call.cost?.totalUsd ?? 0).toFixed(2)}${costs.length > 0 ? `: ${costs.join(', ')}` : ''}
`;
}

/** What a shell takes as it is, between single quotes. */
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** How to go on while the stack stays up. */
export function invitation(
  api: { readonly url: string; readonly liveUrl: string; readonly key: string },
  call: CallDetail,
): string {
  const order = quoted(JSON.stringify({ number: call.number, intent: call.intent }));
  return `
The API is up at ${api.url}, key ${api.key}
Call again:
  curl -X POST ${api.url}/calls -H 'authorization: Bearer ${api.key}' -d ${order}
Look at this call:
  curl ${api.url}/calls/${call.callId} -H 'authorization: Bearer ${api.key}'
Live events of all your calls, as a WebSocket:
  ${api.liveUrl}?key=${api.key}
Or type a text message from your mobile, like "call northwind bank about my card", "status" or "hang up", and press Enter.
Ctrl-C ends.
`;
}
