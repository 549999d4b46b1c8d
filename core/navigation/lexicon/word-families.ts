import { own } from '../words.ts';
import { stemsOf } from './stem.ts';

/** Words of which one may stand for another within a phrase: "we board on Thursday" is "we board on Monday". */
const FAMILIES: Readonly<Record<string, string>> = {
  weekday: 'monday tuesday wednesday thursday friday saturday sunday tomorrow',
  relative:
    'mother mam mummy father husband wife brother sister aunt auntie uncle grandmother grandfather grandma grandpa granny gran nan nana cousin nephew niece partner spouse boyfriend girlfriend fiance fiancee parents',
  pet: 'dog cat puppy kitten pup kitty shepherd rabbit hamster gerbil guinea parrot budgie cockatiel ferret tortoise turtle iguana pony horse',
  belonging:
    'umbrella scarf jacket coat hat gloves backpack rucksack sunglasses sweater hoodie cardigan headphones earbuds kindle earrings necklace bracelet briefcase teddy',
};

const FAMILY_OF: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(FAMILIES).flatMap(([family, members]) => stemsOf(members).map((stem) => [stem, family])),
);

/** The family of a stem, else the stem itself. Only for phrases of several stems: alone, "aunt" says no more than "aunt". */
export const familyOf = (stem: string): string => own(FAMILY_OF, stem) ?? stem;
