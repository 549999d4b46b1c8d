import type { CallEvent } from '#core/contracts/events.ts';
import { lineOf } from '#lambdas/events/line-of.ts';

export interface Screen {
  write(text: string): void;
  readonly colours: boolean;
}

/** Colours by what matters: people are green, what goes wrong is red, the rest stays quiet. */
const colourOf = (kind: CallEvent['what']['kind']): string => {
  if (kind === 'voice.judged' || kind.startsWith('bridge') || kind === 'device.accepted') return '\u001b[32m';
  if (kind.endsWith('lost') || kind === 'device.unreached') return '\u001b[31m';
  if (kind === 'keys.pressed' || kind === 'phrase.said' || kind === 'keeper.spoke') return '\u001b[36m';
  return kind === 'sound.changed' || kind === 'announcement.heard_before' ? '\u001b[2m' : '';
};

/**
 * One reader of the log: each happening from `sinceMs` on as one line, with the time since the first of its call. From the second call on, lines
 * bear its number, since calls may go on side by side.
 */
export function terminalView(screen: Screen, sinceMs: number): (event: CallEvent) => void {
  const calls = new Map<CallEvent['callId'], { readonly startedAt: number; readonly tag: string }>();
  const shown = new Set<string>();
  return (event) => {
    const line = lineOf(event.what);
    const id = `${event.callId} ${event.eventId}`;
    if (line === null || event.at < Math.floor(sinceMs) || shown.has(id)) return;
    shown.add(id);
    const tag = calls.size === 0 ? '' : `#${calls.size + 1} `;
    const call = calls.get(event.callId) ?? { startedAt: event.at, tag };
    calls.set(event.callId, call);
    const time = `${call.tag}${clockOf(event.at - call.startedAt)}`;
    const colour = screen.colours ? colourOf(event.what.kind) : '';
    screen.write(`${time}  ${colour}${line}${colour ? '\u001b[0m' : ''}\n`);
  };
}

/** mm:ss.t */
function clockOf(ms: number): string {
  const tenths = Math.max(0, Math.floor(ms / 100));
  const minutes = Math.floor(tenths / 600);
  const seconds = (tenths % 600) / 10;
  return `${String(minutes).padStart(2, '0')}:${seconds.toFixed(1).padStart(4, '0')}`;
}
