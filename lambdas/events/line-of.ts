import type { Action } from '#core/contracts/action.ts';
import type { Happening } from '#core/contracts/events.ts';
import type { Observation } from '#core/contracts/observation.ts';

/** One happening as one line for people, the same in the terminal, the API and the web page. Null: of no interest to them. */
export function lineOf(what: Happening): string | null {
  switch (what.kind) {
    case 'call.requested':
      return `asked by ${what.via}: call ${what.number} to "${what.intent}"`;
    case 'call.dialling':
      return what.attempt === 1 ? 'dialling' : `dialling again (attempt ${what.attempt})`;
    case 'call.ringing':
      return 'ringing';
    case 'call.answered':
      return 'the company answered';
    case 'call.cancel_requested':
      return `cancel asked by ${what.via}`;
    case 'call.ended':
      return `a leg ended: ${what.status}${what.seconds === null ? '' : ` after ${what.seconds} s`}`;
    case 'call.redialling':
      return `${what.reason}; calling again by the known way`;
    case 'call.finished':
      return `finished: ${what.outcome} (${what.reason}), about $${what.cost.totalUsd.toFixed(2)}`;
    case 'hold.began':
      return 'on hold';
    case 'hold.ended':
      return `the hold is over after ${seconds(what.heldMs)}`;
    case 'queue.position':
      return queueLine(what.position, what.waitSeconds);
    case 'stream.attached':
      return what.track === 'outbound'
        ? 'listening to the person as well'
        : what.epoch === 1
          ? 'listening'
          : `listening again (stream ${what.epoch})`;
    case 'stream.lost':
      return `a stream was lost (${what.reason}); attaching a new one`;
    case 'sound.changed':
      return `${what.tone ? `${what.tone} tone` : what.sound}, ${what.levelDb.toFixed(0)} dB`;
    case 'announcement.heard_before':
      return `recording, heard before (${what.where === 'this-call' ? 'in this call' : 'in an earlier call'}, ${seconds(what.forMs)})`;
    case 'words.heard':
      return `${what.track === 'inbound' ? 'company' : 'you'}: ${what.text}`;
    case 'voice.judged':
      return judgedLine(what);
    case 'step.observed':
      return observedLine(what.observation);
    case 'step.decided':
      return decidedLine(what.action, what.by);
    case 'keys.pressed':
      return what.keys === null
        ? `entered ${what.count} digits: ${what.reason}`
        : `pressed ${what.keys}: ${what.reason}`;
    case 'phrase.said':
      return `said "${what.text}": ${what.reason}`;
    case 'user.asked':
      return `asked you: ${what.question}`;
    case 'user.answered':
      return `you answered by ${what.via}`;
    case 'keeper.spoke':
      return `keeper to the agent: "${what.text}"`;
    case 'device.ringing':
      return `ringing your ${what.deviceId}`;
    case 'device.answered':
      return `your ${what.deviceId} was picked up; waiting for a pressed key`;
    case 'device.accepted':
      return `accepted on your ${what.deviceId}`;
    case 'device.declined':
      return `declined on your ${what.deviceId}`;
    case 'device.unreached':
      return `your ${what.deviceId}: ${what.reason}`;
    case 'device.too_late':
      return `your ${what.deviceId} was too late; the call is taken`;
    case 'bridge.opened':
      return 'bridged: you and the agent are connected';
    case 'bridge.closed':
      return `the conversation is over after ${seconds(what.talkedMs)} (ended by ${what.by.replace('_', ' ')})`;
    case 'worker.handed_over':
      return `the listener is replaced: ${what.reason}`;
    case 'speech_to_text.lost':
      return `no words for now (${what.reason}); going on by sound`;
    case 'speech_to_text.restored':
      return 'words are back';
    case 'stream.quality':
      return null;
    case 'recording.stored':
      return `recording stored: ${what.key}`;
    case 'person.notified':
      return `told you by SMS: ${what.about}`;
  }
}

const seconds = (ms: number) =>
  ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;

function queueLine(position: number | null, waitSeconds: number | null): string {
  const parts = [
    ...(position === null ? [] : [`place ${position} in the queue`]),
    ...(waitSeconds === null ? [] : [`about ${seconds(waitSeconds * 1000)} to wait`]),
  ];
  return parts.join(', ') || 'the queue was mentioned';
}

function judgedLine(what: Extract<Happening, { kind: 'voice.judged' }>): string {
  const evidence = what.evidence
    .map(({ what: why, logOdds }) => `${why} ${logOdds >= 0 ? '+' : ''}${logOdds.toFixed(1)}`)
    .join(', ');
  const who = what.speaker === 'human' ? 'live human' : what.speaker.replace('_', ' ');
  return `${who} (${what.certainty}, log-odds ${what.logOdds.toFixed(1)}): ${evidence}`;
}

function observedLine(observation: Observation): string | null {
  switch (observation.kind) {
    case 'tone':
      return `${observation.tone} tone heard`;
    case 'silence':
      return 'nothing was said for a while';
    case 'refused':
      return `the call was refused: ${observation.reason}`;
    case 'busy':
      return 'busy';
    case 'no_answer':
      return 'nobody answered';
    case 'company_hung_up':
      return 'the company hung up';
    case 'human_retracted':
      return 'not a person after all; holding on';
    case 'worker_lost':
      return 'nobody hears the call; attaching a new listener';
    default:
      return null;
  }
}

function decidedLine(action: Action, by: string): string | null {
  switch (action.next) {
    case 'press':
      return `decided (${by}): press, because ${action.reason}`;
    case 'say':
      return `decided (${by}): speak, because ${action.reason}`;
    default:
      return null;
  }
}
