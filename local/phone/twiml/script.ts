import type { Exchange } from '../exchange.ts';
import type { Leg } from '../leg/leg.ts';

/** What a verb works with. */
export interface Script {
  readonly exchange: Exchange;
  readonly leg: Leg;
  /** URL of the running document; null when it came by REST. Relative URLs start from it. */
  readonly documentUrl: string | null;
}
