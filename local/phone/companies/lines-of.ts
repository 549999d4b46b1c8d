import type { Company, Item, Place } from './company.ts';

/** A sentence with the voice that says it. */
export type Line = readonly [voice: string, text: string];

/** Every sentence that a company can say, for rendering ahead. */
export function linesOf(company: Company): Line[] {
  return Object.values(company.places).flatMap((place) => linesOfPlace(place, company.voice));
}

function linesOfPlace(place: Place, voice: string): Line[] {
  const said = (...texts: (string | undefined)[]) => texts.flatMap((text): Line[] => (text ? [[voice, text]] : []));
  if ('play' in place) return place.play.flatMap((item) => linesOfItem(item, voice));
  if ('hold' in place) return place.hold.loop.flatMap((item) => linesOfItem(item, voice));
  if ('menu' in place) return said(place.menu.say, place.menu.invalid, place.menu.noInput);
  if ('enter' in place) return said(place.enter.say, place.enter.invalid);
  if ('human' in place) {
    const { voice: own, greets, asksAgain, waits, givesUp, talk, closes } = place.human;
    return [greets, ...asksAgain, waits, givesUp, ...talk, closes].map((text): Line => [own, text]);
  }
  return [];
}

function linesOfItem(item: Item, voice: string): Line[] {
  if ('say' in item) return [[item.voice ?? voice, item.say]];
  if ('sayOver' in item) return [[item.voice ?? voice, item.sayOver]];
  if ('sayNext' in item) return item.sayNext.map((text): Line => [item.voice ?? voice, text]);
  return [];
}
