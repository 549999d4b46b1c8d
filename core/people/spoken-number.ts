import type { PhoneNumber } from '#core/contracts/ids.ts';
import { written } from '#core/policy/written-number.ts';

/** A number for a voice to read: single digits, a comma where a person would breathe. +18005550100 -> `8 0 0, 5 5 5, 0 1 0 0` */
export function spokenNumber(number: PhoneNumber): string {
  const groups = written(number)
    .split(/[\s()-]+/)
    .filter((group) => group !== '' && group !== '+1');
  return groups
    .map((group) => [...group.replace('+', '')].join(' ').replace(/^/, group.startsWith('+') ? 'plus ' : ''))
    .join(', ');
}
