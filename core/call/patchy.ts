const KEY =
  /\b(?:press|dial|push|touch|select)(?: the)?(?: number)? (?:zero|one|two|three|four|five|six|seven|eight|nine|star|pound|[0-9*#])/gi;
/** What comes before the first key: a label ("for billing press two"), or none ("press two for billing"). */
const LABEL_BEFORE = /\b(?:for|to|if)\b(?! calling)[^.]*$/i;

/**
 * A menu that breaks off, up to its last whole option. "For billing press two for" reads as if the key came before what it is for, and every key of
 * the menu would be another. One that names its keys first stays as it is.
 */
export function asFarAsKeys(text: string): string {
  const keys = [...text.matchAll(KEY)];
  const [first, last] = [keys[0], keys.at(-1)];
  if (!first || !last || !LABEL_BEFORE.test(text.slice(0, first.index))) return text;
  return text.slice(0, last.index + last[0].length);
}
