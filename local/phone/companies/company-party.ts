import type { Party } from '#local/phone/party.ts';
import type { Speech } from '#local/phone/sound/clip.ts';
import { renderedSpeech } from '#local/phone/sound/speech.ts';
import { performed, play, quiet, type Script, type Stage } from '#local/phone/sound/stage.ts';
import { type Company, HANG_UP, type Place } from './company.ts';
import { enter } from './enter.ts';
import { hold } from './hold.ts';
import { human } from './human.ts';
import { itemPlayer, musicOf } from './items.ts';
import { menu } from './menu.ts';

export interface CompanyOptions {
  readonly seed: number;
  /** Shortens or lengthens every hold of the company. Default: what its file says. */
  readonly holdMs?: number;
  /** Default: only what was rendered ahead. Companies made at run time pass the speech of `openSpeech()`. */
  readonly speech?: Speech;
  /** Told each place that a call comes to. */
  readonly onPlace?: (name: string) => void;
}

/** What the places of one call share. */
export interface Scene {
  readonly stage: Stage;
  readonly company: Company;
  readonly speech: Speech;
  readonly holdMs: number | undefined;
}

/** The switchboard and the people of a company, at the far end of one leg. Composes its hold music before the first call, so that no call waits for it. */
export function companyParty(company: Company, options: CompanyOptions): Party {
  const { seed, holdMs, speech = renderedSpeech, onPlace } = options;
  for (const place of Object.values(company.places)) {
    if ('hold' in place) musicOf(company, place.hold.music);
  }
  return performed({
    seed,
    ring: () => company.ring,
    script: (stage) => walk({ stage, company, speech, holdMs }, onPlace),
  });
}

/** A gap between places, as between two files of a real switchboard. */
const BETWEEN_PLACES_MS = 300;

function* walk(scene: Scene, onPlace?: (name: string) => void): Script {
  let name = scene.company.start ?? HANG_UP;
  while (name !== HANG_UP) {
    const place = scene.company.places[name];
    if (!place) throw new Error(`${scene.company.name} has no place "${name}"`);
    onPlace?.(name);
    yield* quiet(scene.stage, BETWEEN_PLACES_MS);
    name = yield* visit(scene, place);
  }
}

/** Plays one place, and tells where the call goes from there. */
function* visit(scene: Scene, place: Place): Script<string> {
  if ('menu' in place) return yield* menu(scene, place.menu);
  if ('enter' in place) return (yield* enter(scene, place.enter)) ? place.next : place.enter.otherwise;
  if ('hold' in place) return (yield* hold(scene, place.hold)) ? place.next : HANG_UP;
  if ('human' in place) return (yield* human(scene, place.human)) ? place.next : HANG_UP;
  if ('record' in place) yield* quiet(scene.stage, place.record.lastsMs);
  if ('play' in place) {
    const playItem = itemPlayer(scene, 'strings');
    for (const item of place.play) yield* playItem(item);
  }
  return place.next;
}

/** Says a sentence in a voice of the company. Tells whether it came to its end. */
export function* say(scene: Scene, text: string, voice = scene.company.voice, stopWhen?: () => boolean) {
  const clip = scene.speech(text, voice);
  return yield* play(scene.stage, clip, stopWhen ? { stopWhen } : {});
}
