import { pickUpClick, room } from '#local/phone/sound/room.ts';
import { between, seeded } from '#local/phone/sound/seeded.ts';
import { play, quiet, type Script, type Stage } from '#local/phone/sound/stage.ts';
import { tone } from '#local/phone/sound/tones.ts';
import type { Owner } from './person.ts';

export const OWNER_TALK = [
  'Hello, thanks for taking my call. There is a charge on my statement that I do not recognize.',
  'It was on the third of this month, for forty nine dollars.',
  'That is great. Thank you very much.',
];
export const PERSON_GREETING = 'Hello?';
export const PERSON_GOODBYE = 'Thank you. Goodbye.';
export const VOICEMAIL_GREETING =
  'Hi, you have reached my voicemail. I cannot come to the phone right now. Please leave a message after the tone.';

/** A device rings off when nobody says anything for so long. */
const PATIENCE_MS = 20_000;
const MESSAGE_MS = 60_000;
/** A voice that goes on within this time still belongs to the announcement. */
const ANNOUNCEMENT_GAP_MS = 700;

/** Hears the announcement, accepts, and talks with the agent. */
export function* acceptsCall(stage: Stage, owner: Owner): Script {
  yield* picksUp(stage, owner);
  if (!(yield* hearsAnnouncement(stage))) return;
  yield* quiet(stage, owner.pressAfterMs);
  yield { frame: null, digits: owner.pressesKey };
  if (!(yield* becomesBridged(stage))) return;
  const random = seeded(stage.seed);
  yield* quiet(stage, between(random, 500, 900));
  for (const sentence of owner.talk) {
    yield* says(stage, owner, sentence);
    const answer = yield* hears(stage);
    if (answer === undefined) break;
    if (owner.leavesWhenPutOnHold && /\bhold\b/i.test(answer)) {
      yield* quiet(stage, 1500);
      yield { frame: null, digits: '*' };
      yield* quiet(stage, PATIENCE_MS);
      return;
    }
    yield* quiet(stage, between(random, 500, 1000));
  }
  if (owner.ends === 'hangs-up') yield* says(stage, owner, PERSON_GOODBYE);
  else for (;;) yield { frame: null };
}

/** Hears the announcement and hangs up. */
export function* declinesCall(stage: Stage, owner: Owner): Script {
  yield* picksUp(stage, owner);
  if (yield* hearsAnnouncement(stage)) yield* quiet(stage, owner.pressAfterMs);
}

/** A machine: greeting, beep, and patience. No key is ever pressed. */
export function* takesMessage(stage: Stage, owner: Owner): Script {
  yield* quiet(stage, 500);
  yield* play(stage, owner.speech(VOICEMAIL_GREETING, 'ruth'));
  yield* quiet(stage, 300);
  yield* play(stage, tone('beep'));
  yield* quiet(stage, MESSAGE_MS);
}

/** Nobody took the call: should a leg come up all the same, it ends at once. */
export function* isNotThere(): Script {}

function* picksUp(stage: Stage, owner: Owner): Script {
  stage.room = room(stage.seed);
  yield* play(stage, pickUpClick(stage.seed));
  yield* quiet(stage, 300);
  yield* says(stage, owner, PERSON_GREETING);
}

/** What the other side said meanwhile was no answer to it. */
function* says(stage: Stage, owner: Owner, text: string): Script {
  yield* play(stage, owner.speech(text, owner.voice));
  stage.forget();
}

function* hearsAnnouncement(stage: Stage): Script<boolean> {
  if ((yield* hears(stage)) === undefined) return false;
  while (stage.nowMs - stage.lastVoiceMs < ANNOUNCEMENT_GAP_MS) yield { frame: null };
  stage.forget();
  return true;
}

/** The next sentence of the other side; undefined when nothing comes. */
function* hears(stage: Stage): Script<string | undefined> {
  let said: string | undefined;
  yield* quiet(stage, PATIENCE_MS, () => {
    said ??= stage.takeSaid();
    return said !== undefined;
  });
  return said;
}

function* becomesBridged(stage: Stage): Script<boolean> {
  const timedOut = yield* quiet(stage, PATIENCE_MS, () => stage.bridged);
  stage.forget();
  return !timedOut;
}
