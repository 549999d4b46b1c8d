import type { Happening } from '#core/contracts/events.ts';
import type { Observation } from '#core/contracts/observation.ts';
import { clipped } from '#core/people/sentences.ts';
import { withoutTags } from '#core/policy/hide-numbers.ts';

type Of<K extends Happening['kind']> = Extract<Happening, { kind: K }>;

/** One happening as one line for people, the same in the terminal, the API and the web page. Null: of no interest to them. */
export function lineOf(what: Happening): string | null {
  switch (what.kind) {
    case 'call.requested':
      return `asked by ${viaWords(what.via)}: call ${what.number}, "${what.intent}"`;
    case 'call.in_line':
      return `place ${what.place} in line; dialled in about ${duration(what.waitMs)}`;
    case 'call.dialling':
      return what.attempt === 1 ? 'dialling' : `dialling again (attempt ${what.attempt})`;
    case 'call.ringing':
      return 'ringing';
    case 'call.answered':
      return 'the company answered';
    case 'call.cancel_requested':
      return `cancel asked by ${viaWords(what.via)}`;
    case 'call.ended':
      return endedLine(what);
    case 'call.redialling':
      return `${what.reason}; calling again`;
    case 'call.finished':
      return `finished, ${plainly(what.outcome)}: ${what.reason}; about $${what.cost.totalUsd.toFixed(2)}`;
    case 'hold.began':
      return holdLine(what);
    case 'hold.ended':
      return `the hold is over after ${duration(what.heldMs)}`;
    case 'queue.position':
      return queueLine(what);
    case 'stream.attached':
      return attachedLine(what);
    case 'stream.lost':
      return `a stream was lost (${what.reason}); attaching a new one`;
    case 'sound.changed':
      return what.tone ? `${plainly(what.tone)} tone, ${level(what.levelDb)}` : soundWords(what.sound, what.levelDb);
    case 'announcement.heard_before':
      return `recording, heard before ${what.where === 'this-call' ? 'in this call' : 'in an earlier call'}${what.forMs < 1_000 ? '' : ` (${duration(what.forMs)})`}`;
    case 'words.heard':
      return `${what.track === 'inbound' ? 'company' : 'you'}: ${what.text}`;
    case 'voice.judged':
      return judgedLine(what);
    case 'step.observed':
      return observedLine(what.observation);
    case 'keys.pressed':
      return `${what.keys === null ? `entered ${what.count} digits` : `pressed ${what.keys}`}: ${what.reason}`;
    case 'model.answered':
      return `${what.model} answered in ${duration(what.tookMs)}: ${plainly(what.result)}`;
    case 'model.unavailable':
      return `${what.model} gave no usable answer (${what.error}); going on without it`;
    case 'phrase.said':
      return `said "${what.text}": ${what.reason}`;
    case 'user.asked':
      return `asked you: ${what.question}`;
    case 'user.answered':
      return `you answered by ${viaWords(what.via)}`;
    case 'keeper.spoke':
      return `keeper to the agent: "${what.text}"`;
    case 'device.ringing':
      return `ringing your ${what.deviceId}`;
    case 'device.answered':
      return `your ${what.deviceId} was picked up; waiting for a pressed key`;
    case 'device.accepted':
      return `accepted on your ${what.deviceId}`;
    case 'device.entered':
      return `your ${what.deviceId} is in the room, where the agent comes next`;
    case 'device.declined':
      return `declined on your ${what.deviceId}`;
    case 'device.unreached':
      return `your ${what.deviceId}: ${what.reason}`;
    case 'device.too_late':
      return `your ${what.deviceId} was too late`;
    case 'ring.was_false':
      return `you said by ${viaWords(what.via)} that nobody was on the line`;
    case 'bridge.opened':
      return 'bridged: you and the agent are connected';
    case 'bridge.closed':
      return `the conversation is over after ${duration(what.talkedMs)}: ${closers[what.by]}`;
    case 'worker.handed_over':
      return `another listener took over: ${what.reason}`;
    case 'speech_to_text.lost':
      return `no words for now (${what.reason}); going on by sound`;
    case 'speech_to_text.restored':
      return 'words are back';
    case 'recording.stored':
      return `recording stored: ${what.key}`;
    case 'recording.paused':
      return `recording and transcript pause for up to ${duration(what.forMs)}, asked by ${viaWords(what.via)}`;
    case 'recording.resumed':
      return `recording and transcript go on, asked by ${viaWords(what.via)}`;
    case 'person.notified':
      return `texted you: ${notified[what.about] ?? plainly(what.about)}`;
    case 'step.decided':
    case 'stream.quality':
      return null;
  }
}

const plainly = (name: string) => name.replaceAll('_', ' ');
const level = (db: number) => `${db.toFixed(0)} dB`;

function viaWords(via: string): string {
  return { api: 'API', sms: 'text message', mcp: 'an assistant', web: 'the web page' }[via] ?? via;
}

