import type { Cue } from './kind-cues.ts';

const STAFF =
  '(agents?|representatives?|associates?|advis[oe]rs?|operators?|specialists?|team( members?)?|staff|nurses?|lines|clerks?|consultants?|counselors?|technicians?|pharmacists?|schedulers?|dispatchers?|colleagues|experts?|coordinators?|officers?|everyone|bankers?|teams|reps?)';

/** Prompts that tell something, and what people say. */
export const STATEMENT_CUES = {
  hold_announcement: [
    [
      3,
      /\b(have )?not forgotten (you|about you)\b|\bsorry to keep you waiting\b|\b(a lot of|many|more) calls\b(?!.{0,20}\b(press|screen))|\bsticking with us\b/,
    ],
    [
      3,
      /\b(someone|somebody|an? [a-z]+|we) (will|ll|should) (pick up|be (right )?(with|there)|answer|get to you|take your call)\b|\b(answered|assisted|helped|served) (in|within|by|as)\b|\bstaying with us\b|\b(two|three|four|five|\d+) (people|callers|calls|customers|others)\b.{0,30}\b(before|ahead|in front|line)\b/,
    ],
    [3, /\b(wait|hold) times? (is|are|may|will|exceed|can)\b|\bminutes\b.{0,20}\bwait\b|\bthe wait\b/],
    [
      2,
      /\b(still|continue to) (hold|wait)(ing)?\b|\b(we are|were) (really |very |extremely |unusually )?(busy|busier)\b|\bdo appreciate\b|\bwe will (answer|get to|be with)\b|\bplease continue\b/,
    ],
    [
      2.5,
      /\b(continue( to)? hold|(stay|remain|hold)( on)?( the)? line|hold the line|keep holding|continue holding|stay with us|bear with us|do not hang up|please wait)\b/,
    ],
    [
      4,
      new RegExp(
        `\\b(all( of)?|our|the|every|each|both)?( our| the| of)*( available| next)? ?([a-z]+ )?${STAFF}( are| is)? (currently |still |now |all |presently |with |busy )*(busy|assisting|helping|serving|on (other|another) (calls?|lines?)|on the phone|with (other|another)|speaking|unavailable|engaged|taking|occupied|other)\\b`,
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
    [4, /\b(called|calling|phoned|phoning|rung|ringing|reached)( us)? (outside|out of|after|before)\b/],
    [
      5,
      /\b(are|is|is now|currently) shut\b|\b(finished|done|left) for the (day|night|evening|weekend)\b|\bon (our|a) (\w+ )?(break|shutdown|holidays?) until\b/,
    ],
    [
      4,
      /\b(have|has) ended for (today|the day)\b|\bcall (us )?(again |back )?(tomorrow|next week|on (mon|tues|wednes|thurs|fri|satur|sun)day|another time)\b|\bdue to .{0,30}\bunable to (take|answer)\b/,
    ],
    [
      3,
      /\b(is|are) (only )?open (on )?(mon|tues|wednes|thurs|fri|satur|sun)days?\b.{0,40}\bonly\b|\bclosed\b.{0,30}\b(evening|night|weekend|season|lunch|holidays?|today)\b|\b(no|nobody|no one|none of)\b.{0,30}\b(in|at) the office\b|\bgone home\b|\bday is over\b/,
    ],
    [
      5,
      /\bclosed now\b|\b(now|is|are) closed\b|\bopens? (again )?(at )?(\d|seven|eight|nine|ten|noon|tomorrow|weekdays)|\bclosed\b.{0,40}\bopens?\b|\b(please )?(try|call) (us )?again (then|tomorrow|during|later|on|when)\b|\bclosed for\b/,
    ],
    [3, /\b(is|are|we are) open (weekdays|monday|tuesday|daily|from|between|\d|seven|eight|nine|tuesdays|on|until)\b/],
    [
      3,
      /\b(has|have) closed\b|\bour (office|business|normal|regular)?( \w+)? ?hours (are|of)\b|\bnot open\b|\bholiday\b.{0,40}\b(closed|reopen)\b/,
    ],
    [-3, /\b(all|our) [a-z ]{0,20}(busy|assisting)\b|\bin the queue\b/],
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
      /\bduring (our |those |these )?(normal |regular )?(business |office )?hours\b|\boutside (of )?(our )?([a-z]+ ){0,3}hours\b/,
    ],
    [
      2.5,
      /\b(our |the |office |business |opening |regular )hours( of operation)? are\b|\b(open|available) (monday|tuesday|weekdays|daily|from|between|seven|24)\b/,
    ],
    [1, /\b(monday|weekdays?|mon)\b.{0,40}\b(friday|a ?m|p ?m)\b/],
    [2.5, /\b(end this call|this call will (now )?end|goodbye|good bye)\b/],
  ],
  voicemail_greeting: [
    [-6, /\bscreen(ing|ed|s)\b|\bannounce yourself\b/],
    [4, /\b(voice ?mail|mail) ?box\b.{0,40}\bfull\b/],
    [-5, /\bpress \w+ to leave (a|your)\b|\bto leave (a|your)\b.{0,40}\bpress\b|\b(stay|remain) on the line\b/],
    [
      4,
      /\bleave (brief |short |detailed )?(message|name|number|voicemail)\b|\b(nobody|no one) (is )?(available|here)\b|\b(available|able) (to )?take (your )?calls?\b(?!.{0,30}\bpress\b)|\bafter (the )?(tone|beep)\b|\bthe (tone|beep)\b|\baway from (my|the|his|her) (desk|phone)\b/,
    ],
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
  wait_transfer: [
    [
      4,
      /\b(finding|getting|fetching|grabbing|locating) (you )?(the right|the next|an?|someone|somebody)\b|\bwhile (i|we) (try|ring|dial|call|page|locate)\b/,
    ],
    [
      5,
      /\bi (will|am (just )?going to) (now |just )?(pass|send|hand|move|direct|take|switch|get) (you|your call) (over |on |along |across |back |straight )?to (an?|the|our|someone|somebody|one)\b/,
    ],
    [
      5,
      /\b(let me|will|ll|i am|going to|gonna)( now| just)? (get|getting|take|taking|hand|handing) you (over )?to (someone|somebody|one of)\b/,
    ],
    [
      4,
      /\b(trying|ringing|dialing|dialling|calling) (that|the|your|his|her|their)\b.{0,24}\b(extension|line|party|office|number|desk)\b/,
    ],
    [
      4,
      /\b(get|find|grab|bring) (someone|somebody|an? \w+)( \w+){0,5} (on the line|on the phone|for you)\b|\b(over|across|through) to (the|our)( \w+){1,3} (team|department|desk|office)\b(?!.{0,40}\bpress\b)/,
    ],
    [2, /^(please |just )?(hold|wait|one second|one moment|a moment|a second)( please| on)?$/],
    [
      4,
      /\b(call is|are being|be) (now )?(directed|redirected|routed|put through|sent|handed)\b|\b(sending|handing|passing|moving) you (over|on|along|to)\b|\bputting you through\b|\bi will (get|find) (someone|you|a)\b/,
    ],
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
  human_greeting: [
    [2, /^(hello|hi|hiya|good (morning|afternoon|evening))\b.{0,60}\b[a-z]+ speaking$/],
    [-4, /\bi can help( you)?( with| to)? .{10,160}\bor\b/],
    [
      4,
      /\b(can|could|may|shall) i (put|place|pop) you on (a )?(quick |brief |short )?hold\b|\b(front desk|reception|switchboard)\b.{0,20}\bhow (can|may)\b/,
    ],
    [5, /^[a-z ]{2,40}\b[a-z]+ here$|^[a-z]+( [a-z]+){0,4} here (how|what)\b/],
    [3, /\bsorry (about that|to keep you|for that)\b.{0,20}\bhow can i\b|\bwho is (this|that) (please|speaking)$/],
    [
      4,
      /\byou are (through|speaking|connected) to (?!our |the |a )[a-z]+\b|\b(good (morning|afternoon|evening))\b.{0,40}\b(how|this is|speaking|can i)\b|^(?!.*\b(press|thank you for calling|welcome)\b).{0,40}\bgood (morning|afternoon|evening)$/,
    ],
    [
      2,
      /\bwhat (can|may) i (do|help|get)\b|\bwho(m)? am i speaking\b|\bwhere are we\b|\bhow are you( doing)?( today)?\b|\bwhat is going on\b/,
    ],
    [
      4.5,
      /\b(this is|my name is|you are speaking (with|to)|speaking with) (?!a |an |the |your |not |correct|right|recorded|about|for |to |our |in |on |now |being|important|final|what|is |how|where|it|all|that|very|taking|regarding|because|going)[a-z]+\b(?!.{0,14}\b(virtual|automated|digital|assistant|ai)\b)/,
    ],
    [3, /\b(?!are |you |am |by |without |not |before |after |your )[a-z]+ speaking\b/],
    [
      3,
      /\bhow (can |may |could )?i (help|assist|direct)\b|\bwhat can i (do|help)\b|\bmay i (have|get|ask|please have|take)\b|\b(who am i|who do i have|who have i got|can i (get|have|start with|take)|could i (get|have|take))\b|\bpleasure of speaking\b/,
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
      2.5,
      /\bbear with me\b|\b(the|our|my) (system|computer) (is )?(slow|down|being|playing|just|loading|freezing)\b|^(lovely|brilliant|fab|super|grand|cool)\b/,
    ],
    [-2.5, /\b(is (that|this) (correct|right)|say yes|yes or no|survey|thank you for calling|welcome to)\b/],
    [3, /\b(aw|aww|gosh|goodness|oh no|oh dear|bless|hon|honey|sweetheart|my love|mate|buddy|darling|ma am|sir)\b/],
    [
      3,
      /\b(just )?(popping|typing|putting|writing|noting|checking|having a|bringing) (that|this|it|up|a|look|you)\b|\bon your (record|file|account) (now|here)\b/,
    ],
    [
      2.5,
      /\b(how old|how long|what colou?r|which one|when did|where did|how did) (is|was|has|have|are|did|do|does|you|he|she|it|they)?\b|\b(is|are|was|has|did|does) (he|she|they|it|that|this|everything)\b.{0,50}$|\b(he|she|him|her) (is|has|was|s)\b/,
    ],
    [
      2,
      /\b(how do you spell|can i get (your|a|the)|what is (the|your) (best|good|last|first|email|address|reason)|did you (want|say|get|need)|would you (like|prefer) me|one moment let me|so it looks like|looks like|give me just|i apologize|let me transfer|thank you so much|you are welcome)\b/,
    ],
    [
      2,
      /\b(does that help|does that sound|is that okay|all right with you|make sense|right there|right now right|mm|okay\?)\b/,
    ],
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
} satisfies Readonly<Record<string, readonly Cue[]>>;
