import type { Cue } from './kind-cues.ts';

/** Prompts that offer something besides the way on. */
export const OFFER_CUES = {
  callback_offer: [
    [
      6,
      /\bleave your (phone |mobile )?number\b.{0,20}\bhang up\b|\bhang up and (we|an?|our|the next) .{0,60}\b(call|ring|phone) you\b/,
    ],
    [6, /\breturn your call\b.{0,60}\b(press|say)\b/],
    [4, /\b(do not|no) (have|need) to (wait|hold)\b.{0,40}\b(call|ring|phone) you\b/],
    [4, /\b(get|receive|request|have) a call ?back\b.{0,30}\b(press|say)\b|\bcall you back instead\b/],
    [5, /\b(have|get) (a|an|one of our|the next|our) [a-z]+( [a-z]+)? (call|phone|ring) you\b/],
    [
      5,
      /\bleave (a |your )?call ?back( request| number)?\b|\b(request|choose|opt for|receive|arrange) (a |your )?(call ?back|return call)\b|\bring you back\b|\bcall ?back request\b/,
    ],
    [3, /\b(wait|waiting|hold|queue|busy|other calls)\b.{0,120}\b(call ?back|call you back|ring you)\b/],
    [-3, /\b(another|a different) (day|time)\b/],
    [
      4,
      /\b(leave|enter|give us) your (phone )?number\b.{0,60}\b(press|call you)\b|\b(will|can) (call|ring|phone) you (within|when|as soon|in)\b/,
    ],
    [2, /\bhave us call\b|\bcall me (back|instead)\b|\bcalled back\b|\bring you\b/],
    [
      4.5,
      /\b(call|phone|ring) you (right )?back\b|\bcalled (back\b|when\b)|\b(receive|request|get|schedule|have|like|want|prefer|offer|arrange|choose|for) (a |an )?(automated |virtual )?(call ?back|return call)\b|\bcall ?backs?\b|\b(have|let) us call you\b/,
    ],
    [
      3,
      /\b(keep|hold|save|lose|losing|keeping|holding|saving|maintain|keeps) your (place|spot|position)\b|\binstead of (waiting|holding)|\bwithout (waiting|losing)|\brather (than|not) (wait|hold)|\bwhen (it is |its )?(your turn)\b|\byour turn (comes|in)\b/,
    ],
    [
      -4,
      /\b(leave (a|your|me)|mailbox|voicemail|office hours|(call|try) (us )?back (during|between|on|tomorrow|later))\b/,
    ],
  ],
  survey_offer: [
    [
      4,
      /\banswer(ing)? (an? |some |our |one |two |three )?.{0,20}questions?\b.{0,40}\b(about|your call|service|improve)\b|\bhelp us improve\b.{0,40}\b(press|answer|take part|questions?|stay)\b/,
    ],
    [
      5,
      /\bdid (we|i|our \w+|the \w+) (solve|resolve|answer|fix|manage to)\b|\b(was|were|has) your (problem|question|issue|matter|query|concern)s? (been )?(solved|resolved|answered|dealt with|fixed)\b/,
    ],
    [-4, /\b(offer you|(take|accept|claim) (the|this) offer|cancell?ing|discount|half price)\b/],
    [
      4,
      /\bstay on (the line )?(after|for)\b.{0,40}\b(questions?|survey|feedback)\b|\bhow (easy|helpful|well|happy) (was|were|did|are)\b/,
    ],
    [
      5,
      /\b(what you thought|how we did|how you feel about|tell us how|let us know how)\b|\b(one|1|zero|0) (is|being|means|for) (very )?(poor|bad|terrible|not|unlikely|dissatisfied|low\w*)\b|\b(five|5|ten|10) (is|being|means|for) (very )?(excellent|good|great|likely|satisfied|outstanding|high\w*)\b/,
    ],
    [
      5,
      /\bsurvey\b|\b(please )?(rate|rating) (the|your|our|this|how|us|today|service|me)\b|\b(on a )?scale (of|from|1|one)\b|\bfeedback\b|\bhow (satisfied|likely)\b/,
    ],
    [
      3,
      /\b(before (you go|we end|you hang up)|(few|two|three|one|short|brief|quick) (short |brief |quick )?questions?|after (this|the|your) call|end of (this|the|your) call|when (this|the|your) call ends)\b/,
    ],
    [2, /\b(your|the) (experience|satisfaction)\b|\bparticipate\b|\bhow did we do\b/],
  ],
} satisfies Readonly<Record<string, readonly Cue[]>>;
