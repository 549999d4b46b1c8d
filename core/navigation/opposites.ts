/** "Your whole booking", and one of those in it. */
const EXTENTS: readonly [RegExp, RegExp] = [
  /\b(whole|entire|everything|everybody|everyone|all (of|my|our|your|the))\b/,
  /\b(the (rest|others?)( of (us|them|it|you))? (still|will|can|is|are|stays?|remains?)|one \w+ only|(only|just) one|one of (us|my|our|your|the|them)|part of (my|our|your|the|it)|not (all|everything|everyone|the whole)|keep(ing)? the (rest|others?))\b/,
];

/** Pairs of which an intent and an offer may not have one each. Folded words. */
const OPPOSITES: readonly (readonly [RegExp, RegExp])[] = [
  [
    /\b(turn|switch)(ing)? (\w+ ){0,3}on\b|\bstart/,
    /\b(turn|switch)(ing)? (\w+ ){0,3}off\b|\bstop|\bshut off\b|\bend\b/,
  ],
  [/\bopen|\bnew\b|\bsign up\b|\bjoin/, /\bclose(?! to)|\bcancel|\bterminate/],
  [/\b(already|existing)\b/, /\b(new|never|first time|nothing .{0,14}yet|not .{0,14}yet)\b/],
  [/\badd\b/, /\bremove\b|\btake (\w+ ){0,3}off\b|\btaken off\b|\bdrop\b/],
  [/\b(keep|confirm|extend)\b/, /\b(cancel\w*|no longer (need|want)|call (it )?off|give (it )?up|lapse|not coming)\b/],
  [/\bmoving in\b|\bmove in\b|\bmoved in\b/, /\bmoving out\b|\bmove out\b|\bmoved out\b/],
  [
    /\b(raise|increase|higher|upgrade|bigger|top up|buy more|more data)\b/,
    /\b(lower|decrease|reduce|downgrade|cheaper|smaller|cut down|less)\b/,
  ],
  EXTENTS,
];

/** Which of the two a text is for: 1, -1, or 0 when it has neither or both. */
const side = (text: string, [one, other]: readonly [RegExp, RegExp]): number =>
  Number(one.test(text)) - Number(other.test(text));

/** "Turn off" was understood where "turn on" was said. */
export const opposed = (a: string, b: string): boolean => OPPOSITES.some((pair) => side(a, pair) * side(b, pair) < 0);

/** Of the same matter more, or less, is meant: all of it where a part was said. */
export const otherExtent = (a: string, b: string): boolean => side(a, EXTENTS) * side(b, EXTENTS) < 0;
