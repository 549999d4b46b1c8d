import twilio from 'twilio';
import { WebSocket } from 'ws';
import { type Check, ok, type Verdict, wrong } from '../check.ts';
import { reasonOf } from '../examine.ts';
import type { Place } from '../place.ts';

const TIMEOUT_MS = 10_000;

/** The doors that Twilio and people come through: each is knocked at as they would. */
export function doorChecks(place: Place): Check[] {
  return [
    { name: 'api', look: () => lookAtApi(place) },
    { name: 'webhooks', look: () => lookAtWebhooks(place) },
    { name: 'streams', look: () => lookAtStreams(place) },
  ];
}

async function lookAtApi({ installed }: Place): Promise<Verdict> {
  const { apiUrl } = await installed();
  const answer = await fetch(`${apiUrl}/calls`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  return answer.status === 401
    ? ok(`${apiUrl} answers, and asks for a key`)
    : wrong(
        `${apiUrl} answered ${answer.status} to a request without a key, not 401`,
        'See "What fails" in Logs Insights (Api).',
      );
}

/** A text "help" from our own number, which is nobody's: it is answered that the sender is unknown, and nothing is changed. */
async function lookAtWebhooks({ installed, secrets, twilio: { accountSid, number } }: Place): Promise<Verdict> {
  const { apiUrl, publicApiUrl } = await installed();
  const { TWILIO_AUTH_TOKEN: token = '' } = await secrets();
  const path = '/twilio/sms';
  const form = { MessageSid: `SM${'0'.repeat(32)}`, AccountSid: accountSid, From: number, To: number, Body: 'help' };
  const signature = twilio.getExpectedTwilioSignature(token, `${publicApiUrl}${path}`, form);
  const answer = await fetch(`${apiUrl}${path}`, {
    method: 'POST',
    headers: { 'x-twilio-signature': signature },
    body: new URLSearchParams(form),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (answer.status === 200) return ok('a signed text is answered');
  if (answer.status === 403)
    return wrong(
      'the Lambdas do not accept what this auth token signs',
      'They read the secret within 15 min of its change; if it is older, see PUBLIC_API_URL of the Lambda Sms.',
    );
  return wrong(`a signed text was answered ${answer.status}`, 'See "What fails" in Logs Insights (Sms).');
}

/** The handshake of a stream, signed as Twilio signs it; it is closed before it says whose stream it is. */
async function lookAtStreams({ installed, secrets }: Place): Promise<Verdict> {
  const { streamUrl, publicStreamUrl, streamTarget } = await installed();
  const { TWILIO_AUTH_TOKEN: token = '' } = await secrets();
  const signature = twilio.getExpectedTwilioSignature(token, publicStreamUrl, {});
  const { host } = new URL(publicStreamUrl);
  const met = await handshake(streamUrl, signature);
  if (met === 101) return ok(`${publicStreamUrl} takes signed streams`);
  if (met === 403)
    return wrong(
      'the workers do not accept what this auth token signs',
      'They read the secret when they start: aws ecs update-service --force-new-deployment.',
    );
  if (met === 502 || met === 503)
    return wrong(`no worker takes a stream (${met})`, 'See NoWorkerReady and WorkersFull in docs/operations.md.');
  if (typeof met === 'number')
    return wrong(`${host} answered ${met} to a stream`, `${host} must lead to ${streamTarget}.`);
  const remedy = /ENOTFOUND|EAI_AGAIN/.test(met)
    ? `Make a CNAME from ${host} to ${streamTarget}.`
    : `${host} must lead to ${streamTarget}, with a certificate of its name.`;
  return wrong(`${host} cannot be reached: ${met}`, remedy);
}

/** The status of the answer, 101 for a stream; a text: there was none. */
function handshake(url: string, signature: string): Promise<number | string> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, { headers: { 'x-twilio-signature': signature }, handshakeTimeout: TIMEOUT_MS });
    socket.on('open', () => {
      socket.close();
      resolve(101);
    });
    socket.on('unexpected-response', (request, response) => {
      request.destroy();
      resolve(response.statusCode ?? 0);
    });
    socket.on('error', (error) => resolve(reasonOf(error)));
  });
}
