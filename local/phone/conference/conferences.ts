import type { Exchange } from '../exchange.ts';
import { Conference } from './conference.ts';

/** All conferences by SID. A name belongs to at most one that lives: whoever comes with a name in use joins that one. */
export class Conferences {
  readonly all = new Map<string, Conference>();

  named(exchange: Exchange, name: string): Conference {
    for (const conference of this.all.values()) {
      if (conference.name === name && conference.status !== 'completed') return conference;
    }
    const conference = new Conference(exchange, name);
    this.all.set(conference.sid, conference);
    return conference;
  }
}
