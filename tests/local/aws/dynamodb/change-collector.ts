import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';

/** A reader that keeps what it is told, and lets a test wait until that is enough. */
export function collector(name: string) {
  const records: DynamoDBRecord[] = [];
  const waiting = new Set<() => void>();
  const add = (more: readonly DynamoDBRecord[]) => {
    records.push(...more);
    for (const look of waiting) look();
  };
  return {
    name,
    records,
    add,
    read: async (event: DynamoDBStreamEvent) => add(event.Records),
    /** Resolves when `enough` is true of all records so far. */
    until: (enough: (records: readonly DynamoDBRecord[]) => boolean) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (!enough(records)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
  };
}

/** `INSERT a 1` = item with sk `a` is now at n = 1. */
export function told(record: DynamoDBRecord): string {
  const { Keys, NewImage, OldImage } = record.dynamodb ?? {};
  return `${record.eventName} ${Keys?.sk?.S} ${(NewImage ?? OldImage)?.n?.N}`;
}
