import type { Clock } from '#core/ports/clock.ts';
import type { Log, Meter } from '#core/ports/telemetry.ts';

export interface LogLine {
  readonly atMs: number;
  readonly level: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What CloudWatch would get from all processes. */
export interface LogBook {
  readonly log: Log;
  readonly meter: Meter;
  /** Warnings and errors of one call; with null those of none. */
  of(callId: string | null): readonly LogLine[];
  /** Lines that held what no line may hold, without it. */
  readonly leaks: readonly string[];
}

/** @param isSecret whether a text holds what must not be logged */
export function openLogBook(clock: Pick<Clock, 'now'>, isSecret: (text: string) => string | null): LogBook {
  const lines = new Map<string | null, LogLine[]>();
  const leaks: string[] = [];
  const look = (kind: string, message: string, fields: object) => {
    const leak = isSecret(`${message} ${JSON.stringify(fields)}`);
    if (leak !== null) leaks.push(`${leak} in the ${kind} "${message}"`);
  };
  const write =
    (level: string) =>
    (message: string, fields: Readonly<Record<string, unknown>> = {}) => {
      look('line', message, fields);
      if (level === 'info') return;
      const callId = typeof fields.callId === 'string' ? fields.callId : null;
      const ofCall = lines.get(callId) ?? [];
      lines.set(callId, ofCall);
      ofCall.push({ atMs: clock.now(), level, message, fields });
    };
  return {
    log: { info: write('info'), warn: write('warn'), error: write('error') },
    meter: { count: (name, _value, _unit, dimensions = {}) => look('metric', name, dimensions) },
    of: (callId) => lines.get(callId) ?? [],
    leaks,
  };
}
