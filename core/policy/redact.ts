import { hideNumbers, withoutTags } from './hide-numbers.ts';

/** A number for logs: enough to recognise a pattern of failures, too little to call. +18005550100 -> `+18…00` */
export function shortened(number: string): string {
  return number.length < 7 ? '…' : `${number.slice(0, 3)}…${number.slice(-2)}`;
}

const email = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
/** Also within a word: "ref44718812". */
const digits = /\+?\d(?:[\s().,/-]{0,3}\d){3,}/g;

/** Takes out what may be a card, account or phone number, written or spoken (four digits and more in a row), and mail addresses. */
export function redact(text: string): string {
  return hideNumbers(withoutTags(text).replace(email, '[mail address]')).replace(
    digits,
    (run) => `[${run.replace(/\D/g, '').length} digits]`,
  );
}
