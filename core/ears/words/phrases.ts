import type { Speaker } from '#core/ears/ears.ts';

/** What a phrase says about who speaks, in log-odds for a live human speaking to us. */
export interface Phrase {
  readonly speaker: Speaker;
  readonly what: string;
  readonly logOdds: number;
  /** Matched against plain text: lower case, no punctuation, contractions written out. */
  readonly pattern: RegExp;
}

const phrase = (speaker: Speaker, what: string, logOdds: number, pattern: RegExp): Phrase => ({
  speaker,
  what,
  logOdds,
  pattern,
});

const APOLOGY = '(sorry (about|for) (the|that|your) (wait|hold|delay)|thanks (so much )?for (holding|waiting))';

/**
 * Sentences of the trade. Weights are set by hand, so that one sure phrase outweighs the sound and two doubtful ones do: no
 * development recording has words of a human to fit them on.
 */
export const PHRASES: readonly Phrase[] = [
  phrase(
    'human',
    'offers help',
    5,
    /\b(how (can|may|could) i (help|assist)|what can i do for you|how can we help you today)\b/,
  ),
  phrase(
    'human',
    'gives a name',
    3.5,
    /(?<!\bif )\b(my name is|this is) (?!(a|an|the|not|your|our)\b)\w+( \w+)? ?(speaking|here|how|from|with|in|$)/,
  ),
  phrase('human', 'gives a name', 2.5, /\bspeaking with \w+|\byou are through to \w+|\b\w+ speaking\b/),
  phrase(
    'human',
    'asks who we are',
    4,
    /\b(who am i (speaking|talking) (to|with)|(may|can|could) i (have|get|take|ask for) your (\w+ )?(name|number|account|date|address|postcode|zip|order))\b/,
  ),
  phrase(
    'human',
    'asks whether we are there',
    4,
    /\b(are you (still )?there|can you hear me|anybody there|anyone there)\b/,
  ),
  phrase(
    'human',
    'apologises for the wait in person',
    3,
    new RegExp(
      `\\b${APOLOGY} (?!.*\\b(continue|remain|stay|next available|(we|someone|somebody|they|agents?|representatives?|advis[eo]rs?) (will|are|is))\\b)`,
    ),
  ),
  phrase(
    'human',
    'turns to us',
    2.5,
    /\b(what seems to be|tell me (a little |a bit )?(about|what)|let me (see|check|look|pull)|one (second|sec|moment) while i|bear with me)\b/,
  ),
  phrase(
    'human',
    'offers help',
    4,
    /\b(wie kann ich (ihnen|dir) helfen|was kann ich fur sie tun|mein name ist \w+|en quoi puis je vous aider|comment puis je vous aider|que puis je faire pour vous|en que (le |te )?puedo ayudar|mi nombre es \w+|le atiende \w+|come posso aiutar)/,
  ),

  phrase(
    'recording',
    'flatters the caller',
    -6,
    /\b(your (call|business) is (very )?(important|valued)|we (value|appreciate) your (call|business|patience))\b/,
  ),
  phrase(
    'recording',
    'asks to wait',
    -5,
    /\b(please (continue to |kindly )?(hold|remain|stay|wait)|(stay|remain|hold) on the line|continue to hold|do not hang up)\b/,
  ),
  phrase(
    'recording',
    'all are busy',
    -6,
    /\b(all (of )?(our )?(\w+ )?(representatives?|agents?|operators?|advisors?|advisers?|specialists|associates|lines|team members|colleagues)( are|$)|(next|first) available|(answered|taken) in the order|currently (assisting|helping|busy|experiencing)|(higher|greater) than (normal|usual)|unusually high|high(er)? call volumes?)\b/,
  ),
  phrase(
    'recording',
    'warns of recording',
    -5,
    /\b((call|calls|conversation) (may|will|might|is|are)( be)? ?(being )?(monitored|recorded)|(quality|training) (and|or|assurance|purposes))\b/,
  ),
  phrase(
    'recording',
    'lists keys',
    -6,
    /\b(press|dial|enter|push|select) (\w+ )?(\d|zero|one|two|three|four|five|six|seven|eight|nine|star|pound|hash|the)\b|\bto (hear|repeat) (these|this)|\bfollowed by (the )?(pound|hash|star)\b|\blisten carefully\b|\bmenu options\b/,
  ),
  phrase(
    'recording',
    'thanks for calling',
    -2,
    /\b(thank you for (calling|your (call|patience|continued))|welcome to|you have reached)\b/,
  ),
  phrase(
    'recording',
    'points elsewhere',
    -5,
    /\b(visit (us|our)|our (web ?site|mobile app|app|online)|on the web|www|dot com|did you know|self service|frequently asked)\b/,
  ),
  phrase(
    'recording',
    'advertises',
    -5,
    /\b(save (up to|money|big)|special offer|limited time|sign up|free trial|percent off|ask (us|your \w+) about|learn more|terms and conditions apply)\b/,
  ),
  phrase(
    'recording',
    'is closed',
    -5,
    /\b((offices?|lines?) (is|are) (now |currently )?closed|(business|opening|office) hours|call (back|again) (later|during|between))\b|\bnot in service\b|\bhas been disconnected\b|\bcannot be completed\b/,
  ),
  phrase(
    'recording',
    'asks to wait',
    -5,
    /\b(bitte (haben sie|warten|bleiben)|alle (unsere )?mitarbeiter|vielen dank fur ihren anruf|ihr anruf|merci de (votre|patienter|rester)|veuillez (patienter|rester)|nos conseillers|votre appel|gracias por (llamar|su)|todos nuestros|permanezca en|su llamada|marque (\w+ )?(el )?(uno|dos|tres|cuatro|cinco|\d)|drucken sie|tapez|appuyez|premere|digiti)/,
  ),

  phrase(
    'queue',
    'tells the place in a queue',
    -6,
    /\b(caller number|you are (\w+ )?(currently )?(number|caller)|your (\w+ )?position|position in (the|our) queue|in line|place in (the )?(line|queue)|callers? (ahead|in front|before)|estimated (wait|hold|waiting)|wait(ing)? time|expected wait)\b/,
  ),
  phrase(
    'voicemail',
    'asks for a message',
    -7,
    /\b(leave (a|your|me a|us a) (\w+ )?(message|name|voicemail)|after the (tone|beep|signal)|(at|wait for) the (tone|beep)|record your message|mailbox|voice ?mail|not available (to take|right now|at the moment)|cannot take your call|come to the phone|nach dem (signal|ton)|apres le (signal|bip)|despues (de la senal|del tono))\b/,
  ),
  phrase(
    'screening',
    'screens the call',
    -8,
    /\b((state|say|record) your name (and|after|at)|reason (for|you are) (your call|calling)|screening (service|your|this)|using a screening|(person|party|subscriber) you are (calling|trying to reach)|see if (this person|they are) (is )?available|stay on the line while we (try|connect))\b/,
  ),
  phrase(
    'ai_agent',
    'says that it is a machine',
    -8,
    /\b((virtual|digital|automated|voice|ai|intelligent) (assistant|agent|attendant|system)|i am (an ai|a bot|an automated|your virtual|the virtual)|this is (the|an?|your) (automated|virtual|digital|ai)|ai powered|in a few words|you can say (things|something) like|(?<!\b(press|dial) \w+ or )say (yes or no|main menu|agent|representative)(?! or (press|dial)\b)|tell me (briefly|in your own words)|artificial intelligence)\b/,
  ),
];

/** Many a recording begins so as well: they tell of a person once no more follows, and less while the voice goes on. */
export const BEGINNINGS: readonly Phrase[] = [
  phrase(
    'human',
    'says hello and no more',
    3,
    /^(hello|hi|hello hello|hey|hiya|good (morning|afternoon|evening))( there| sir| maam)?$/,
  ),
  phrase('human', 'apologises for the wait, and no more', 3, new RegExp(`^(\\w+ ){0,4}${APOLOGY}$`)),
];
