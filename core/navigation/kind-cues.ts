import type { PromptKind } from './prompt.ts';

/**
 * What speaks for a kind of prompt, as weights that add up. Patterns are matched against folded text ("you are" for "you're",
 * digits and number words as heard). 1 is a hint, 2 is usual, 3 and more hardly ever means anything else.
 */
export const KIND_CUES: Readonly<Record<PromptKind, readonly (readonly [number, RegExp])[]>> = {
  menu: [
    [1, /\bmenu\b|\bfollowing options\b/],
    [1, /\bto (repeat|hear) (this|these|the) (menu|options|choices)\b/],
  ],
  menu_speech: [
    [2.2, /\b(please |you can |just |or |can |may )?say\b(?! (your|the last|yes|or)\b)/],
    [3, /\b(tell (me|us)|describe)( briefly| in a few words)?\b.{0,40}\b(why|what|how|reason|calling|help|need)\b/],
    [3, /\bin (a few|your own|one or two|a couple of) words\b/],
    [2, /\bhow (can|may) (i|we) help( you)?( today)?$/],
    [
      2,
      /\bwhat (can|may) (i|we) (help|do)\b|\bwhat are you calling about\b|\bwhat is the reason for your call\b|\breason for your call\b/,
    ],
    [1.5, /\b(you can say|for example|for instance|things like|such as|say something like)\b/],
    [1, /\bone of the following\b/],
  ],
  data_entry: [
    [
      3,
      /\b(enter|key in|type|input|punch in|dial|provide|say|speak|spell|give (me|us)|tell (me|us))( in)? (or (say|enter|speak|key in) )?(your|the|his|her|their|its|that|a|us|me)\b.{0,50}\b(number|numbers|digits?|id|code|pin|password|passcode|date|birth|zip|postal|ssn|social|name|extension|amount|letters|plate|four|birthday)\b/,
    ],
    [2, /\b(enter|key in|punch in|type in)\b/],
    [
      2.5,
      /\b(followed by|then press|and (then )?press|end with|finish with|when (you are )?(done|finished) press)( the)? (pound|hash|star)\b/,
    ],
    [
      2,
      /\b(two|2|four|4|five|5|six|6|seven|7|eight|8|nine|9|ten|10|eleven|11|twelve|12|sixteen|16)( or (more|ten|eleven|twelve))? ?digit\b/,
    ],
    [1.5, /\b(last|first) (two|three|four|five|six|2|3|4|5|6)( digits| numbers| letters)?\b/],
    [1.5, /\busing (your|the) (telephone |phone |touch tone )?(keypad|key pad)\b/],
    [1.5, /\bwhat is (your|the) .{0,40}\b(number|code|date of birth|zip|name|id)\b/],
    [
      1.5,
      /\b(you can|can be) (find|found)\b.{0,30}\b(card|bill|statement|letter|notice)\b|\bfor example (january|july|march)\b/,
    ],
  ],
  language_choice: [
    [
      3,
      /\b(for|in) (english|spanish|french)\b.{0,40}\b(para|espanol|oprima|marque|pour|francais|spanish|french|appuyez)\b/,
    ],
    [2, /\bfor english\b|\benglish press\b|\b(choose|select) (your|a) (preferred )?language\b|\bcontinue in english\b/],
  ],
  confirmation: [
    [
      4,
      /\byou (just )?(entered|said|chose|selected|have entered|have selected|have chosen|told me|are calling from)\b/,
    ],
    [
      3,
      /\b(is|are) (that|this|it|these) (correct|right|ok|okay|accurate)\b|\b(did|have) (i|we) (get|got|understand|heard|hear)( that| you)?( right| correctly)?\b/,
    ],
    [3, /\bif (that|this|it|these)( is|s| are)? (correct|right|accurate|not correct|incorrect)\b|\bif correct\b/],
    [3, /\byou are about to\b|\bare you sure\b|\bdo you (agree|consent|accept|authorize|wish to (proceed|continue))\b/],
    [
      2.5,
      /\bto (confirm|authorize|agree|accept|consent|re ?enter|proceed with)\b|\b(consent|authorization)\b|\bi (agree|consent|authorize)\b/,
    ],
    [
      3,
      /\b(it sounds like|i think you (said|want)|so you (are|want|would)|i heard|did you say|sounds like you|just to confirm|let me confirm|i have|you would like to .{3,40} (is that|right|correct))\b/,
    ],
    [2, /\b(yes or no|say yes|press 1 for yes|correct press)\b/],
    [2, /\b(ending|ends) in\b.{0,60}\b(press|correct|right)\b/],
  ],
  hold_announcement: [
    [
      2.5,
      /\b(please )?(continue to hold|stay on the line|remain on the line|hold the line|keep holding|continue holding|hold on the line|stay with us|bear with us)\b/,
    ],
    [
      3,
      /\ball (of )?(our |the )?[a-z ]{0,40}\b(are|is) (currently |still |now |all )?(busy|assisting|helping|serving|on other calls|on the phone|with other|speaking|unavailable|engaged|taking)\b/,
    ],
    [3, /\b(next|first) available [a-z]+\b(?!.{0,20}\bpress\b)/],
    [
      3,
      /\b(estimated|expected|approximate|average|current|anticipated) (hold|wait|waiting|queue)( time)?s?\b|\b(wait|hold) times? (is|are|may|will|of)\b|\blonger than (usual|normal|expected|average) (wait|hold)|\bwait is\b/,
    ],
    [
      3,
      /\byou are (now |currently )?(caller )?(number|next|first|second|third|fourth|fifth|\d+(st|nd|rd|th))\b|\b(position|place) in (the )?(queue|line) is\b|\bcallers? (ahead|in front|before)\b|\bin (the )?queue\b/,
    ],
    [
      2.5,
      /\byour call (is|matters|will be)( very)?( important| answered| taken)?\b|\bwe (value|appreciate) your (call|business|patience|time)\b|\bthank you for (your patience|holding|waiting|continuing to hold)\b/,
    ],
    [
      2,
      /\b(high|heavy|unusually high) (call )?volumes?\b|\bexperiencing\b.{0,20}\b(high|heavy|long)|\b(sorry|apologi[sz]e) for the (delay|wait)\b/,
    ],
    [
      2,
      /\bwill be (right )?with you\b|\b(answered|assist you|help you|with you) (shortly|soon|as soon as|in (approximately|about|the order|just))\b|\bin the order (it was|they were|received)\b|\bshortly\b/,
    ],
    [1.5, /\b(calls?|this call) (may|will|is) be(ing)? (recorded|monitored)\b/],
    [1.5, /\bdid you know\b|\bvisit (us|our)\b|\bdot com\b/],
  ],
  callback_offer: [
    [
      4,
      /\b(call|phone|ring) you back\b|\b(receive|request|get|schedule|have|like|want|prefer|offer) (a |an )?(automated )?(call ?back|return call)\b|\breturn your call\b.{0,40}\bpress\b|\bcall ?backs?\b/,
    ],
    [
      2.5,
      /\b(keep|hold|save|lose|losing|keeping|holding|saving|maintain) your (place|spot|position)\b|\binstead of (waiting|holding)|\bwithout (waiting|losing)\b|\bwhen (it is )?(your turn|an? [a-z]+ (is|becomes) available)\b/,
    ],
  ],
  greeting: [
    [
      2,
      /^(hello |hi |good (morning|afternoon|evening) )?(and )?(thank you|thanks) for (calling|contacting)\b|\bwelcome to\b|\byou have reached\b|^(hello|hi|good (morning|afternoon|evening))\b/,
    ],
    [1, /\b(calls?|this call) (may|will|is) be(ing)? (recorded|monitored)\b/],
    [1, /\bif this is (a|an) (life threatening |medical )?emergency\b|\bhang up and (dial|call)\b/],
  ],
  closed: [
    [
      4,
      /\b(is|are) (now |currently |presently )?(closed|not open)\b|\bclosed (for|on|today|at)\b|\bwill (re)?open\b|\bre ?opens?\b|\bafter hours\b/,
    ],
    [
      3,
      /\b(call|try) (us )?(back|again) (during|between|on|tomorrow|later|when|in|at|after)\b|\bduring (our |those |these )?(normal |regular )?(business |office )?hours\b|\boutside (of )?(our )?(normal |regular )?(business|office|opening|working)? ?hours\b/,
    ],
    [
      2,
      /\b(our |office |business |opening |regular )hours( of operation)? are\b|\b(open|available) (monday|weekdays|daily|from|between|seven|24)\b/,
    ],
    [1, /\b(monday|weekdays?|mon)\b.{0,40}\b(friday|a ?m|p ?m)\b/],
  ],
  voicemail_greeting: [
    [
      4,
      /\bleave (a |an |me a |us a |your )?(brief |short |detailed |voice )?(message|name|number|voicemail|account)\b(?!.{0,30}\bpress\b)|\b(after|at|wait for) the (tone|beep)\b|\brecord your message\b/,
    ],
    [4, /\b(voice ?mail|mail ?box|answering machine)\b/],
    [
      2.5,
      /\b(can ?not|can not|unable to|not able to|am not|is not|are not|not) (come|available|take|get|answer|here)( to (the )?(phone|take))?\b|\bunavailable\b|\bwe missed your call\b|\bget back to you\b|\breturn your call\b/,
    ],
  ],
  survey_offer: [
    [
      4,
      /\bsurvey\b|\b(rate|rating) (the|your|our|this|how|us|today)?\b|\bon a scale\b|\bscale (of|from|1|one)\b|\bfeedback\b|\bhow (satisfied|likely)\b/,
    ],
    [
      2.5,
      /\b(before you go|few questions|two questions|brief questions?|after (this|the|your) call|end of (this|the|your) call)\b|\bstay on the line after\b|\byour experience\b/,
    ],
  ],
  wait_transfer: [
    [
      4,
      /\b(transferring|connecting|forwarding|routing)( you| your call)?\b|\b(transfer|connect|put|get|send|patch|route|forward|redirect)(ed)? (you|your call)( through| over)?\b(?!.{0,40}\bpress\b)|\bbeing (connected|transferred|routed)\b|\byou (will|are going to) be (connected|transferred)\b/,
    ],
    [
      2,
      /\b(one|a|just a) moment( please)?\b|\bhang tight\b|\bplease (hold|wait) while\b|\bhold (on )?while\b|\b(please |just )?(hold|wait) (on|please)\b|\bwhile i (connect|transfer|get|look|find|check)\b/,
    ],
  ],
  error_reprompt: [
    [
      4,
      /\b(did not|do not|could not|was not able to|were unable to|unable to|am having trouble|having trouble|did nt|can not) (quite )?(get|catch|hear|understand|recognize|receive|understanding|hearing|recognise|find|match)\b/,
    ],
    [
      4,
      /\b(invalid|incorrect|not (a )?valid|not recognized|not recognised|not found|no match|unrecognized|no input|not an option)\b/,
    ],
    [
      2.5,
      /\b(please )?try (that )?again\b|\blet us try\b|\b(sorry|oops|apologi[sz]e)\b.{0,40}\b(again|get|hear|entry|selection|response|option|understand|number)\b|\bi am sorry\b/,
    ],
  ],
  human_greeting: [
    [
      4,
      /\b(this is|my name is|you are speaking (with|to)|speaking with) (?!a |the |an |your |not |correct|right|recorded|about|for|to |our |in |on |now )[a-z]+\b(?!.{0,12}\b(virtual|automated|digital|assistant)\b)/,
    ],
    [3, /\b[a-z]+ speaking\b/],
    [
      2.5,
      /\bhow (can|may) i (help|assist|direct)\b|\bwhat can i (do|help)\b|\bmay i (have|get|ask|please have)\b|\b(who am i|who do i have|who is this|can i (get|have|start with)|could i (get|have))\b/,
    ],
    [2, /\bthank you for (holding|waiting) (this is|my name)|\bpleasure of speaking\b|\bsorry (about|for) the wait\b/],
    [2, /\b(can|could) you (hold|please hold)\b|\bplease hold$/],
  ],
  human_smalltalk: [
    [
      3,
      /\b(uh|um|hmm|gotcha|alright|all righty|okay so|ok so|yeah|oh|you know|let me see|let me just|bear with me|give me (just )?(a|one) (sec|second|moment|minute)|real quick|hang on|no worries|no problem|one sec|sure thing|mm hmm)\b/,
    ],
    [
      2.5,
      /\b(let me (pull|look|check|get|grab|see|put|take)|i am (pulling|looking|just|going|showing|seeing)|i (see|can see|do see|will) (that|you|your|it|here)|pulling (that|it|up)|my (system|computer|screen|supervisor))\b/,
    ],
    [
      1.5,
      /\b(is this for|are you in front|and what|and your|and is|can you (spell|verify|hear|confirm|tell|give)|could you (spell|verify|hold|confirm|tell|repeat)|what was|do you have|have you|anything else)\b/,
    ],
    [1.5, /^(okay|ok|alright|so|perfect|great|sure|right|yeah|well|and)\b/],
  ],
  ai_agent: [
    [
      5,
      /\b(virtual|automated|digital|a ?i|artificial intelligence|ai powered|intelligent|voice) (powered )?(assistant|agent|helper|concierge|receptionist|attendant|representative|system)\b|\b(chat)?bot\b|\bassistant powered\b/,
    ],
    [1.5, /\b(i can help( you)? with|i can (answer|book|take|help|look)|ask me)\b/],
  ],
  screening: [
    [
      4,
      /\b(state|say|give|tell (me|us)) your name and (the )?(reason|why|purpose|what)\b|\bwho is calling\b|\bwho (shall|should|may|can) i say\b|\byour name and (the )?(reason|purpose|why)\b|\bwho you are and why\b/,
    ],
    [
      3,
      /\b(screening|call assist|google (voice|assistant)|trying to reach|person you are calling|using a (call )?(screening|service)|see if (they|he|she|this person) (is|are)|i will (try|see|check) (to connect|if)|subscriber)\b/,
    ],
    [
      2,
      /\b(what|which) (is|file|company|it) .{0,20}\b(regarding|about|calling from|concerning)\b|\bmay i (ask|tell (him|her|them)) (who|what)\b/,
    ],
  ],
};
