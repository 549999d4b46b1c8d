import type { Step } from '#core/navigation/choice.ts';
import type { FlowStep } from '#core/navigation/flow.ts';
import { plain } from '#core/navigation/words.ts';

/** Share of common words from which two hearings are of one prompt; between repeats of one recording speech-to-text changes few words. */
const SAME_PROMPT = 0.6;

/** The step that an earlier attempt took at this prompt, if it was heard then. */
export function knownStep(earlier: readonly Step[], heard: string): FlowStep | null {
  const step = earlier.find((candidate) => overlap(candidate.heard, heard) >= SAME_PROMPT);
  if (!step || heard.trim() === '') return null;
  const expect: [string] = [step.heard.slice(0, 400)];
  if ('press' in step.action && /^[0-9*#]$/.test(step.action.press))
    return { do: 'DTMF', expect, digits: step.action.press };
  if ('say' in step.action) return { do: 'SPEAK', expect, say: step.action.say };
  return null;
}

function overlap(first: string, second: string): number {
  const a = new Set(plain(first).split(' '));
  const b = new Set(plain(second).split(' '));
  const common = [...a].filter((word) => b.has(word)).length;
  return common / Math.max(1, a.size, b.size);
}
