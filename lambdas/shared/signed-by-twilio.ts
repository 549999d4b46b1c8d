import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { verifyTwilioRequest } from '#adapters/twilio/request-signature.ts';
import type { Services } from './services.ts';

/** The form that Twilio posted. */
export function formOf(event: Pick<APIGatewayProxyEventV2, 'body' | 'isBase64Encoded'>): Record<string, string> {
  const body = event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString('utf8') : (event.body ?? '');
  return Object.fromEntries(new URLSearchParams(body));
}

/** Lets only requests through that Twilio signed, over the URL as the world sees it. */
export function signedByTwilio({
  environment,
  log,
  meter,
}: Pick<Services, 'environment' | 'log' | 'meter'>): MiddlewareObj<
  APIGatewayProxyEventV2,
  APIGatewayProxyStructuredResultV2
> {
  return {
    before: ({ event }) => {
      const query = event.rawQueryString ? `?${event.rawQueryString}` : '';
      const url = `${environment.PUBLIC_API_URL}${event.rawPath}${query}`;
      const signature = event.headers['x-twilio-signature'];
      if (verifyTwilioRequest({ authToken: environment.TWILIO_AUTH_TOKEN, signature, url, params: formOf(event) }))
        return;
      meter.count('WebhookRefused', 1, 'Count');
      log.warn('a webhook without a valid signature was refused', { route: event.routeKey });
      return { statusCode: 403, headers: { 'content-type': 'text/plain' }, body: 'the signature is not valid' };
    },
  };
}

export function twimlResponse(xml: string): Response {
  return new Response(xml, { status: 200, headers: { 'content-type': 'text/xml; charset=utf-8' } });
}
