import { stemsOf } from './stem.ts';

/**
 * Words of every matter: "out" is in "out of my tablets", "can not dial out" and "help out", and alone it says none of them. They carry a
 * concept only within a phrase or an idiom that is said as a whole.
 */
const COMMON: ReadonlySet<string> = new Set(
  stemsOf(
    'out back go went come came take took taken make made put turn find found hear heard see seen look show left last check new old much many time long day week month year today start stop run keep kept give bring set hold use work still again only way thing something know tell ask think try much first next big good bad little right wrong now soon ready done down over through around away here there open one two three',
  ),
);

export const isCommon = (stem: string): boolean => COMMON.has(stem);
