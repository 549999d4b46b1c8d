/**
 * Kinds of concern that do not depend on the trade: something is broken, something is awaited, something new is wanted. When an intent
 * and an option share one, that speaks for the option even if no service word is shared.
 */
interface Frame {
  readonly name: string;
  readonly intent: RegExp;
  readonly option: RegExp;
  readonly weight: number;
}

const FRAMES: readonly Frame[] = [
  {
    name: 'something does not work',
    intent:
      /^(?!.*\b\w*(day|morning|afternoon|evening|time|date|slot)s?( (at|around|on) \w+)? (does|do|will|did) not (work|suit)).*\b(not (going|coming|getting) through|(is|are) not (?!(going|coming|being|having|getting|paying|calling|looking|asking|trying|buying|moving|staying|living|using|attending|needing|wanting)\b)\w{3,}ing|(will|does|do|did|can) not (work|open|start|turn|connect|load|respond|close|charge|go|come|boot|ring|print|heat|play|light|move|let|send|sync|show|register|drain)|not (working|connecting|responding|loading|charging|heating)|stopped|broken?|broke|dead|error|stuck|frozen|freez\w+|offline|blinking|flashing|crash\w*|glitch\w*|slow|dropping|drops|keeps|no (signal|sound|picture|power|heat|water|dial tone|internet|hot)|leak\w*|noise|beeping|orange|fault\w*|jam\w*|buzzing|static|black screen|acting up|cuts out)\b/,
    option:
      /\b(support|problems?|trouble\w*|repairs?|technical|tech|faults?|issues?|outages?|not working|service (request|issue)s?|fix|help with|maintenance)\b/,
    weight: 0.2,
  },
  {
    name: 'something is awaited',
    intent:
      /\b(did|has|have|was|is|are|were)\b.{0,30}\b(get|gotten|go through|post|posted|come|arrive\w*|mailed|sent|received?|processed|approved|ready|shipped|in|paid|clear\w*|update\w*|progress|done|decided|back|due|scheduled)\b|\bwhere (is|are)\b|\bwhen (will|does|is|do|can)\b|\bany (news|update|word|progress)\b|\bstill\b|\bpending\b|\bwaiting\b|\bheard nothing\b|\bnot (arrived|received|shipped|come)\b|\bhow (much )?long(er)?\b|\bstatus\b|\bweeks? ago\b|\bfollow(ing)? up\b|\byet\b|\bsupposed to\b|\bhas .{1,24} (left|landed|departed|arrived|closed|shipped)\b|\bnever (came|arrived|showed|got)\b/,
    option:
      /\b(status|existing|track\w*|recent|check (on|the|your|if)|check an|already|history|progress|current|ready|pending|update on|in progress|last)\b/,
    weight: 0.16,
  },
  {
    name: 'something new is wanted',
    intent:
      /\b(sign(ing)? up|become|join|start(ing)?|open (a|an)|apply(ing)?|enroll?|never (had|used|been|claimed|done)|first time|interested|switch to|new (customer|patient|member|account|service|client|student|here|to)|get (a|an|started|covered|insured|set up|hooked up)|available (at|in)|looking (for|to|into)|want to (buy|get|order|purchase|book|rent)|thinking (of|about)|set up|do you (offer|have|sell|cover|serve)|just (bought|moved|turned)|sign me up)\b/,
    option:
      /\b(new|open|apply|enroll\w*|sales|become|becoming|join|start|sign(ing)? up|first time|purchase|buy|place|book|quote|make a|prospective|get started|rent|register|order a)\b/,
    weight: 0.16,
  },
  {
    name: 'something is to be changed',
    intent:
      /\b(\w*(day|morning|afternoon|evening|time|date|slot)s?( (at|around|on) \w+)? (does|do|will|did) not (work|suit)|(one more|an extra|another|an additional) (night|day)|a (day|week|hour|bit) (later|earlier|sooner)|(later|earlier) (flight|train|date|time|slot)|change|changing|switch|swap|update|correct|add|remove|different|instead|reschedule|move my|rename|edit|modify|replace|put .{1,20} on|take .{1,20} off|wrong (name|address|number|date)|new (address|name|number|email|phone))\b/,
    option:
      /\b(move (your|my|an?|the|this)( \w+)? (visit|appointment|booking|reservation|date|delivery|slot|session|time|pickup)|move it|another (day|date|time)|change|changes|update|modify|add|manage|edit|reschedule|replace|correct|swap|account (information|details|changes))\b/,
    weight: 0.14,
  },
  {
    name: 'something is not as ordered',
    intent:
      /\b(wrong|missing|not (what|the one)|instead of|damaged|only (one|two|three|four|five|six|seven|eight) .{1,20} in|too (small|big|large|tight|short|long)|does not (fit|match)|arrived (broken|open|late|wet)|incomplete|defective|different (color|colour|size|shade))\b/,
    option:
      /\b(returns?|exchanges?|missing|damaged|wrong|problem|parts|replacements?|claims?|issue|existing order|quality|disputes?)\b/,
    weight: 0.2,
  },
  {
    name: 'something ends',
    intent:
      /\b(cancel\w*|end|ending|stop|terminate|quit|leav(e|ing)|moving out|move out|vacat\w+|get rid|no longer|close|give up|return my keys)\b/,
    option: /\b(cancel\w*|end|stop|disconnect|terminate|close|move out|moving out|vacat\w+|separation)\b/,
    weight: 0.16,
  },
  {
    name: 'a price',
    intent:
      /\b(how much (would|does|is|are|do|for|to)|cost|costs|price|prices|pricing|rates?|quote|estimate|fee for|charge for|cheaper|expensive)\b/,
    option: /\b(quotes?|rates?|fares?|fees|prices?|pricing|sales|cost|estimates?|new)\b/,
    weight: 0.12,
  },
  {
    name: 'a place or a time',
    intent:
      /\b(open (on|at|today|tomorrow|saturday|sunday|monday|till|until|late|now)|what time|how late|clos(e|es|ing) (at|time|tonight)|where are you|located|location|address of|directions?|nearest|closest|near (me|us|here|downtown)|parking|hours|in person|get there|what days)\b/,
    option:
      /\b(hours?|locations?|directions?|address|office|offices|branch\w*|stores?|visit\w*|parking|in person|near you|find a)\b/,
    weight: 0.18,
  },
  {
    name: 'a caller by profession',
    intent:
      /\b(i am (with|from|at) (the|a|an|dr|our)?|(calling|phoning) from|front desk (of|at)|our (patient|client|clinic|practice|office|pharmacy|facility)|my (patient|client)|on behalf of (a|the|our)|(i|we) (run|own|manage) [a-z]+|(stock|carry|resell|distribute) your|our invoice|(paid|pay|owe) (us|our)\b|this is (dr|doctor|nurse|cvs|walgreens)|doctor s office|dr \w+ s office|dental office|(hospital|clinic|office|pharmacy|practice|firm|agency) (here|calling)|i am (a|an|the) (provider|broker|agent|doctor|nurse|pharmacist|dentist|physician|lawyer|attorney|contractor|builder|vendor|supplier|reporter|journalist|employer|dealer|realtor|plumber|electrician|therapist|landlord|vet|veterinarian|paramedic|social worker|case worker))\b/,
    option:
      /\b(providers?|professionals?|physicians?|doctor'?s?|hospitals?|dentists?|dental office|offices?|brokers?|agents? (or|and)|attorneys?|contractors?|builders?|vendors?|suppliers?|media|employers?|dealers?|wholesale\w*|trade|realtors?|facility|practices?|pharmac(y|ies|ist)|agency|veterinarians?|body shops?|businesses|merchants?)\b/,
    weight: 0.3,
  },
  {
    name: 'money that is owed or charged',
    intent:
      /\b(bill(ed|ing)?|invoice|charged?|charges|overcharg\w*|fee|fees|statement|owe|due|balance|dollars?|bucks|pounds|euros|premium|refund|payment|paid|pay|autopay|deduct\w*|withdrawn|credit)\b/,
    option:
      /\b(bill|bills|billing|payments?|pay|balance|account balance|accounting|charges?|statement|invoice|financial|finance|accounts)\b/,
    weight: 0.12,
  },
  {
    name: 'somebody by name',
    intent: /\b(personname|extension|directory)\b/,
    option: /\b(directory|by name|extension|adjuster|party|staff|dial|employee|front desk|case ?worker)\b/,
    weight: 0.3,
  },
  {
    name: 'somewhere',
    intent: /\bplacename\b/,
    option: /\b(locations?|near you|in person|branch\w*|stores?|offices?|address|find a)\b/,
    weight: 0.1,
  },
  {
    name: 'a life event',
    intent:
      /\b(twins|newborn|baby|babies|gave birth|birth of|adopt\w*|married|marriage|wedding|divorc\w*|passed away|died|lost (my|his|her) job|laid off|new job|retir\w+|turned (65|26|18)|moved|pregnan\w+|widow\w*)\b/,
    option:
      /\b(life (change|event)s?|report a change|change in|changes?|dependents?|enroll\w*|family|bereavement|household|qualifying)\b/,
    weight: 0.16,
  },
  {
    name: 'danger',
    intent:
      /\b(emergency|urgent\w*|right (now|away)|immediately|bleeding|collaps\w+|unconscious|not breathing|chest pain|fire|smoke|sparks|explo\w+|burst|gushing|shooting up|spraying|pouring|flooding|flooded|smell gas|carbon monoxide|alarm (is )?(going off|sounding)|screaming|poison\w*|swallowed|hit by|stranded|danger|dying|overdose|break ?in|intruder)\b/,
    option:
      /\b(emergenc(y|ies)|urgent|immediate|broken main|main break|burst|24 hour|crisis|after hours|on call|going off)\b/,
    weight: 0.22,
  },
  {
    name: 'lost or stolen',
    intent:
      /\b(lost|stolen|stole|(somebody|someone|they|he|she) took|nicked|pinched|snatched|missing|misplaced|pickpocket\w*|can not find|robbed|mugged|taken|disappeared|fell (overboard|into|in|out|off|down)|washed away|left (it|my|our|his|her|them|the|a)( \w+){0,3} (in|on|at|behind|under)|dropped (it|my)|gone|swiped)\b/,
    option: /\b(lost|stolen|missing|lost and found|replace(ment)?)\b/,
    weight: 0.2,
  },
  {
    name: 'a visit is kept',
    intent: /\b(will be there|still on|still coming|we are coming|i am coming|see you (then|there)|yes)\b/,
    option: /\bconfirm\b/,
    weight: 0.25,
  },
  {
    name: 'to pay',
    intent:
      /^(((i|we) )?(want|need|would like|am calling|calling)?( to)? ?)?(pay|make a payment)\b(?! (less|more|someone|somebody))/,
    option: /^(pay|make a payment|payments?)\b/,
    weight: 0.25,
  },
  {
    name: 'abroad',
    intent:
      /\b(abroad|overseas|roam\w*|another country|out of the country|foreign|europe|mexico|canada|spain|portugal|france|italy|germany|greece|turkey|japan|china|india|brazil|england|ireland|scotland|cancun|paris|london|tokyo)\b/,
    option: /\b(international|internationally|roaming|abroad|overseas|foreign)\b/,
    weight: 0.25,
  },
  {
    name: 'discontent',
    intent:
      /\b(complain\w*|complaint|rude|unacceptable|terrible|awful|disgust\w*|filthy|unhappy|disappointed|upset|manager|supervisor|compliment|advertis\w+)\b/,
    option:
      /\b(complaints?|compliments?|concerns?|feedback|customer relations|customer (service|care)|manager|guest relations|comments?|grievances?)\b/,
    weight: 0.2,
  },
  {
    name: 'access on the web',
    intent:
      /\b(log ?(in|on|into)|login|sign ?in|password|username|website|web site|portal|app|online|locked out of my account|verification code|two factor|reset my)\b/,
    option:
      /\b(online|website|web|portal|app|password|log(ging)? ?in|login|digital|account access|internet banking|technical|my ?chart|reset)\b/,
    weight: 0.25,
  },
];

/** Sum of the frames that an intent and an option share. Both folded. */
export function sharedFrames(intent: string, option: string): number {
  let sum = 0;
  for (const frame of FRAMES) if (frame.option.test(option) && frame.intent.test(intent)) sum += frame.weight;
  return Math.min(sum, 0.4);
}
