import type { SelfTime } from './profile.ts';

export type ToWorker =
  | { kind: 'call'; callId: string }
  | { kind: 'figures' }
  | { kind: 'profile' | 'profiled' }
  | { kind: 'stop' };

export interface Figures {
  readonly kind: 'figures';
  readonly streams: number;
  readonly frames: number;
  readonly missingFrames: number;
  readonly frameLagMs: { readonly p50: number; readonly p99: number; readonly most: number };
  /** Share of one core that the worker used since the last time. */
  readonly cores: number;
  readonly rssMb: number;
  /** Of JavaScript, and buffers outside of it. */
  readonly heapMb: number;
}
export type FromWorker =
  | { kind: 'ready'; port: number }
  | { kind: 'made'; callId: string }
  | Figures
  | { kind: 'profile'; top: SelfTime[] };

export const secrets = {
  publicStreamUrl: 'wss://media.example/stream',
  authToken: 'bench-auth-token',
  streamSecret: 'b'.repeat(32),
};
