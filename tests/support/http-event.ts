import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';

export interface RequestParts {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string goes as it is, anything else as JSON. */
  readonly body?: unknown;
}

/** What API Gateway hands to a Lambda (HTTP API, payload format 2.0). Text stays text, everything else comes in base64. */
export function httpEvent({ method, path, headers = {}, body }: RequestParts): APIGatewayProxyEventV2 {
  const [rawPath = '/', rawQueryString = ''] = path.split('?');
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const isForm = headers['content-type'] === 'application/x-www-form-urlencoded';
  const content = isForm ? Buffer.from(text ?? '').toString('base64') : text;
  return {
    version: '2.0',
    routeKey: `${method} ${rawPath}`,
    rawPath,
    rawQueryString,
    headers: { host: 'api.example.com', 'content-type': 'application/json', ...headers },
    queryStringParameters: Object.fromEntries(new URLSearchParams(rawQueryString)),
    requestContext: {
      accountId: '000000000000',
      apiId: 'api',
      domainName: 'api.example.com',
      domainPrefix: 'api',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'request',
      routeKey: `${method} ${rawPath}`,
      stage: '$default',
      time: '01/Jan/2026:00:00:00 +0000',
      timeEpoch: Date.UTC(2026, 0, 1),
    },
    ...(content === undefined ? {} : { body: content }),
    isBase64Encoded: isForm,
  };
}

/** A form as Twilio posts and signs it. @param origin of our webhooks, as Twilio was told */
export function twilioEvent(options: {
  readonly authToken: string;
  readonly origin: string;
  readonly path: string;
  readonly form: Readonly<Record<string, string>>;
}): APIGatewayProxyEventV2 {
  const { authToken, origin, path, form } = options;
  return httpEvent({
    method: 'POST',
    path,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': getExpectedTwilioSignature(authToken, `${origin}${path}`, { ...form }),
    },
    body: new URLSearchParams(form).toString(),
  });
}
