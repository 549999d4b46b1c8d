export type Track = 'inbound' | 'outbound';

/** What a stream is asked to carry, and where to. */
export interface StreamOrder {
  readonly kind: 'one-way' | 'two-way';
  /** The public URL: wss, without a query. */
  readonly url: string;
  readonly name: string | null;
  readonly tracks: readonly Track[];
  readonly parameters: Readonly<Record<string, string>>;
  readonly statusCallback: { readonly url: string; readonly method: 'GET' | 'POST' } | null;
}

const TRACKS: Readonly<Record<string, readonly Track[]>> = {
  inbound_track: ['inbound'],
  outbound_track: ['outbound'],
  both_tracks: ['inbound', 'outbound'],
};

/** The tracks of Twilio's `track` attribute; undefined for a word that is none. */
export function readTracks(text: string | undefined): readonly Track[] | undefined {
  return TRACKS[text ?? 'inbound_track'];
}

/** What is wrong with a stream's URL; null when nothing is. */
export function faultOfStreamUrl(url: string): string | null {
  if (!/^wss:\/\/[^/?#]+/i.test(url)) return 'the URL of a stream must begin with wss://';
  if (/[?#]/.test(url)) return 'the URL of a stream has no query string; use <Parameter>';
  return null;
}
