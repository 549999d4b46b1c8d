import { own, type Word, wordsOf } from '../words.ts';

/** Words that carry no matter of their own in an option or an intent. */
const STOP = new Set(
  'a an the to of for my me i you your we us our is are was were it its this that these those and or in on at by with from please can could would will do does did be been am have has had need want like just about any some so then there here if they them he she his her him as into up off than too very press say if not no yes when where what which who how why all one am being get got let us via regarding question questions help call calling more'.split(
    ' ',
  ),
);

/** Words that tell nothing even within an idiom; "in", "off", "up" and "not" do. */
const SILENT = new Set(
  'a an the i me my you your we us our it its this that these those he him his she her they them is are was were be been am to of will would do does did has have had can could just so'.split(
    ' ',
  ),
);

const IRREGULAR: Readonly<Record<string, string>> = {
  paid: 'pay',
  bought: 'buy',
  sent: 'send',
  lost: 'lost',
  stole: 'steal',
  stolen: 'steal',
  broke: 'break',
  broken: 'break',
  died: 'die',
  dying: 'die',
  dead: 'die',
  death: 'die',
  gone: 'go',
  went: 'go',
  forgot: 'forget',
  forgotten: 'forget',
  sold: 'sell',
  told: 'tell',
  spoke: 'speak',
  kept: 'keep',
  built: 'build',
  caught: 'catch',
  fell: 'fall',
  fallen: 'fall',
  blew: 'blow',
  froze: 'freez',
  frozen: 'freez',
  children: 'child',
  kids: 'child',
  kid: 'child',
  son: 'child',
  daughter: 'child',
  men: 'man',
  people: 'person',
  teeth: 'tooth',
  feet: 'foot',
  mice: 'mouse',
  bitten: 'bite',
  flew: 'fly',
  flown: 'fly',
  left: 'left',
  mum: 'mother',
  mom: 'mother',
  dad: 'father',
  appt: 'appoint',
  wi: 'wifi',
  fi: 'wifi',
  tv: 'tv',
  television: 'tv',
  telly: 'tv',
  phone: 'phone',
  telephone: 'phone',
  info: 'inform',
  drs: 'dr',
  doctor: 'doctor',
  doctors: 'doctor',
  physician: 'doctor',
  auto: 'car',
  automobile: 'car',
  vehicle: 'car',
  renewal: 'renew',
  renewals: 'renew',
  delivery: 'deliver',
  deliveries: 'deliver',
  cancellation: 'cancel',
  cancellations: 'cancel',
  stopped: 'stop',
  quality: 'quality',
  bills: 'bill',
  ill: 'ill',
  tax: 'tax',
  taxes: 'tax',
  business: 'business',
  businesses: 'business',
  address: 'address',
  addresses: 'address',
  gas: 'gas',
  news: 'news',
  status: 'status',
  process: 'process',
  access: 'access',
  lens: 'lens',
  lenses: 'lens',
  glasses: 'glasses',
  beagle: 'dog',
  poodle: 'dog',
  labrador: 'dog',
  terrier: 'dog',
  bulldog: 'dog',
  spaniel: 'dog',
  collie: 'dog',
  dachshund: 'dog',
  corgi: 'dog',
  husky: 'dog',
  rottweiler: 'dog',
  greyhound: 'dog',
  chihuahua: 'dog',
  pug: 'dog',
  cockapoo: 'dog',
  dalmatian: 'dog',
  tabby: 'cat',
  bunny: 'rabbit',
  goods: 'goods',
  owner: 'owner',
  owners: 'owner',
  boss: 'boss',
  bus: 'bus',
  class: 'class',
  pass: 'pass',
  loss: 'loss',
  morning: 'morning',
  evening: 'evening',
  building: 'building',
  hearing: 'hearing',
  hearings: 'hearing',
  wedding: 'wedding',
  being: 'being',
  thing: 'thing',
  ring: 'ring',
  spring: 'spring',
  agreed: 'agree',
  speed: 'speed',
  feed: 'feed',
  seed: 'seed',
  red: 'red',
  bed: 'bed',
};

/** Stem -> words that have it although their endings say otherwise: without these "care" would be "car", and "rates" rats. */
const UNCUT: Readonly<Record<string, string>> = {
  care: 'care cares caring cared',
  carer: 'carer carers',
  career: 'career careers',
  rate: 'rate rates',
  site: 'site sites',
  bite: 'bite bites',
  suite: 'suite suites',
  plane: 'plane planes',
  fare: 'fare fares',
  ride: 'ride rides riding',
  better: 'better',
  teller: 'teller tellers',
  shower: 'shower showers',
  number: 'number numbers',
  paper: 'paper papers',
  letter: 'letter letters',
  fill: 'fill fills filled filling',
  wine: 'wine wines',
  tape: 'tape tapes',
  tone: 'tone',
  cane: 'cane canes',
  summer: 'summer',
  shoulder: 'shoulder',
  poster: 'poster posters',
  rat: 'rat rats',
  meter: 'meter meters metre metres',
  customer: 'customer customers',
  porter: 'porter porters',
  tower: 'tower towers',
  flower: 'flower flowers',
  corner: 'corner corners',
  ladder: 'ladder ladders',
  apartment: 'apartment apartments',
  department: 'department departments',
  statement: 'statement statements',
  liver: 'liver livers',
  former: 'former',
  later: 'later',
};

