import { createWriteStream, openSync } from 'node:fs';
import { join } from 'node:path';
import type { Log, Meter } from '#core/ports/telemetry.ts';

export interface LogFile {
  readonly path: string;
  readonly log: Log;
  readonly meter: Meter;
  close(): Promise<void>;
}

/** What CloudWatch would get, as JSON lines in a file, so that the terminal belongs to the call. */
export function openLogFile(dataDir: string, name: string, now: () => number): LogFile {
  const path = join(dataDir, `${name}.jsonl`);
  // Opened here, so that whoever opens a log learns that it cannot be written.
  const stream = createWriteStream(path, { fd: openSync(path, 'a') });
  const write =
    (level: string) =>
    (message: string, fields: Readonly<Record<string, unknown>> = {}) => {
      stream.write(`${JSON.stringify({ at: new Date(now()).toISOString(), level, message, ...fields })}\n`);
    };
  return {
    path,
    log: { info: write('info'), warn: write('warn'), error: write('error') },
    meter: {
      count: (metric, value, unit, dimensions = {}) => write('metric')(metric, { value, unit, ...dimensions }),
    },
    close: () => new Promise((resolve) => stream.end(() => resolve())),
  };
}
