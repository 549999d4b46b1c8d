import type { ReadPrompt } from './prompt.ts';
import { plain } from './words.ts';

const SAYS_SO =
  /\b(this( number)? is|you have (reached|dialed|dialled|called)|you are calling|number( you (have )?(reached|dialed|dialled|called))? (is|belongs to)) (a|an|the|our) ((?!and\b|or\b)\w+ ){0,4}fax (machine|line|number)\b/;
const TAKES_ONE =
  /\b(start|begin|press) [^.]{0,40}\b(fax machine|transmission)\b|\bto (send|transmit) (a|your) fax,? (\w+ ){0,3}(start|begin)\b/;
/** Somebody, or a mailbox, may come after all. */
const GOES_ON =
  /\b(hold|wait|stay|remain|message|beep|tone|voicemail|mailbox|connect|connecting|transfer|transferring|agents?|operators?|representatives?)\b/;

/** A machine tells that it takes faxes, and offers nothing else: nobody is to be reached at this number. */
export function answersAsFax({ text, options }: Pick<ReadPrompt, 'text' | 'options'>): boolean {
  const words = plain(text);
  return options.length === 0 && (SAYS_SO.test(words) || TAKES_ONE.test(words)) && !GOES_ON.test(words);
}
