import type { Word } from './words.ts';

/** What calls are recorded for; "recorded for billing press one" has a matter after it. */
const PURPOSES =
  '(quality|training|security|safety|service|compliance|monitoring|coaching|accuracy|verification|assurance|control|regulatory|legal|business|internal|customer|improve(ment)?s?|record ?keeping|purposes?|protection)';
const IS_PURPOSE = new RegExp(`^(our|your|all|${PURPOSES})$`);
const WHAT_FOR = `(for|to) (our |your |all )?${PURPOSES}( (and|or|our|your|${PURPOSES}))*`;

/**
 * Formulas that surround options and are none themselves. Matched against folded words ("thank you for calling").
 * Each covers whole words; what it covers is never part of a label.
 */
const FORMULAS: readonly RegExp[] = [
  new RegExp(
    `\\b(this|your|all|the)? ?(phone )?calls? (may|might|will|could|is|are) (also )?(be(ing)? )?(recorded|monitored)( (and|or) (recorded|monitored))?( ${WHAT_FOR})?`,
    'g',
  ),
  new RegExp(`\\b(recorded|monitored) ${WHAT_FOR}`, 'g'),
  /\b(please )?listen (carefully|closely|to (all|the)( of the)?( following)?( (options|menu|choices))?( carefully)?)( to (all|the|our)( of)?( the)?( following)?( (options|menu|choices))?)?/g,
  /\b(as |because |since )?(some of )?(our|the|your)? ?(menu|options?|menu options?|phone menu|prompts?)( options| items)? (has|have)( recently)? changed/g,
  /\b(thank you|thanks)( so much)? for (calling|choosing|holding|waiting|contacting|your (patience|call|interest|business))/g,
  /\bplease (have|make sure you have) your [a-z ]{2,50}? (ready|available|handy)/g,
  /\bplease (choose|select|make a selection|make your selection)( one)?( (from|of))?( one of)?( the)?( following)?( (options|choices|menu))?( now)?/g,
  /\b(choose|select) (from|one of) the following( (options|choices|menu))?/g,
  /\bfor (faster|quicker|immediate) (service|assistance) (visit|go)\b[a-z0-9 ]*?(dot (com|org|gov|net|co uk)|com|online|website|app)\b/g,
  /\b(visit|go to|log (in|on|into)( to)?|find us|check)( us| our)?( website| online)?( at| on)? [a-z0-9 ]{0,40}?(dot (com|org|gov|net|co uk|edu)|online|website|app)\b/g,
  /\b(or )?(go|visit us|book|order|pay|check in|find us) online\b/g,
  /\b(if (this|that) is all|if you are (done|finished)|when you are (done|finished)|otherwise)?( you can| you may| simply| just| please)* hang up\b/g,
  /\bto be (connected|transferred)( right away| now| immediately| directly)\b/g,
  /\bdid you know\b/g,
  /\b(if you would like to )?(please )?use (your|the) (telephone |phone |touch tone )?keypad( instead)?\b/g,
  /\bplease call (back )?(after|before|between) (\w+ ){1,5}(am|pm|noon)( and)?\b/g,
  /\bto end (this|the|your) call\b( you (can|may))?( simply| just)? hang up\b/g,
  /\b(remember|please note|please be advised|note that|attention)\b/g,
  /\b(if you (already )?know (the|your) )?(partys|party s|party is|persons|person s|parties|extension of the person)? ?(extension( number)?|party)( of the person)?( you (want|wish|would like)( to reach)?)? (you (may|can) |please )?(dial|enter)( it)?( now| at any time| any time)?\b/g,
  /\byou are (now )?(at|in) the [a-z ]{0,20}menu\b/g,
];

/** For each word whether a formula covers it. */
export function formulaCover(words: readonly Word[]): boolean[] {
  const covered = words.map(() => false);
  const starts: number[] = [];
  let text = '';
  for (const word of words) {
    starts.push(text.length);
    text += `${word.text} `;
  }
  for (const formula of FORMULAS) {
    for (const match of text.matchAll(formula)) {
      const end = match.index + match[0].length;
      starts.forEach((start, i) => {
        if (start >= match.index && start < end) covered[i] = true;
      });
    }
  }
  return covered;
}

/** Words after which "to" or "for" goes on with the clause instead of beginning a new one. */
const TAKES_TO =
  /^(calling|call|called|like|want|wish|need|needs|trying|try|speak|talk|listen|related|back|return|returning|go|due|connect|connected|transfer|how|able|have|has|going|required|welcome|want|refuse|entitled|up|close|next|prior|according|ready|continue|prefer|respond|response|answer|reply|access|subscribe|invited|order|attempting|hoping|looking|wanting|about|addition|question|questions|options|sent|send|give|proceed|switch|add|changes|regards|similar|attached|agree|refer|chance|time|thanks|is|was)$/;
const TAKES_FOR =
  /^(calling|looking|apply|applying|ready|asking|pay|paying|thank|thanks|you|wait|waiting|search|searching|account|responsible|eligible|eligibility|registered|register|sign|signing|up|except|request|requesting|option|available|directions|only|open|closed|order|is|are|ask|reason|shop|shopping|qualify|prepare|scheduled|enroll|sorry|as|line|allow)$/;
const STARTER = /^(for|to|if|otherwise|para|pour|si|when|once)$/;

/** Does a new clause begin at this word: "for ...", "to ...", "if ..."? */
export function startsClause(words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (!word || !STARTER.test(word.text)) return false;
  const before = words[at - 1];
  if (!before || before.pause > 0) return true;
  if (word.text === 'for' && /^(recorded|monitored)$/.test(before.text))
    return !IS_PURPOSE.test(words[at + 1]?.text ?? '');
  if (word.text === 'if') return !/^(even|as|see|know|check|ask|out|what)$/.test(before.text);
  if (STARTER.test(before.text) || /^(or|and)$/.test(before.text)) return false;
  const after = words[at + 1]?.text ?? '';
  if (
    word.text === 'to' &&
    /^\d|^(noon|midnight|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|friday|saturday|sunday)$/.test(
      after,
    )
  )
    return false;
  // "Add it to your policy": what is done begins with a verb.
  if (word.text === 'to' && /^(your|my|our)$/.test(after)) return false;
  return word.text === 'to' ? !TAKES_TO.test(before.text) : word.text === 'for' ? !TAKES_FOR.test(before.text) : true;
}
