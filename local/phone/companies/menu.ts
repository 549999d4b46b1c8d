import { quiet, type Script } from '#local/phone/sound/stage.ts';
import type { Menu } from './company.ts';
import { type Scene, say } from './company-party.ts';

/** Says the menu until a key is pressed or a choice is said, and tells the place that it leads to. */
export function* menu(
  scene: Scene,
  { say: text, keys, spoken, waitMs, rounds, invalid, noInput, otherwise }: Menu,
): Script<string> {
  const { stage } = scene;
  for (let round = 1; round <= rounds; round++) {
    let choice: Choice | undefined;
    const chosen = () => {
      choice ??= nextChoice(scene, keys, spoken);
      return choice !== undefined;
    };
    yield* say(scene, text, undefined, chosen);
    yield* quiet(stage, waitMs, chosen);
    if (choice?.place) return choice.place;
    const complaint = choice ? invalid : noInput;
    if (complaint) yield* say(scene, complaint);
    if (choice) stage.forget();
  }
  return otherwise;
}

interface Choice {
  /** undefined = a key that the menu does not have. */
  readonly place: string | undefined;
}

function nextChoice({ stage }: Scene, keys: Menu['keys'], spoken: Menu['spoken']): Choice | undefined {
  const digit = stage.takeDigit();
  if (digit !== undefined) return { place: keys[digit] };
  const said = stage.takeSaid()?.toLowerCase();
  if (said === undefined) return undefined;
  const phrase = Object.keys(spoken).find((candidate) => said.includes(candidate.toLowerCase()));
  return phrase === undefined ? undefined : { place: spoken[phrase] };
}
