import { assents, refuses } from './assent.ts';
import { guardedAct } from './guard.ts';
import type { DidWeUnderstand, PromptOption } from './prompt.ts';
import { plain } from './words.ts';

const SENTENCE =
  /\b(?:you (?:just )?(?:said|entered|chose(?: to)?|selected|want(?:ed)? to|would like to)|you are (?:about to|now |calling about )?|want(?:ed)? to|did you say|it sounds like(?: you(?: are| re)?(?: calling about| want to)?)?|sounds like|calling about|i heard|understood) ?(.+?)(?= is (?:that|this)\b| if (?:this|that)\b| correct\b| right$| press\b| to (?:confirm|authori[sz]e|re ?enter|cancel|keep)\b| (?:say|early|this can)\b|$)/;
const AGREES =
  /^(yes|yeah|yep|correct|right|confirm|agree|i agree|accept|i accept|continue|proceed|authori[sz]e|certify|approve|ok|okay|go ahead|sure|this is|that is|it is|keep|submit|place|complete|finish)\b|\b(is|are) correct\b|^(accept|confirm)\b/;
const DISAGREES =
  /^(no|nope|not|incorrect|wrong|decline|keep|go back|main menu|start over|re ?enter|try again|change|edit|different|otherwise|return|cancel|review|request|reschedule|speak|someone|agent|representative|skip|exit|modify|another|enter)\b|\b(not|in)correct\b|\b(again|re ?enter|different|instead|another|main menu|go back)\b/;

/** What a confirmation understood, and which of its options agree to it and do not. */
export function didWeUnderstand(text: string, options: readonly PromptOption[]): DidWeUnderstand {
  const understood = SENTENCE.exec(text)?.[1] ?? text;
  const entered =
    /\b(?:you (?:just )?entered|i heard|i have) ([a-z0-9 ]+?)(?= is | if | press| correct|$)/.exec(text)?.[1] ?? null;
  const { agree, disagree } = sides(text, options);
  return { understood, entered, agree, disagree };
}

/** "Cancel your broadband", "close the account": a bare "cancel" may as well mean to cancel what was begun. */
const isEnding = (option: PromptOption): boolean => {
  const act = guardedAct(option);
  return (act === 'cancel' || act === 'close') && plain(option.say ?? option.label).includes(' ');
};

/** Points for agreeing; an option that commits the act that the prompt is about agrees, whatever its word ("cancel", "keep"). */
function sides(
  text: string,
  options: readonly PromptOption[],
): { agree: PromptOption | null; disagree: PromptOption | null } {
  const ending =
    options.some((option) => isEnding(option)) ||
    /^(?!.*\bto\b.*\bpress\b).*\b(cancel|close|terminate)\b/.test(text.split(/\b(?:to|press|say)\b/)[0] ?? '') ||
    /\b(about to cancel|(you )?(said|selected|chose) cancel|if you (cancel|close))\b/.test(text);
  const points = options.map((option): [PromptOption, number] => {
    const name = plain(option.say ?? option.label);
    const act = guardedAct(option);
    let sum =
      (AGREES.test(name) || assents(option) ? 1 : 0) -
      (DISAGREES.test(name) || (refuses(option) && !/^keep\b/.test(name)) ? 1 : 0);
    if (/\bwithout\b/.test(name)) sum -= 2;
    const ends = act === 'cancel' || act === 'close' || name === 'cancel';
    if (ends) sum += ending ? 3 : -1;
    else if (act !== null) sum += 2;
    if (/^keep\b/.test(name))
      sum += ending
        ? -2
        : options.length > 1 && options.some((one) => /^(cancel|change|reschedule)/.test(plain(one.label)))
          ? 1.5
          : 0;
    if (/^continue\b/.test(name) && ending) sum += 2;
    return [option, sum];
  });
  const ranked = [...points].sort((a, b) => b[1] - a[1]);
  const best = ranked[0];
  const agree = best && best[1] > -1 ? best[0] : null;
  const rest = points.filter(([option]) => option !== agree);
  const worst = [...rest].sort((a, b) => a[1] - b[1])[0];
  return { agree, disagree: worst?.[0] ?? null };
}