/** `9.4 s`, `2 min 5 s`, `1 h 3 min` */
function duration(ms: number): string {
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min${seconds % 60 === 0 ? '' : ` ${seconds % 60} s`}`;
  return `${Math.floor(minutes / 60)} h${minutes % 60 === 0 ? '' : ` ${minutes % 60} min`}`;
}

function soundWords(sound: Of<'sound.changed'>['sound'], levelDb: number | null): string {
  const words = { silence: 'silence', ringback: 'ringing tone', music: 'music', speech: 'a voice', tone: 'a tone' };
  return `${words[sound]}${levelDb === null || sound === 'silence' ? '' : `, ${level(levelDb)}`}`;
}

function endedLine({ status, seconds }: Of<'call.ended'>): string {
  if (status !== 'completed') return `a line ended: ${plainly(status.replaceAll('-', '_'))}`;
  return `a line was hung up${seconds === null ? '' : ` after ${duration(seconds * 1000)}`}`;
}

function holdLine({ sound, levelDb, usualSeconds }: Of<'hold.began'>): string {
  const heard = sound === undefined ? '' : `: ${soundWords(sound, levelDb ?? null)}`;
  return `on hold${heard}${usualSeconds === undefined ? '' : `; it usually takes ${waitOf(usualSeconds)} there`}`;
}

function queueLine({ position, waitSeconds, leftSeconds = null }: Of<'queue.position'>): string {
  const wait = waitSeconds === null ? [] : [`about ${waitOf(waitSeconds)} to wait`];
  const place = position === null ? [] : [`place ${position} in the queue`];
  // What was just promised is no forecast of ours.
  const left = leftSeconds === null || waitSeconds !== null ? '' : `; about ${waitOf(leftSeconds)} left, it seems`;
  return `${[...place, ...wait].join(', ') || 'the queue was mentioned'}${left}`;
}

const waitOf = (seconds: number) => (seconds < 60 ? `${seconds} s` : duration(Math.round(seconds / 60) * 60_000));

function attachedLine({ track, epoch }: Of<'stream.attached'>): string {
  if (track === 'outbound') return 'listening to you as well';
  return epoch === 1 ? 'listening' : `listening (stream ${epoch})`;
}

/** The strongest reasons tell the story; the log has them all. */
const MOST_EVIDENCE = 4;

function judgedLine({ speaker, certainty, logOdds, evidence }: Of<'voice.judged'>): string {
  const name = speakers[speaker];
  const who = {
    confirmed: speaker === 'human' ? 'live human' : name,
    probable: `probably ${name}`,
    retracted: `not ${name} after all`,
  }[certainty];
  const weighed = evidence.filter((one) => one.logOdds !== 0);
  const notes = evidence.filter((one) => one.logOdds === 0).map(({ what }) => what);
  const strongest = weighed
    .toSorted((a, b) => Math.abs(b.logOdds) - Math.abs(a.logOdds))
    .slice(0, MOST_EVIDENCE)
    .map(({ what, logOdds: weight }) => `${what} ${signed(weight)}`);
  const more = weighed.length > MOST_EVIDENCE ? [`and ${weighed.length - MOST_EVIDENCE} more`] : [];
  return [`${who} (log-odds ${signed(logOdds)})`, [...strongest, ...more, ...notes].join(', ')]
    .filter(Boolean)
    .join(': ');
}

const speakers: Readonly<Record<Of<'voice.judged'>['speaker'], string>> = {
  human: 'a live human',
  recording: 'a recording',
  ai_agent: 'a talking machine',
  voicemail: 'a voicemail',
  screening: 'a call screener',
  queue: 'the voice of the queue',
};

const signed = (value: number) => `${value > -0.05 ? '+' : '-'}${Math.abs(value).toFixed(1)}`;

function observedLine(observation: Observation): string | null {
  switch (observation.kind) {
    case 'prompt':
      return observation.text === ''
        ? 'a recording spoke; its words are not known'
        : `the company's system says: "${clipped(withoutTags(observation.text), 400)}"`;
    case 'tone':
      return `${observation.tone === 'sit' ? 'out-of-service' : observation.tone} tone heard`;
    case 'voice_waits':
      return 'a voice waits for an answer';
    case 'silence':
      return 'nothing was said for a while';
    case 'refused':
      return `the call was refused: ${observation.reason}`;
    case 'busy':
      return 'the line is busy';
    case 'no_answer':
      return 'nobody answered';
    case 'company_hung_up':
      return 'the company hung up';
    case 'canceled':
      return 'canceled';
    case 'human_retracted':
      return 'not a person after all; holding on';
    case 'unreachable':
      return 'none of your devices took the call';
    case 'user_hung_up':
      return 'you hung up';
    case 'back_to_hold':
      return 'you asked to hold again';
    case 'worker_lost':
      return 'nobody heard the call; a new listener was asked for';
    default:
      return null;
  }
}

const closers: Readonly<Record<Of<'bridge.closed'>['by'], string>> = {
  company: 'the company left',
  user: 'you left',
  hold_again: 'holding again',
  canceled: 'canceled',
};

const notified: Readonly<Record<string, string>> = {
  'call.in_line': 'the place in line',
  'keeper.spoke': 'a person is on the line',
  'queue.position': 'it is nearly your turn',
  'call.finished': 'how the call ended',
};
