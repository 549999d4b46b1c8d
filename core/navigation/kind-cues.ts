import type { PromptKind } from './prompt.ts';

/**
 * What speaks for a kind of prompt, as weights that add up. Patterns are matched against folded text ("you are" for "you're",
 * digits and number words as heard). 1 is a hint, 2 is usual, 4 and more hardly ever means anything else; below 0 speaks against it.
 */
export type Cue = readonly [weight: number, pattern: RegExp];

const NUMBER_WORD =
  '(two|2|three|3|four|4|five|5|six|6|seven|7|eight|8|nine|9|ten|10|eleven|11|twelve|12|thirteen|13|fifteen|15|sixteen|16)';
const DATA =
  '(numbers?|digits?|identifier|id|code|pin|password|passcode|date|birth|zip|ssn|social|name|extension|amount|plate|four|birthday|identification|letters|plates?|account|ticket|address)';
const STAFF =
  '(agents?|representatives?|associates?|advis[oe]rs?|operators?|specialists?|team( members?)?|staff|nurses?|lines|clerks?|consultants?|counselors?|technicians?|pharmacists?|schedulers?|dispatchers?|colleagues|experts?|coordinators?|officers?|everyone|bankers?|teams|reps?)';

export const KIND_CUES: Readonly<Record<PromptKind, readonly Cue[]>> = {
  menu: [[1, /\bmenu\b|\bfollowing options\b|\bto (repeat|hear) (this|these|the)\b/]],
  menu_speech: [
    [2, /\b(please |you can |you may |just |or |can |may |could )?say\b(?! (your|the last|yes|or|no|so|again)\b)/],
    [
      3.5,
      /\b(tell (me|us)|describe)( please)?( briefly| in a few words| in your own words)?\b.{0,40}\b(why|what|how|reason|calling|help|need|happened)\b/,
    ],
    [3, /\bin (a few|your own|one or two|a couple of|just a few) words\b|\bbriefly (tell|describe|say|state)\b/],
    [2.5, /\bhow (can|may) (i|we) help( you)?( today)?$/],
    [
      2.5,
      /\bwhat (can|may) (i|we) (help|do)\b|\bwhat are you calling about\b|\breason for your call\b|\bwhat would you like( to do)?\b|\bwhich (one )?(would|do) you\b/,
    ],
    [1.5, /\b(you can say|for example|for instance|things like|such as|say something like|one of the following)\b/],
  ],
  data_entry: [
    [
      3.5,
      new RegExp(
        `\\b(enter|key in|type( in)?|input|punch in|dial|provide|say|speak|spell|give (me|us)|tell (me|us)|what is)( in)?( or (say|enter|speak|key in|type))? (your|the|his|her|their|its|that|a|us|me|just)?\\b.{0,60}\\b${DATA}\\b`,
      ),
    ],
    [2, /\b(enter|key in|punch in|type in|input)\b(?! a different| another| the main)/],
    [
      3,
      /\b(followed by|then press|and (then )?press|end with|finish with|(done|finished) press|ending with|end your entry with|then hit)( the)? (pound|hash|star)\b/,
    ],
    [
      2,
      new RegExp(
        `\\b${NUMBER_WORD}( to ${NUMBER_WORD}| or ${NUMBER_WORD})?( or more)? (digits?|numbers|characters|letters)\\b`,
      ),
    ],
    [1.5, /\b(last|first) (two|three|four|five|six|2|3|4|5|6)( digits| numbers| letters)?\b/],
    [2, /\b(using|on|with|from) (your|the) (telephone |phone |touch tone )?(keypad|key pad)\b/],
    [
      2,
      /\b(you can|can be|it is|you will|usually|located)\b.{0,25}\b(find|found|printed|on the|top|bottom|back|front|upper)\b.{0,50}\b(card|bill|statement|letter|notice|invoice|label|receipt|email|policy|document)\b/,
    ],
    [
      1.5,
      /\bfor example (january|july|march|if)\b|\bas (two|four|six|eight) digits\b|\bone (digit|letter) at a time\b|\bat the tone\b.{0,30}\b(enter|key|say)\b/,
    ],
    [
      2.5,
      /^(and |now |okay |great |thank you |thanks )*(what is )?(your|the) .{0,50}\b(number|code|date of birth|zip|zip code|name|id|pin)\b( please)?$/,
    ],
    [-3, /\b(invalid|you entered|did not (get|catch|hear|understand)|is that (correct|right))\b/],
  ],
  language_choice: [
    [
      3,
      /\b(for|in|to continue in) (english|spanish|french)\b.{0,60}\b(para|espanol|oprima|marque|pour|francais|spanish|french|appuyez|english)\b/,
    ],
    [
      2,
      /\bfor english\b|\benglish press\b|\b(choose|select|say) (your|a) (preferred )?language\b|\bcontinue in english\b/,
    ],
  ],
  confirmation: [
    [
      4,
      /\b(you (just )?(entered|said|chose|selected|have entered|have selected|have chosen|told me)|i (heard|understood)|i have (got )?(you|that|your|the|an?) .{0,60}(correct|right))\b/,
    ],
    [
      4,
      /\b(is|are) (that|this|it|these|those) (all )?(correct|right|ok|okay|accurate|what you)\b|\b(did|have) i (get|got|understand|heard|hear)( that| you)?( right| correctly)?$/,
    ],
    [
      3.5,
      /\bif (that|this|it|these|everything|so)? ?(is|are|s|looks|sounds)? ?(correct|right|accurate|not correct|incorrect|wrong)\b|^.{0,80}\bcorrect press\b/,
    ],
    [
      4,
      /\b(you|we) (are|will be) (about to|now (going|about) to|(also )?(cancel|clos|transferr|pay|authori[sz]|sign|purchas|order|enroll|chang|mak|schedul)[a-z]*ing)\b|\bare you sure\b|\bdo you (agree|consent|accept|authori[sz]e|wish to (proceed|continue)|still want)\b/,
    ],
    [
      3,
      /\bto (confirm|authori[sz]e|agree|accept|consent|re ?enter|proceed|certify|approve|keep (it|this|your|the))\b|\b(consent|authori[sz]ation|certify)\b|\bi (agree|consent|authori[sz]e)\b/,
    ],
    [
      3,
      /\b(it sounds like|sounds like you|sounds as if|i think you (said|want|are)|so you (are|want|would|need)|did you say|just to confirm|let me confirm|you (would like|want) to .{3,60} (is that|right|correct)|i understand you)\b/,
    ],
    [
      3,
      /\b(can not|cannot|can t) be (undone|reversed|refunded)\b|\bis final\b|\bwill (be lost|end your|be charged|be canceled|be cancelled|apply)\b|\bto (decline|cancel (this|the|it)|keep)\b/,
    ],
    [1.5, /\b(yes or no|say yes|(1|one) (for|if) yes)\b/],
    [
      2,
      /\b(ending|ends) in\b.{0,60}\b(press|correct|right)\b|\b(your|the) (appointment|reservation|payment|order|delivery|visit) is (set|scheduled|confirmed|booked) (for|on)\b|\bready for\b.{0,30}\baccept\b/,
    ],
    [-4, /\b(invalid|survey|call (you )?back|feedback)\b/],
  ],
  hold_announcement: [
    [
      2.5,
      /\b(continue to hold|(stay|remain|hold) on the line|hold the line|keep holding|continue holding|stay with us|bear with us|do not hang up|please wait)\b/,
    ],
    [
      4,
      new RegExp(
        `\\b(all( of)?|our|the|every|each|both)?( our| the| of)*( available| next)? ?([a-z]+ )?${STAFF} (are|is) (currently |still |now |all |presently |with |busy )*(busy|assisting|helping|serving|on (other|another) (calls?|lines?)|on the phone|with (other|another)|speaking|unavailable|engaged|taking|occupied|other)\\b`,
      ),
    ],
    [
      3,
      new RegExp(
        `\\b(next|first) (available )?${STAFF}\\b(?!.{0,30}\\bpress\\b)|\\b(an?|our|the|one of our) ([a-z]+ )?${STAFF} (will|should) (be|answer|assist|help|take|pick)\\b|\\bsomeone will (be|answer|help)\\b`,
      ),
    ],
    [
      4,
      /\b(estimated|expected|approximate|average|current|anticipated|your|the) (hold|wait|waiting|queue)( time)?s?( is| are| may|$| \w+)|\b(wait|hold) times? (is|are|may|will|of|at)\b|\blonger than (usual|normal|expected|average)\b|\b(may|might|will) have to wait\b|\bwait is\b/,
    ],
    [
      4,
      /\byou are (now |currently )?((our |the )?(caller )?(number|next|first|second|third|fourth|fifth|sixth|\d+(st|nd|rd|th))|caller)\b|\b(position|place|spot) (in|is)\b.{0,20}\b(queue|line|number|\d)|\b(callers?|calls|people|customers) (are )?(ahead|in front|before)\b|\bin (the |our )?queue\b|\bcaller number\b/,
    ],
    [
      2.5,
      /\byour call (is|matters|will be)( very| being)?( important| answered| taken| handled)\b|\bwe (value|appreciate|know) (your|you)\b.{0,25}\b(call|business|patience|time|important|valuable|waiting|holding)\b|\bthank you for (your patience|holding|waiting|continuing|bearing)\b|\bthanks for (holding|waiting|your patience|hanging)\b/,
    ],
    [
      2.5,
      /\b(high|heavy|unusually high|large)( \w+)? volumes?\b|\bexperiencing\b.{0,25}\b(high|heavy|long)|\b(sorry|apologi[sz]e) for (the|any|this|your) (delay|wait|inconvenience)\b|\b(really|very|extremely|unusually|quite) busy\b|\bslammed\b/,
    ],
    [
      2.5,
      /\b(will|should) be (right )?with you\b|\b(answered|assist you|help you|with you|attend) (shortly|soon|momentarily|as soon as|in (approximately|about|the order|just|under|less))\b|\bin the order (it|they|in)\b|\bas soon as (possible|we can|someone|one)\b/,
    ],
    [1.5, /\b(calls?|this call) (may|will|is|are|might) be(ing)? (recorded|monitored)\b/],
    [1.5, /\bdid you know\b|\bvisit (us|our)\b|\bon our website\b|\b(dot com|dot org|dot gov|online)\b/],
    [-2, /\b(how (can|may) i|may i have|closed|leave (a|your))\b/],
  ],
  callback_offer: [
    [
      4.5,
      /\b(call|phone|ring) you (right )?back\b|\bcalled (back )?when\b|\b(receive|request|get|schedule|have|like|want|prefer|offer|arrange|choose|for) (a |an )?(automated |virtual )?(call ?back|return call)\b|\bcall ?backs?\b|\b(have|let) us call you\b/,
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
  greeting: [
    [
      2,
      /\b(thank you|thanks) for (calling|contacting|choosing)\b|\bwelcome to\b|\byou (have|ve) reached\b|^(hello|hi|good (morning|afternoon|evening))\b/,
    ],
    [1.5, /\b(calls?|this call) (may|will|is|are) be(ing)? (recorded|monitored)\b/],
    [
      2,
      /\bif (this is (a|an)|you (are having|have|smell|see)) .{0,40}\b(emergency|gas|downed|leave|hang up)\b|\bhang up and (dial|call)\b/,
    ],
  ],
  closed: [
    [
      5,
      /\b(is|are|is now|currently|now|office|we are) (now |currently |presently )?closed\b|\bclosed (for|on|today|at|until|due)\b|\b(re ?opens?|reopening)\b|\bwill (re )?open\b|\bafter hours\b|\bnot (currently )?(open|available to take)\b|\bopens (at|on|noon|monday|tuesday|wednesday|thursday|friday|saturday|sunday|again)\b/,
    ],
    [
      4,
      /\b(call|try|ring|phone) (us )?(back |again )?(during|between|on|tomorrow|later|when we|at|after) (our |the |those |these |normal |regular |business |office |monday|\d|eight|nine|ten|a later|we|hours)|\bcall (us )?(back|again)\b/,
    ],
    [
      2.5,
      /\bduring (our |those |these )?(normal |regular )?(business |office )?hours\b|\boutside (of )?(our )?(normal |regular )?(business|office|opening|working)? ?hours\b/,
    ],
    [
      2.5,
      /\b(our |the |office |business |opening |regular )hours( of operation)? are\b|\b(open|available) (monday|tuesday|weekdays|daily|from|between|seven|24)\b/,
    ],
    [1, /\b(monday|weekdays?|mon)\b.{0,40}\b(friday|a ?m|p ?m)\b/],
    [2.5, /\b(end this call|this call will (now )?end|goodbye|good bye)\b/],
  ],
  voicemail_greeting: [
    [-4, /\b(say|state|spell) your (full )?name\b/],
    [4, /\byou know what to do\b|^(hi|hey|hello) (it is|this is) [a-z]+ (i|you|leave|sorry)\b/],
    [
      4.5,
      /\bleave (a|an|me|us|your|the following|any)\b.{0,30}\b(message|name|number|voicemail|information)\b(?!.{0,30}\bpress\b)|\b(after|at|wait for) the (tone|beep)\b(?!.{0,30}\b(enter|key|say)\b)|\brecord your message\b/,
    ],
    [4, /\b(voice ?mail|mail ?box|answering machine)\b/],
    [
      3,
      /\b(can ?not|unable to|not able to|am not|is not|are not|not|can t) (come|available|take|get|answer|here|in the office)( to (the )?(phone|take))?\b|\b(is|am|are) unavailable\b|\bwe missed your call\b|\bget back to you\b|\b(will|i ll|we ll) (call|return)\b|\breturn your call\b|\baway from (my|the) (desk|phone)\b/,
    ],
  ],
  survey_offer: [
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
  wait_transfer: [
    [
      4,
      /\b(transferring|connecting|forwarding|routing|patching|putting) (you|your call)\b|\b(transfer|connect|put|get|send|patch|route|forward|redirect|bring|hand)(ed)? (you|your call)( through| over| right| to| with)\b(?!.{0,40}\bpress\b)|\bbeing (connected|transferred|routed)\b|\byou (will|are going to) be (connected|transferred)\b|\b(will|let me|i ll|i can|going to|while i|while we) (now )?(transfer|connect|get|put|send) (you|your)\b/,
    ],
    [
      2.5,
      /\b(one|a|just a) moment( please)?\b|\bhang tight\b|\b(please |just )?(hold|wait|stand by)( on)? while\b|\bwhile i (connect|transfer|get|look|find|check)\b|\bplease (hold|stand by)\b/,
    ],
    [-3, /\b(before i|how can i|say your|tell me|leave|if you would like)\b/],
  ],
  error_reprompt: [
    [
      5,
      /\b(did not|do not|could not|was not able to|were unable to|unable to|am having trouble|having trouble|still did not|having difficulty|did not quite) (quite )?(get|catch|hear|understand|recogni[sz]e|receive|understanding|hearing|catching|match|got)\b/,
    ],
    [
      5,
      /\b(invalid|not (a )?valid|not recogni[sz]ed|no match|unrecogni[sz]ed|no input|not an option|not (a|an) (available|valid) (option|choice)|does not match|option is not available|incorrect (entry|selection|number|pin|password))\b/,
    ],
    [2, /\b(can not|could not|unable to) (find|locate)\b|\bnot found\b/],
    [
      2.5,
      /\b(please )?try (that |it )?again\b|\blet us try\b|\b(sorry|oops|apologi[sz]e|my apologies)\b.{0,40}\b(again|get|hear|catch|entry|selection|response|option|understand|valid)\b/,
    ],
    [1, /\b(i am|i m|we are|we re)? ?sorry\b/],
  ],
  human_greeting: [
    [
      4.5,
      /\b(this is|my name is|you are speaking (with|to)|speaking with) (?!a |an |the |your |not |correct|right|recorded|about|for |to |our |in |on |now |being|important|final|what|is |how|where|it|all|that|very|taking|regarding|because|going)[a-z]+\b(?!.{0,14}\b(virtual|automated|digital|assistant|ai)\b)/,
    ],
    [3, /\b(?!are |you |am |by |without |not |before |after |your )[a-z]+ speaking\b/],
    [
      3,
      /\bhow (can|may) i (help|assist|direct)\b|\bwhat can i (do|help)\b|\bmay i (have|get|ask|please have|take)\b|\b(who am i|who do i have|who have i got|can i (get|have|start with|take)|could i (get|have|take))\b|\bpleasure of speaking\b/,
    ],
    [3, /\b(can|could|would|do) you (hold|please hold|mind holding|hold please)\b|\bput you on hold\b/],
    [
      2,
      /\b(thank you|thanks) for (holding|waiting)\b.{0,20}\b(this is|my name)\b|\bsorry (about|for) the wait\b.{0,30}\b(this is|how|my)\b|\bon a recorded line\b/,
    ],
    [-4, /\b(virtual|automated|digital|assistant|press|mailbox|message)\b/],
  ],
  human_smalltalk: [
    [
      3.5,
      /\b(uh|um|hmm|erm|gotcha|all righty|okay so|ok so|yeah|let me see|let me just|give me (just )?(a|one|two) (sec|secs|second|seconds|moment|minute|minutes)|real quick|hang on|no worries|no problem|one sec|sure thing|mm hmm|alrighty|you bet|absolutely|sorry my|i hear you)\b/,
    ],
    [
      3,
      /\b(let me (pull|look|check|grab|see|take|bring|ask|find|open|read)|i am (pulling|looking|showing|seeing|just|gonna|afraid)|i (see|can see|do see|just need|will need|ll need) |pulling (that|it|up)|my (system|computer|screen|supervisor|end))\b/,
    ],
    [
      2,
      /\b(is (this|that|it) (for|the one|on|under|going)|are you in front|and what (was|is|kind|color|time)|can you (spell|verify|hear|confirm|read|repeat)|could you (spell|verify|confirm|repeat|read)|what was|do you (have|happen|know|remember|want)|have you (tried|been|had|ever)|anything else i can|does that (work|sound)|what seems|are you (still|able))\b/,
    ],
    [1.5, /^(okay|ok|alright|all right|so|perfect|great|sure|right|yeah|well|oh|mm|no|yes|hi|awesome|and)\b/],
    [-3, /\b(press|virtual|automated|assistant|to repeat|enter|you said|you entered)\b/],
  ],
  ai_agent: [
    [
      6,
      /\b(virtual|automated|digital|ai|artificial intelligence|ai powered|intelligent|voice|smart)( powered| [a-z]+)? (assistant|agent|helper|concierge|receptionist|attendant|representative|operator)\b|\bchat ?bot\b|\bai (powered )?(agent|assistant)\b/,
    ],
    [
      2,
      /\b(i can help( you)? with|i can (answer|book|take|help|look|check)|ask me|talk to me|you can (talk|speak) (to me )?(naturally|normally))\b/,
    ],
    [-3, /\b(transferring|connect you to|answered by an assistant)\b/],
  ],
  screening: [
    [4, /\b(say|state) your (full )?name\b.{0,60}\b(available|see if|connect|take (your|the) call|tell)\b/],
    [
      5,
      /\b(state|say|give|record|tell (me|us))( me| us)? your name and\b.{0,25}\b(reason|why|purpose|what|matter|calling|company)\b|\bwho is (this|calling)\b|\bwho (shall|should|may|can) i say\b|\byour name and (the )?(reason|purpose|why)\b|\bwho you are and why\b|\bmay i (ask|tell (him|her|them)) (who|what)\b/,
    ],
    [
      3.5,
      /\b(screening|call assist|google (voice|assistant)|(you are|you re|the person you are) (trying to reach|calling)|call screen|screened|see if (they|he|she|this person) (is|are|can)|subscriber|answered by an assistant|who are you|state your name)\b/,
    ],
    [
      2,
      /\b(what|which) .{0,30}\b(regarding|in reference to|concerning|is it about)\b|\bwhat is (it|this|your call) (about|regarding|in regard)\b|\bwhy (are )?you are? ?calling\b/,
    ],
    [-3, /\b(mailbox|leave (a|your))\b/],
  ],
};
