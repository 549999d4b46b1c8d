import type { CallRecord } from '#core/contracts/call-record.ts';
import type { CallEvent } from '#core/contracts/events.ts';
import { shortened } from '#core/policy/redact.ts';
import { type ConsolePlace, consoleLinks } from './console-links.ts';
import { type Markup, markup } from './markup.ts';

export interface ListedCall {
  readonly call: CallRecord;
  readonly log: readonly CallEvent[];
}

const style = markup`<style>
.calls { border-collapse: collapse; width: 100% }
.calls th, .calls td { padding: 3px 10px 3px 0; text-align: left; white-space: nowrap }
.calls td.name { white-space: normal; min-width: 12em; overflow-wrap: anywhere }
.calls.events { width: auto }
.calls td.number { font-variant-numeric: tabular-nums }
</style>`;

/** What CloudWatch shows in the dashboard. Nothing in it can be dialled, and nothing tells what was said. */
export function callsPage(
  listed: readonly ListedCall[],
  { place, functionArn, now, hasMore }: { place: ConsolePlace; functionArn: string; now: number; hasMore: boolean },
): string {
  if (listed.length === 0) return markup`<p>No call is under way.</p>`.html;
  const onHold = listed.filter(({ call }) => call.state === 'holding').length;
  const more = hasMore ? markup` These are the first; there are more.` : markup``;
  const rows = listed.map((each) => rowOf(each, place, functionArn, now));
  return markup`${style}<p>${listed.length} under way, ${onHold} on hold.${more}</p>
<table class="calls"><thead><tr><th>Call</th><th>Company</th><th>State</th><th>Since</th><th>On hold</th><th>Heard</th><th></th></tr></thead>
<tbody>${rows}</tbody></table>`.html;
}

/** A company is named by whoever asks for the call. */
const MOST_OF_NAME = 60;

function rowOf({ call, log }: ListedCall, place: ConsolePlace, functionArn: string, now: number): Markup {
  const { callId, request, state, createdAt } = call;
  const links = consoleLinks(place, call);
  const execution = links.execution ? markup`<a href="${links.execution}" target="_blank">execution</a> ` : markup``;
  const number = shortened(request.number);
  const name = request.company === null ? number : `${request.company.slice(0, MOST_OF_NAME)} (${number})`;
  return markup`<tr><td>${callId}</td><td class="name">${name}</td><td>${state}</td>
<td class="number">${duration(now - createdAt)}</td><td class="number">${heldWords(log, now)}</td><td>${heardWords(call)}</td>
<td>${execution}<a href="${links.log}" target="_blank">log</a> <a href="${links.audio}" target="_blank">audio</a>
<a class="btn">events</a><cwdb-action action="call" display="popup" endpoint="${functionArn}">${JSON.stringify({ callId })}</cwdb-action></td></tr>
`;
}

/** Without a line there is nothing to hear: before the company answers, and when it has hung up. */
function heardWords({ state, workerUrl, legEndedAt }: CallRecord): string {
  if (legEndedAt !== null) return '';
  if (workerUrl !== null) return 'yes';
  return state === 'requested' || state === 'dialling' ? '' : 'by nobody';
}

const MOST_EVENTS = 60;

/** The last events of a call by their kinds: what was said, pressed or given stays in the table. */
export function eventsPage(callId: string, log: readonly CallEvent[]): string {
  if (log.length === 0) return markup`<p>${callId} has no events.</p>`.html;
  const rows = log
    .slice(-MOST_EVENTS)
    .map(({ at, what }) => markup`<tr><td>${new Date(at).toISOString().slice(11, 23)}</td><td>${what.kind}</td></tr>`);
  return markup`${style}<p>${callId}, the last ${rows.length} of ${log.length} events (UTC).</p><table class="calls events"><tbody>${rows}</tbody></table>`
    .html;
}

/** All holds of a call together; empty while there was none. */
function heldWords(log: readonly CallEvent[], now: number): string {
  const held = log.reduce((sum, { what }) => sum + (what.kind === 'hold.ended' ? what.heldMs : 0), 0);
  const last = log.findLast(({ what }) => what.kind === 'hold.began' || what.kind === 'hold.ended');
  const open = last?.what.kind === 'hold.began' ? Math.max(0, now - last.at) : 0;
  return held + open === 0 ? '' : duration(held + open);
}

/** `1:02:03` */
function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  return `${hours > 0 ? `${hours}:` : ''}${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
