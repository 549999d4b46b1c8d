import type { RememberedAnnouncements } from '#core/ears/memory/remembered.ts';
import { HoldSlayerError } from '#core/errors.ts';
import type { WorkerDeps } from '#stream-worker/worker.ts';
import type { OrderedQueue } from '../ordered-queue.ts';

/** The audio waits for it in memory, and the steps with it. */
const RECALL_MS = 1_000;

/** What earlier calls to the company left. */
export interface Recall {
  /** Null: nothing, or it could not be read. */
  readonly announcements: RememberedAnnouncements | null;
  /** Keeps what the call leaves; ignored when it could not be read, for what others heard would be lost. */
  keep(remembered: RememberedAnnouncements, queue: OrderedQueue): void;
}

/** Never fails, and never takes longer than a second: a call goes on without. */
export async function recallAnnouncements(
  { announcements: store, clock, log }: Pick<WorkerDeps, 'announcements' | 'clock' | 'log'>,
  number: string,
): Promise<Recall> {
  const late = new AbortController();
  const tooLate = clock.sleep(RECALL_MS, late.signal).then(
    () => 'Timeout' as const,
    () => 'Timeout' as const,
  );
  const read = store.load(number).catch((error) => (error instanceof HoldSlayerError ? error.name : 'unknown'));
  const found = await Promise.race([read, tooLate]);
  late.abort();
  if (typeof found === 'string') {
    log.warn('a call goes on without the announcements of earlier ones', { error: found });
    return { announcements: null, keep: () => {} };
  }
  return {
    announcements: found,
    keep(remembered, queue) {
      if (found !== null || remembered.announcements.length > 0) queue.add(() => store.save(number, remembered));
    },
  };
}
