import { Device, type Hunting } from '#core/contracts/device.ts';
import { builtInCompanies } from '#local/phone/companies/built-in.ts';
import type { Company } from '#local/phone/companies/company.ts';
import type { Manner, PersonOptions } from '#local/phone/people/person.ts';
import { seeded, seedOf } from '#local/phone/sound/seeded.ts';

/** One request, the company that answers to it and the people it rings: all of its own, so that every leg tells whose it is. */
export interface SimulatedRequest {
  readonly key: string;
  readonly number: string;
  readonly company: Company;
  /** Drops the line on hold once. */
  readonly drops: boolean;
  readonly holdMs: number;
  readonly intent: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly devices: readonly Device[];
  readonly hunting: Hunting;
  readonly people: Readonly<Record<string, PersonOptions>>;
  /** Ms after the beginning of the simulation. */
  readonly asksAtMs: number;
  /** Ms after the request at which the person cancels; null: never. */
  readonly cancelsAfterMs: number | null;
}

/** Area codes of the USA; `555-0100` to `555-0199` in each belong to nobody. */
const AREAS = (
  '201 202 203 205 206 207 208 209 210 212 213 214 215 216 217 218 219 224 225 228 229 231 234 239 240 248 251 252 253 254 256 260 ' +
  '262 267 269 270 272 276 281 301 302 303 304 305 307 308 309 310 312 313 314 315 316 317 318 319 320 321 323 325 330 331 334 336 ' +
  '337 339 346 347 351 352 360 361 364 380 385 386 401 402 404 405 406 407 408 409 410 412 413 414 415 417 419 423 424 425 430 432'
).split(' ');
const IN_AN_AREA = 100;

/** Companies by how often they are called, of 100, and what is asked of them. */
const CALLED: readonly (readonly [name: string, of100: number, intent: string])[] = [
  ['northwind-bank', 28, 'dispute a charge on my December statement'],
  ['lakeside-clinic', 12, 'move my appointment'],
  ['cedar-insurance', 15, 'ask about my claim'],
  ['evergreen-hotel', 10, 'change my reservation'],
  ['summit-airways', 10, 'change my flight'],
  ['quiet-valley-credit-union', 10, 'dispute a charge on my card'],
  ['harbor-cable', 3, 'my internet is down'],
  ['prairie-power', 3, 'my power is out'],
  ['maple-county-records', 3, 'a copy of a deed'],
  ['bluebird-plumbing', 3, 'a leaking pipe'],
  ['meridian-freight', 2, 'where my parcel is'],
  ['old-town-hardware', 1, 'opening hours'],
];

/** How the first and the second device behave, of 100. */
const HOUSEHOLDS: readonly (readonly [of100: number, first: Manner, second: Manner])[] = [
  [70, 'accepts', 'accepts'],
  [12, 'voicemail', 'accepts'],
  [8, 'never-answers', 'accepts'],
  [6, 'declines', 'accepts'],
  [4, 'voicemail', 'never-answers'],
];

/** The most requests that have numbers of their own. */
export const MOST_REQUESTS = Math.floor(AREAS.length / 3) * IN_AN_AREA;

/** @param aSecond how many come in a second, on average */
export function drawRequests(seed: number, count: number, aSecond: number): SimulatedRequest[] {
  return Array.from({ length: count }, (_, index) => drawRequest(seed, index, index / aSecond));
}

function drawRequest(seed: number, index: number, atSecond: number): SimulatedRequest {
  const chance = seeded(seedOf(seed, 'request', index));
  const [name, , intent] = pick(CALLED, ([, of100]) => of100, chance());
  const built = builtInCompanies[name];
  if (!built) throw new Error(`there is no company ${name}`);
  const number = numberOf(0, index);
  const household = pick(HOUSEHOLDS, ([of100]) => of100, chance());
  const mobile = numberOf(1, index);
  const desk = numberOf(2, index);
  const asksFacts = name === 'cedar-insurance';
  return {
    key: `request-${seed}-${index}`,
    number,
    company: { ...built, number },
    drops: chance() < 0.5,
    holdMs: Math.round(12_000 + chance() * 24_000),
    intent,
    facts: asksFacts ? { policy_number: String(10_000_000 + Math.floor(chance() * 89_999_999)) } : {},
    devices: [device('mobile', mobile), device('desk', desk)],
    hunting: chance() < 0.7 ? 'sequential' : 'parallel',
    people: {
      [mobile]: { manner: household[1], answerAfterMs: household[1] === 'voicemail' ? 8_000 : 3_000 },
      [desk]: { manner: household[2], answerAfterMs: 4_000 },
    },
    asksAtMs: Math.round(1_000 * (atSecond + chance())),
    cancelsAfterMs: chance() < 0.04 ? Math.round(chance() * 60_000) : null,
  };
}

function device(deviceId: string, number: string): Device {
  return Device.parse({ deviceId, name: deviceId, address: { kind: 'phone', number }, ringSeconds: 12 });
}

function numberOf(block: 0 | 1 | 2, index: number): string {
  const areas = Math.floor(AREAS.length / 3);
  const area = AREAS[block * areas + (Math.floor(index / IN_AN_AREA) % areas)] ?? '';
  return `+1${area}55501${String(index % IN_AN_AREA).padStart(2, '0')}`;
}

function pick<T>(all: readonly T[], of100: (one: T) => number, chance: number): T {
  let left = chance * all.reduce((sum, one) => sum + of100(one), 0);
  for (const one of all) {
    left -= of100(one);
    if (left < 0) return one;
  }
  throw new Error('nothing to choose from');
}
