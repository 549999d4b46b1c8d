import { quiet, type Script } from '#local/phone/sound/stage.ts';
import type { Entry } from './company.ts';
import { type Scene, say } from './company-party.ts';

/**
 * Asks for a number to be keyed in.
 * @returns false when no complete number came
 */
export function* enter(scene: Scene, { say: text, digits, endsWith, waitMs, rounds, invalid }: Entry): Script<boolean> {
  const { stage } = scene;
  for (let round = 1; round <= rounds; round++) {
    let entered = '';
    let ended = false;
    const keyed = () => {
      const digit = stage.takeDigit();
      if (digit === undefined) return false;
      if (digit === endsWith) ended = true;
      else entered += digit;
      if (!endsWith && entered.length >= digits) ended = true;
      return true;
    };
    yield* say(scene, text, undefined, keyed);
    while (!ended && !(yield* quiet(stage, waitMs, keyed))) {
      /* every key starts the wait anew */
    }
    if (ended && entered.length === digits) return true;
    if (invalid) yield* say(scene, invalid);
  }
  return false;
}
