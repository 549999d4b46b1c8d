import type { EarsOfACall, EarsOptions } from '#core/ears/create-ears.ts';
import type { AnnouncementStore } from '#core/ports/announcement-store.ts';
import type { CallStore } from '#core/ports/call-store.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Recordings } from '#core/ports/recordings.ts';
import type { SpeechToText } from '#core/ports/speech-to-text.ts';
import type { Log, Meter } from '#core/ports/telemetry.ts';
import type { Telephony } from '#core/ports/telephony.ts';
import type { Workflow } from '#core/ports/workflow.ts';
import type { Peers } from './watch-peers.ts';

/** Everything that a worker needs of the outside. */
export interface WorkerDeps {
  readonly calls: CallStore;
  readonly workflow: Workflow;
  readonly recordings: Recordings;
  readonly speechToText: SpeechToText;
  readonly telephony: Telephony;
  readonly clock: Clock;
  readonly log: Log;
  readonly meter: Meter;
  readonly announcements: AnnouncementStore;
  readonly createEars: (options: Pick<EarsOptions, 'remembered'>) => EarsOfACall;
  /** Default: there are no other workers to watch. */
  readonly peers?: Peers;
}

export interface WorkerConfig {
  /** Where media streams arrive. Default 0.0.0.0 and a free port. */
  readonly host?: string;
  readonly port?: number;
  /** Where the steps give commands: a private network only. Default as above. */
  readonly commandHost?: string;
  readonly commandPort?: number;
  /** Base URL of the commands as the steps reach it. Default: http, `address` and the port. */
  readonly url?: string | undefined;
  /** This machine in its network. Default 127.0.0.1. */
  readonly address?: string;
  /** wss://host/path exactly as Twilio is told; its signature covers it. */
  readonly publicStreamUrl: string;
  readonly twilioAuthToken: string;
  /** Signs what a stream must bring. */
  readonly streamSecret: string;
  /** Bearer token of the commands. */
  readonly workerSecret: string;
  /** Not ready beyond this many streams; refused a quarter beyond. Default 1,000. */
  readonly maxStreams?: number;
  /** Language that speech-to-text expects. Default en-US. */
  readonly language?: string;
  /** It was told that ECS takes it away, and shall hand over now. Default: it drains. */
  readonly onLeave?: () => void;
}

export interface WorkerStats {
  readonly streams: number;
  readonly frames: number;
  readonly missingFrames: number;
  readonly repeatedFrames: number;
  readonly malformedFrames: number;
  readonly sentToSpeechToTextMs: number;
  readonly refusedStreams: number;
  /** From when a message was due to when it was dealt with; since the last time it was asked. */
  readonly frameLagMs: { readonly p50: number; readonly p99: number; readonly most: number };
  readonly draining: boolean;
}

export interface Worker {
  readonly port: number;
  readonly commandPort: number;
  /** What the call record holds as `workerUrl`. */
  readonly url: string;
  /** Hands its calls to other workers one by one, then closes. Safe to repeat. */
  drain(): Promise<void>;
  /** Ends all streams at once and stores what they have. */
  close(): Promise<void>;
  /** Live streams. */
  live(): number;
  /** Frame lags are of the time since they were last asked for. */
  stats(): WorkerStats;
}
