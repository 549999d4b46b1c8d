import type { Router } from '@aws-lambda-powertools/event-handler/http';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';

/** A Powertools router as the handler that middy wraps. What a Web request cannot carry is left away, since the router fails on it before any route. */
export function asHttpHandler(app: Router) {
  return (event: APIGatewayProxyEventV2, context: Context): Promise<APIGatewayProxyStructuredResultV2> =>
    app.resolve(carriable(event), context);
}

const bodyless: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** A GET may come with a body, a header with characters beyond Latin-1. */
function carriable({ body, rawPath, ...event }: APIGatewayProxyEventV2): APIGatewayProxyEventV2 {
  const headers = Object.fromEntries(Object.entries(event.headers).filter(([name, value]) => isHeader(name, value)));
  const hasBody = body !== undefined && !bodyless.has(event.requestContext.http.method);
  return { ...event, headers, rawPath: isReadable(rawPath) ? rawPath : UNREADABLE, ...(hasBody ? { body } : {}) };
}

/**
 * The router takes a blank or half escaped segment for a fault of ours; it is no address that there is. It reads the path as that of a URL, in which a
 * fragment ends it, a backslash is a slash, and dots fall out; so does a blank at its end, unless a query follows.
 */
const UNREADABLE = '/unreadable';

function isReadable(path: string): boolean {
  try {
    const { pathname } = new URL(`https://api.invalid${path}?`);
    return pathname.split('/').every((segment) => segment === '' || decodeURIComponent(segment).trim() !== '');
  } catch {
    return false;
  }
}

function isHeader(name: string, value: string | undefined): boolean {
  try {
    new Headers([[name, value ?? '']]);
    return true;
  } catch {
    return false;
  }
}
