import type { Exchange } from '../exchange.ts';
import type { Form } from './form.ts';

export interface RestRequest {
  readonly exchange: Exchange;
  /** Below the account: the variable parts of the route's pattern, in order. */
  readonly ids: readonly string[];
  readonly form: Form;
  /** The whole path, as Twilio repeats it in errors and links. */
  readonly path: string;
  /** `/2010-04-01/Accounts/AC...` */
  readonly base: string;
}

export interface RestAnswer {
  readonly status: 200 | 201 | 204;
  readonly body: unknown;
}

/** A resource of the API: method, path below the account, and what it does. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly pattern: RegExp;
  /** @throws {RestFailure} what Twilio would answer */
  handle(request: RestRequest): RestAnswer;
}

/** `/Calls/:/Streams/:` → a pattern that takes one name for each colon. */
export function route(method: Route['method'], path: string, handle: Route['handle']): Route {
  return { method, pattern: new RegExp(`^${path.replaceAll(':', '([^/]+?)')}\\.json$`), handle };
}
