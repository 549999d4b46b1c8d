import type { NavigationAction, Step } from '#core/navigation/choice.ts';
import { choose } from '#core/navigation/choose.ts';
import { readBackAgrees } from '#core/navigation/read-back.ts';
import { readPrompt } from '#core/navigation/read-prompt.ts';
import { HANG_UP, type Place } from '#local/phone/companies/company.ts';
import { readArguments } from '#tests/bench/command-line.ts';
import { DANGER, RIGHT, WRONG } from './ground.ts';
import { type Tree, treeOf } from './tree.ts';

/**
 * `npm run bench:trees:read -- [--seed 1] [--trees 240] [--trace]`: the same trees as text, without calls: what choosing alone makes of them.
 * Hundreds take a second, so that whole calls need not be the first to show what is misread.
 */
const { values } = readArguments('usage: npm run bench:trees:read -- [--seed 1] [--trees 240] [--trace]', {
  options: {
    seed: { type: 'string', default: '1' },
    trees: { type: 'string', default: '240' },
    trace: { type: 'boolean', default: false },
  },
});
const MOST_PROMPTS = 30;

function walk(tree: Tree): { readonly end: string; readonly steps: readonly Step[] } {
  const { company, intent, facts } = tree;
  const steps: Step[] = [];
  let heard: string[] = [];
  let name = company.start ?? HANG_UP;
  let again = 0;
  while (![HANG_UP, RIGHT, WRONG, DANGER].includes(name) && steps.length < MOST_PROMPTS) {
    const place = company.places[name];
    if (!place) break;
    if ('play' in place) {
      heard.push(...place.play.flatMap((item) => ('say' in item ? [item.say] : [])));
      name = place.next;
      continue;
    }
    const text = [...heard, 'menu' in place ? place.menu.say : 'enter' in place ? place.enter.say : ''].join(' ');
    heard = [];
    const action = chosen(text, intent, facts, steps);
    const next = after(place, action);
    again = next === null ? again + 1 : 0;
    name = next ?? (again >= 3 ? otherwiseOf(place) : name);
  }
  return { end: name, steps };
}

function chosen(text: string, intent: string, facts: Tree['facts'], steps: Step[]): NavigationAction {
  const prompt = readPrompt(text);
  const readBack = readBackAgrees(text, Object.values(facts), 'MDY');
  const { action } = choose({ prompt, intent, factNames: Object.keys(facts), history: steps, flow: null, readBack });
  steps.push({ heard: text, kind: prompt.kind, action });
  return action;
}

/** Null: the menu is said again. */
function after(place: Place, action: NavigationAction): string | null {
  if ('enter' in place) return 'enter' in action && 'next' in place ? place.next : null;
  if (!('menu' in place)) return null;
  const { keys, spoken, otherwise, rounds } = place.menu;
  if ('press' in action) return keys[action.press] ?? null;
  if ('say' in action) {
    const said = action.say.toLowerCase();
    return Object.entries(spoken).find(([phrase]) => said.includes(phrase.toLowerCase()))?.[1] ?? null;
  }
  return 'hangup' in action ? HANG_UP : rounds === 1 ? otherwise : null;
}

const otherwiseOf = (place: Place): string =>
  'menu' in place ? place.menu.otherwise : 'enter' in place ? place.enter.otherwise : HANG_UP;

const trees = Array.from({ length: Number(values.trees) }, (_, i) => treeOf(Number(values.seed), i, '+18005552000'));
const ends = trees.map((tree) => ({ tree, ...walk(tree) }));
if (values.trace) {
  for (const { tree, end, steps } of ends.filter(({ end }) => end !== RIGHT)) {
    console.log(`\n${tree.intent} (${tree.goal}): ${end}`);
    for (const { heard, kind, action } of steps.slice(-4))
      console.log(`  ${kind} ${heard}\n    -> ${JSON.stringify(action)}`);
  }
}
const count = (name: string) => ends.filter(({ end }) => end === name).length;
console.log(
  `seed ${values.seed}, ${ends.length} trees by reading alone: ${((count(RIGHT) / ends.length) * 100).toFixed(1)}% in the right queue, ${count(DANGER)} dangerous`,
);
