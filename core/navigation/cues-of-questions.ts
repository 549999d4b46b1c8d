import type { Cue } from './kind-cues.ts';

const NUMBER_WORD =
  '(two|2|three|3|four|4|five|5|six|6|seven|7|eight|8|nine|9|ten|10|eleven|11|twelve|12|thirteen|13|fifteen|15|sixteen|16)';
const DATA =
  '(numbers?|digits?|identifier|id|code|pin|password|passcode|date|birth|zip|ssn|social|name|extension|amount|plate|four|birthday|identification|letters|plates?|account|ticket|address)';

/** Prompts that want something of the caller. */
export const QUESTION_CUES = {
  menu: [[1, /\bmenu\b|\bfollowing options\b|\bto (repeat|hear) (this|these|the)\b/]],
  menu_speech: [
    [
      4,
      /\b(which|one|choose from|any) of (these|the following)\b(?!.{0,20}\bpress\b)|\bchoose from (these|the following)\b/,
    ],
    [3.5, /\b((is|are) (this|it|your call|you (calling|phoning))) (about|regarding|to do with) .{3,90}\bor\b/],
    [2, /\breason for (your|the) call( today)?$|\bor (something|anything) else$/],
    [5, /\bi can help( you)?( with| to)? .{10,160}\bor\b.{3,60}\b(how can|what can|which|what would)\b/],
    [
      4,
      /\bwhich (product|service|department|area|topic)s? (are you|is it|is this|can i)\b|\bwhat (product|service)s? (are|is) (you|it|this)\b/,
    ],
    [
      4,
      /\bi can help (you )?(with|find)\b.{6,120}\b(which|what) (would|one|do|can)\b|\bwhich (of these|would you like|one would you like|can i help)\b/,
    ],
    [
      4,
      /\b(tell me|let me know|just say)\b.{0,30}\bis it (about|for|regarding)\b|\bis it (about|for) .{3,60} or\b|\b(what|which) .{0,40}\bdo you need\b/,
    ],
    [
      3,
      /\b(what (brings you|can we help|do you need)|state (the|your) (reason|request)|how can we be of|go ahead i am listening|i am listening|say (the )?name of|tell me (the )?(name|type|kind))\b/,
    ],
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
      3,
      /\bi (will |just )?need (your|the) ([a-z]+ ){0,3}(number|reference|code|post ?code|zip|pin|id|date of birth)\b/,
    ],
    [-7, /\btoo (short|long|many|few)\b|\bnot enough (digits|numbers)\b/],
    [
      4,
      /^(okay |thanks |thank you |great |and |now )*(can i have |what is |what was )(your|the) ([a-z]+ ){0,3}(post ?code|zip|number|reference|code|id|registration|plate|date of birth)\b/,
    ],
    [2, /\b(enter|say|key in|dial|give|provide|spell)\b.{0,30}\b(extension|party|number|now)\b.{0,20}$/],
    [
      3.5,
      new RegExp(
        `\\b(enter|key in|type( in)?|input|punch in|dial|provide|say|speak|spell|give (me|us)|tell (me|us)|what is)( in)?( or (say|enter|speak|key in|type))? (?! what| why| how)(your|the|his|her|their|its|that|a|us|me|just)?\\b.{0,60}\\b${DATA}\\b`,
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
    [
      4,
      /^(and |now |okay |please )*(the )?(last|first) (two|three|four|for|five|six|2|3|4|5|6)( digits| numbers)? of (your|the)\b/,
    ],
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
    [-3, /\b(sorry|could not|can not|not)\b.{0,60}\b(enter|say|key in)\b.{0,40}\bagain$/],
    [
      -3,
      /\b(invalid|not (a )?valid|not recogni[sz]ed|you entered|did not (get|catch|hear|understand)|is that (correct|right))\b/,
    ],
  ],
  language_choice: [
    [
      3,
      /\bfor (service|assistance|help) in [a-z]+ (press|say)\b|\b(in|for) english\b.{0,60}\b(appuyez|oprima|marque|presione|para|pour|taste|drucken|wcisnij)\b|\b(appuyez|oprima|marque|presione|para|pour)\b.{0,60}\b(in|for) english\b/,
    ],
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
      /^(okay |sorry |so )*(did|do) you mean\b|^(okay |so |and )*(that (was|is)|i have( got)?|you (want|said|need|asked)) .{2,80}\b(correct|right)$/,
    ],
    [4, /\byou have (asked|chosen|requested|decided) (to|for)\b|\bif you are (certain|sure|happy (to|with))\b/],
    [4, /\bwill (now )?be (charged|debited|deducted|withdrawn|billed)\b.{0,60}\b(say|press)\b/],
    [
      4,
      /\bi will (now )?(send|transfer|charge|cancel|book|submit|close|pay)\b|\b(press|say) (\w+ )?to (continue|proceed)\b.{0,30}\b(cancel|stop)\b|\bsay (authori[sz]e|confirm|accept|agree|continue)\b/,
    ],
    [
      3.5,
      /\bwe (show|have) (a |an |the |your )?(service|account|address|order|booking|claim|policy) (at|for|under|ending)\b|\bif this is (where|the one|who)\b/,
    ],
    [
      4,
      /\byour \w+( \w+)? is( [a-z0-9]+){3,14} press\b.{0,40}\b(submit|confirm|again|change|correct)\b|\b(would you like|shall i|should i|do you want me) to (book|schedule|go ahead|place|reserve|proceed|confirm)( it| that| this)?\b|\bto submit\b.{0,40}\bagain\b|\bsubmit it\b/,
    ],
    [
      3,
      /\bwe (show|have) (your|you|this|the)\b.{0,60}\bif (this|that|not)\b|\bif not (press|say)\b|\bis that (okay|ok|alright|all right|what you)\b|\bis this the (account|address|number|phone)\b/,
    ],
    [
      4,
      /\bif you (close|cancel|continue|proceed|end|confirm|accept)( this| your| now)?\b.{0,90}\b(will|lose|lost|fee|final|charged)\b|\b(fee|charge|penalt(y|ies)|credits?)\b.{0,30}\b(will be|applies|apply|added|charged|lost)\b|\b(place|submit|complete|confirm) (this|the|your) (order|payment|request|transaction|cancell?ation|booking)\b|\bby (pressing|saying)\b.{0,60}\byou\b/,
    ],
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
      /\b(it sounds like|sounds like you|sounds as if|i think you (said|want|are)|so you (are|want|would|need)|did you say|just to confirm|let me confirm|you (would like|want) to .{3,60} (is that|right|correct)|i understand (that )?you|(shall|should) (i|we) (go ahead|proceed|continue|do (it|that)),?$|do you want (that|this|me to|us to|to (go|do))|want me to$)\b/,
    ],
    [
      3,
      /\b(can not|cannot|can t) be (undone|reversed|refunded)\b|\bis final\b|\bwill (be lost|end your|be charged|be canceled|be cancelled|apply)\b|\bto (decline|cancel (this|the|it)|keep(?! you))\b/,
    ],
    [1.5, /\b(yes or no|say yes|(1|one) (for|if) yes)\b/],
    [
      2,
      /\b(ending|ends) in\b.{0,60}\b(press|correct|right)\b|\b(your|the) (appointment|reservation|payment|order|delivery|visit) is (set|scheduled|confirmed|booked) (for|on)\b|\bready for\b.{0,30}\baccept\b/,
    ],
    [-4, /\b(invalid|survey|call (you )?back|feedback)\b/],
    [2.5, /\b(appointment|reservation|order|delivery|visit)\b.{0,20}\b(set|scheduled|confirmed|booked) (for|on)\b/],
  ],
  error_reprompt: [
    [
      5,
      /\b(key|option|choice|selection)( you \w+)? is (not (available|in use|active)|unavailable)\b|\btoo (short|long) please\b|\b(was|were|is) too (short|long)\b|\btoo (many|few) (digits|numbers|characters)\b|\bnot enough (digits|numbers)\b/,
    ],
    [5, /\b(have not|did not) (made?|enter(ed)?|choose|chosen|select(ed)?|press(ed)?) (an?|any|your)\b/],
    [5, /\bnot one of (the|our|my) (choices|options)\b/],
    [3, /\b(enter|say|key in|try|give|repeat) (it|that|your|the)\b.{0,40}\bagain$/],
    [
      5,
      /\byou (entered|gave|said) (is|was) (not (correct|right|valid)|incorrect|wrong|invalid)\b|\b(more|remaining) (tries|attempts)\b|\b(tries|attempts|chances?) (left|remaining|more)\b|\blast (try|attempt|chance)\b/,
    ],
    [
      4,
      /\b(did not|does not) match\b|\bdo not recogni[sz]e\b|\bonce more\b.{0,30}$|\bwas not (valid|understood|recogni[sz]ed)\b|\bwrong (number|entry|pin)\b|\btoo many (attempts|tries)\b|\bnothing was (entered|heard)\b|\bwe (did not|have not) (hear|receive)d?\b/,
    ],
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
  ai_agent: [
    [
      6,
      /\b(computer|robot|online|telephone|conversational) (assistant|agent|helper|receptionist)\b|\b(i am|this is|meet) .{0,24}\b(robot|bot|(?<!answering )machine|artificial)\b/,
    ],
    [2, /\bin (a|one|your) (sentence|own words)\b.{0,40}\b(help|brings|today)\b|\bpowered\b|\bvirtual\b/],
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
    [
      6,
      /\bscreening (service|calls?|app)\b|\b(calls?|number|line|phone)( to this number)? (uses|is|are|has) .{0,16}\bscreen(ed|ing)\b|\bannounce yourself\b/,
    ],
    [3, /\blet (them|him|her) know (who|you|that|it)?\b|\bthis call (is )?(about|regarding|concerning)\b/],
    [
      5,
      /\byour name and (what|the|why|who)\b.{0,40}\b(regarding|about|concerning|reference|company|calling)\b|\bbefore i (connect|put|transfer) you\b.{0,60}\b(name|who|regarding)\b/,
    ],
    [4, /\b(say|state) your (full )?name\b.{0,60}\b(available|see if|connect|take (your|the) call|tell)\b/],
    [
      5,
      /\b(state|say|give|record|tell (me|us))( me| us)? your (full |first and last )?name and\b.{0,25}\b(reason|why|purpose|what|matter|calling|company)\b|\bwho is (this|calling)\b|\bwho (shall|should|may|can) i say\b|\byour name and (the )?(reason|purpose|why)\b|\b(who you are|your name) and (why|what)\b|\bmay i (ask|tell (him|her|them)) (who|what)\b/,
    ],
    [
      3.5,
      /\b(screening|call assist|google (voice|assistant)|the person you are (trying to reach|calling)|(person|party|number) you are (trying to reach|calling)|call screen|screened|see if (they|he|she|this person) (is|are|can)|subscriber|answered by an assistant|who are you|state your name)\b/,
    ],
    [
      2,
      /\b(what|which) .{0,30}\b(regarding|in reference to|concerning|is it about)\b|\bwhat is (it|this|your call) (about|regarding|in regard)\b|\bwhy (are )?you are? ?calling\b/,
    ],
    [-3, /\b(mailbox|leave (a|your))\b/],
  ],
} satisfies Readonly<Record<string, readonly Cue[]>>;