/** Verb -> past forms that endings do not tell. */
const PAST: Readonly<Record<string, string>> = {
  take: 'took taken',
  write: 'wrote written',
  choose: 'chose chosen',
  come: 'came',
  give: 'gave given',
  drive: 'drove driven',
  run: 'ran',
  spend: 'spent',
  feel: 'felt',
  eat: 'ate eaten',
  drink: 'drank drunk',
  throw: 'threw thrown',
  know: 'knew known',
  wear: 'wore worn',
  tear: 'tore torn',
  ride: 'rode ridden',
  sleep: 'slept',
  sweep: 'swept',
  lend: 'lent',
  hold: 'held',
  bring: 'brought',
  think: 'thought',
  fight: 'fought',
  teach: 'taught',
  wake: 'woke woken',
  withdraw: 'withdrew withdrawn',
  overpay: 'overpaid',
  underpay: 'underpaid',
  begin: 'began begun',
  see: 'saw seen',
  win: 'won',
  rise: 'rose risen',
  grow: 'grew grown',
  hang: 'hung',
  bleed: 'bled',
};

const listed = (table: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(table).flatMap(([root, words]) => words.split(' ').map((word) => [word, root] as const)));

const ROOTS = listed(UNCUT);
const VERBS = listed(PAST);

/** British spelling -> American, so that both are one word. The results need not be words: they are only compared. */
const SPELLINGS: readonly [RegExp, string][] = [
  [/^cheque/, 'check'],
  [/^tyre/, 'tire'],
  [/^licence/, 'license'],
  [/^(def|off)ence/, '$1ense'],
  [/^enquir/, 'inquir'],
  [/^mould/, 'mold'],
  [/^draught/, 'draft'],
  [/^jewellery/, 'jewelry'],
  [/^programme/, 'program'],
  [/^kerb/, 'curb'],
  [/^plough/, 'plow'],
  [/^grey/, 'gray'],
  [/^pyjama/, 'pajama'],
  [/^(theat|cent|fib|lit)re/, '$1er'],
  [/^(catal|dial|anal)ogue/, '$1og'],
  [/^(arm|behavi|col|endeav|fav|flav|harb|hon|hum|lab|neighb|od|parl|rum|sav|tum|vap)our/, '$1or'],
  [/^(.{3,})is(e|es|ed|ing|er|ers|ation|ations)$/, '$1iz$2'],
];

const memory = new Map<string, string>();

/** Cuts endings so that "cancelled", "cancelling" and "cancels" are one. Light: it would rather keep two words apart than join two meanings. */
export function stem(word: string): string {
  const known = memory.get(word);
  if (known !== undefined) return known;
  const base = VERBS.get(word) ?? word;
  const result = own(IRREGULAR, base) ?? ROOTS.get(base) ?? cut(base);
  if (memory.size < 20_000) memory.set(word, result);
  return result;
}

function cut(word: string): string {
  if (word.length <= 3 || /\d/.test(word)) return word;
  const spelt = SPELLINGS.reduce((text, [british, american]) => text.replace(british, american), word);
  let root = spelt
    .replace(/(ss|us|is)$/, '$1\u0000')
    .replace(/ies$/, 'y')
    .replace(/(ch|sh|x|z|ss)es$/, '$1')
    .replace(/s$/, '')
    .replace('\u0000', '');
  root = root.replace(/(.{3,})(ation|ations|ements?|ments?)$/, '$1').replace(/(.{3,})(ing|ed|ly)$/, '$1');
  // "Covered" is "cover", and "cover" loses its ending like "driver".
  root = single(single(root).replace(/(.{3,})er$/, '$1')).replace(/(.{2,})ll$/, '$1l');
  return root.replace(/(.{3,})e$/, '$1').replace(/(.{2,})y$/, '$1i');
}

/** One letter for two ("stopp", "plann"). */
const single = (root: string): string => root.replace(/([bdgkmnprt])\1$/, '$1');

/** Stems of the words that carry meaning, in order. */
export const stemsOf = (text: string): string[] => stemsBut(STOP, text);

/** Stems of the words that tell something within an idiom, in order. */
export const tellingOf = (text: string): string[] => stemsBut(SILENT, text);

/** Both, for a text that is read once. */
export function stemsAndTellingOf(text: string): { readonly stems: string[]; readonly telling: string[] } {
  const words = wordsOf(text);
  return { stems: stemsIn(STOP, words), telling: stemsIn(SILENT, words) };
}

const stemsBut = (left: ReadonlySet<string>, text: string): string[] => stemsIn(left, wordsOf(text));

const stemsIn = (left: ReadonlySet<string>, words: readonly Word[]): string[] =>
  words.flatMap(({ text }) => (text !== '' && !left.has(text) ? [stem(text)] : []));
