import type { Step } from './choice.ts';
import { alike, fitsStep } from './drift.ts';
import type { Flow, FlowPath, FlowStep } from './flow.ts';
import { readPrompt } from './read-prompt.ts';
import { scrub } from './scrub.ts';
import { plain } from './words.ts';

/** Agreeing calls that make a learned way one to follow. */
const PROMOTED_AFTER = 2;
/** Calls in a row that must fail before a way is given up. */
const ROLLED_BACK_AFTER = 2;

/**
 * The way that a finished call took, in what may be kept: prompts without digits and names, keys, phrases that the menu offered, names of
 * facts. Goals are the labels that were chosen, never the person's own words.
 */
export function learnedPath(history: readonly Step[]): FlowPath | null {
  const steps: FlowStep[] = [];
  const goals: string[] = [];
  for (const { heard, kind, action } of history) {
    const expect = [scrub(heard)];
    if (expect[0] === '') continue;
    const option = readPrompt(heard).options.find((one) =>
      'press' in action
        ? one.key === action.press
        : 'say' in action
          ? one.say?.toLowerCase() === action.say.toLowerCase()
          : false,
    );
    if ('press' in action && /^[0-9*#]$/.test(action.press)) {
      steps.push({ do: 'DTMF', expect, digits: action.press, ...(option ? { label: scrub(option.label) } : {}) });
      if (option && kind === 'menu') goals.push(scrub(option.label));
    } else if ('enter' in action) steps.push({ do: 'DTMF', expect, fact: action.enter });
    else if ('say' in action) {
      const say = option?.say ?? (/^(yes|no|representative|agent)$/.test(action.say) ? action.say : goals.at(-1));
      if (say === undefined) return null;
      steps.push({ do: 'SPEAK', expect, say });
      if (option && kind === 'menu_speech') goals.push(scrub(option.label));
    } else if ('wait' in action) {
      if (kind === 'hold_announcement') steps.push({ do: 'HOLD' });
      else if (kind === 'wait_transfer') steps.push({ do: 'TRANSFER' });
      else steps.push({ do: 'LISTEN', expect });
    }
  }
  const tidy = steps.filter((step, i) => step.expect !== undefined || steps[i - 1]?.do !== step.do).slice(0, 30);
  const goal = goals.filter((one) => one !== '').slice(-2);
  if (goal.length === 0 || tidy.length === 0) return null;
  return { goals: [goal.join(': ').slice(0, 120)], steps: tidy, standing: 'candidate', agreed: 1, failed: 0 };
}

const actionOf = (step: FlowStep): string =>
  step.do === 'DTMF' ? `${step.digits ?? ''}${step.fact ?? ''}` : step.do === 'SPEAK' ? step.say.toLowerCase() : '';
const acts = (steps: readonly FlowStep[]): FlowStep[] => steps.filter((step) => actionOf(step) !== '');

/** The same actions at prompts that sound alike; announcements between them do not matter. */
export function sameWay(a: readonly FlowStep[], b: readonly FlowStep[]): boolean {
  const first = acts(a);
  const second = acts(b);
  return (
    first.length === second.length &&
    first.every((step, i) => {
      const other = second[i];
      return (
        other !== undefined &&
        actionOf(step) === actionOf(other) &&
        fitsStep(step, other.expect?.[0] ?? '', false) >= 0.5
      );
    })
  );
}

/** Merges the way of a call that reached a human into what is known of the company. A change of what will be followed makes a new version. */
export function mergePath(flow: Flow, heard: FlowPath, atMs: number): Flow {
  const learned = { ...heard, steps: withWholePrompts(heard.steps, flow) };
  const goal = learned.goals[0] ?? '';
  const own = flow.paths.filter((path) => path.goals.some((one) => alike(one, goal)));
  const same = own.find((path) => path.standing !== 'retired' && sameWay(path.steps, learned.steps));
  const active = own.find((path) => path.standing === 'active');
  if (!same) return { ...flow, updatedAt: atMs, paths: [...flow.paths, learned].slice(-50) };
  const agreed: FlowPath = { ...same, agreed: same.agreed + 1, failed: 0, steps: withHeard(same.steps, learned.steps) };
  if (same.standing === 'active' || agreed.agreed < PROMOTED_AFTER)
    return { ...flow, updatedAt: atMs, paths: flow.paths.map((path) => (path === same ? agreed : path)) };
  const promoted: FlowPath = {
    ...agreed,
    standing: 'active',
    ...(active ? { former: active.steps, goals: [...new Set([...active.goals, ...agreed.goals])].slice(0, 20) } : {}),
  };
  return {
    ...flow,
    version: flow.version + 1,
    updatedAt: atMs,
    paths: flow.paths.filter((path) => path !== active).map((path) => (path === same ? promoted : path)),
  };
}

/**
 * A known way acts at a prompt's first words, so that is all that was heard. How an entry ends ("followed by the pound key") is said last: where
 * an earlier call heard the whole prompt, that is kept.
 */
function withWholePrompts(steps: readonly FlowStep[], { paths }: Flow): FlowStep[] {
  const known = paths.flatMap((path) => [...path.steps, ...(path.former ?? [])]).flatMap(({ expect = [] }) => expect);
  const whole = (text: string): string =>
    known.reduce(
      (longest, one) => (one.length > longest.length && plain(one).startsWith(`${plain(text)} `) ? one : longest),
      text,
    );
  return steps.map((step) => (step.expect === undefined ? step : { ...step, expect: step.expect.map(whole) }));
}

/** Adds the prompts as they were heard this time, so that later calls recognise either wording. */
function withHeard(steps: readonly FlowStep[], heard: readonly FlowStep[]): FlowStep[] {
  return steps.map((step) => {
    const other = heard.find(
      (one) => one.do === step.do && actionOf(one) === actionOf(step) && one.expect !== undefined,
    );
    const text = other?.expect?.[0];
    if (step.expect === undefined || text === undefined || fitsStep(step, text, false) >= 0.9) return step;
    return { ...step, expect: [...step.expect, text].slice(-6) };
  });
}

/** A call that followed this way did not get through by it. After several in a row the former way comes back, or the way is retired. */
export function recordFailure(flow: Flow, failedPath: FlowPath, atMs: number): Flow {
  const failed = failedPath.failed + 1;
  const next: FlowPath =
    failed < ROLLED_BACK_AFTER
      ? { ...failedPath, failed, agreed: 0 }
      : failedPath.former
        ? { goals: failedPath.goals, steps: failedPath.former, standing: 'active', agreed: 0, failed: 0 }
        : { ...failedPath, failed, agreed: 0, standing: 'retired' };
  const changed = failed >= ROLLED_BACK_AFTER ? 1 : 0;
  return {
    ...flow,
    version: flow.version + changed,
    updatedAt: atMs,
    paths: flow.paths.map((path) => (path === failedPath ? next : path)),
  };
}
