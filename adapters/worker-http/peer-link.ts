import { z } from 'zod';
import { CallId } from '#core/contracts/ids.ts';
import type { PeerLink } from '#core/ports/peers.ts';

const WITHIN_MS = 500;
const NO_CONTENT = 204;

/** What `GET /calls` of a worker answers. */
const HeardCallsBody = z.object({
  version: z.string(),
  calls: z.array(z.object({ callId: CallId, epoch: z.number().int() })),
});

/** Asks a worker over private HTTP whom it hears: `GET {worker}/calls?known=VERSION`, 204 when nothing has changed. */
export function httpPeerLink({ secret }: { readonly secret: string }): PeerLink {
  return {
    heardBy: async (workerUrl, known) => {
      try {
        const url = new URL('/calls', workerUrl);
        if (known !== null) url.searchParams.set('known', known);
        const headers = { authorization: `Bearer ${secret}` };
        const response = await fetch(url, { headers, redirect: 'error', signal: AbortSignal.timeout(WITHIN_MS) });
        if (response.status === NO_CONTENT) return 'same';
        const body = HeardCallsBody.safeParse(await response.json());
        return response.ok && body.success ? body.data : null;
      } catch {
        return null;
      }
    },
  };
}
