import type { CallStore } from '#core/ports/call-store.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { FactStore } from '#core/ports/fact-store.ts';
import type { FlowStore } from '#core/ports/flow-store.ts';
import type { LanguageModel } from '#core/ports/language-model.ts';
import type { LiveFeed, Notifier } from '#core/ports/notifier.ts';
import type { OwnerStore } from '#core/ports/owner-store.ts';
import type { Recordings } from '#core/ports/recordings.ts';
import type { StartLine } from '#core/ports/start-line.ts';
import type { Log, Meter } from '#core/ports/telemetry.ts';
import type { Telephony } from '#core/ports/telephony.ts';
import type { WorkerLink } from '#core/ports/worker-link.ts';
import type { Workflow } from '#core/ports/workflow.ts';
import type { Environment } from './environment.ts';

/** Everything that a Lambda may need of the outside. `wire` makes the real ones; tests hand in their own. */
export interface Services {
  readonly environment: Environment;
  readonly calls: CallStore;
  readonly owners: OwnerStore;
  readonly flows: FlowStore;
  readonly facts: FactStore;
  readonly line: StartLine;
  readonly telephony: Telephony;
  readonly notifier: Notifier;
  readonly workflow: Workflow;
  readonly workers: WorkerLink;
  readonly recordings: Recordings;
  readonly live: LiveFeed;
  /** Null: no model is configured, and calls go without. */
  readonly model: LanguageModel | null;
  readonly clock: Clock;
  readonly log: Log;
  readonly meter: Meter;
}
