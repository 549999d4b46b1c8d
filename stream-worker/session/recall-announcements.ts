import type { RememberedAnnouncements } from '#core/ears/memory/remembered.ts';
import type { WorkerDeps } from '#stream-worker/worker.ts';
import type { OrderedQueue } from '../ordered-queue.ts';
import { withinASecond } from './within-a-second.ts';

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
  const found = await withinASecond(clock, store.load(number));
  if ('error' in found) {
    log.warn('a call goes on without the announcements of earlier ones', { error: found.error });
    return { announcements: null, keep: () => {} };
  }
  const { value } = found;
  return {
    announcements: value,
    keep(remembered, queue) {
      if (value !== null || remembered.announcements.length > 0) queue.add(() => store.save(number, remembered));
    },
  };
}
