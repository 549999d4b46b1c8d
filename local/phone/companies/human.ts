import { pickUpClick, room } from '#local/phone/sound/room.ts';
import { between, seeded, seedOf } from '#local/phone/sound/seeded.ts';
import { play, quiet, type Script } from '#local/phone/sound/stage.ts';
import type { Human } from './company.ts';
import { type Scene, say } from './company-party.ts';

/** Between the last word and the click: long enough that it was heard out. */
const LEAVES_AFTER_MS = 1200;

/**
 * Somebody picks up: greets, leaves room for an answer, asks again into silence, waits for the person that it is promised, talks, closes.
 * @returns false when the person gave up waiting
 */
export function* human(scene: Scene, manner: Human): Script<boolean> {
  const { stage } = scene;
  const seed = seedOf(stage.seed, manner.voice, stage.nowMs);
  const random = seeded(seed);
  stage.room = room(seed);
  stage.forget();
  yield* play(stage, pickUpClick(seed));
  yield* quiet(stage, between(random, 250, 700));
  yield* say(scene, manner.greets, manner.voice);

  const promised = yield* answered(scene, manner, manner.silencePatienceMs);
  const connected = promised && (stage.bridged || (yield* waitsForPerson(scene, manner)));
  const talked = connected && (yield* talks(scene, manner, random));
  yield* say(scene, talked ? manner.closes : manner.givesUp, manner.voice);
  yield* quiet(stage, LEAVES_AFTER_MS);
  stage.room = null;
  return talked;
}

/** Waits for a sentence of the other side, and asks into the silence. */
function* answered(scene: Scene, manner: Human, patienceMs: number): Script<boolean> {
  const { stage } = scene;
  const beganMs = stage.nowMs;
  let askedMs = beganMs;
  let asked = 0;
  for (;;) {
    if (stage.takeSaid() !== undefined) return true;
    const heardMs = Math.max(beganMs, stage.lastVoiceMs);
    if (stage.nowMs - heardMs >= patienceMs) return false;
    if (stage.nowMs - Math.max(heardMs, askedMs) >= manner.asksAgainAfterMs) {
      yield* say(scene, manner.asksAgain[asked++ % manner.asksAgain.length] ?? 'Hello?', manner.voice);
      askedMs = stage.nowMs;
    } else yield { frame: null };
  }
}

/** Somebody else answered ("one moment, I am connecting you"): waits for the person. */
function* waitsForPerson(scene: Scene, manner: Human): Script<boolean> {
  const { stage } = scene;
  yield* quiet(stage, 500);
  yield* say(scene, manner.waits, manner.voice);
  const timedOut = yield* quiet(stage, manner.bridgePatienceMs, () => stage.bridged);
  stage.forget();
  return !timedOut && (yield* answered(scene, manner, manner.silencePatienceMs));
}

function* talks(scene: Scene, manner: Human, random: () => number): Script<boolean> {
  for (const sentence of manner.talk) {
    yield* quiet(scene.stage, between(random, 500, 1100));
    yield* say(scene, sentence, manner.voice);
    scene.stage.forget();
    if (!(yield* answered(scene, manner, manner.silencePatienceMs))) return false;
  }
  yield* quiet(scene.stage, between(random, 400, 800));
  return true;
}
