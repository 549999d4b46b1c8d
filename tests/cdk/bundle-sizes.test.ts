import { beforeAll, expect, it } from 'vitest';
import { type Bundle, bundleAll } from '#cdk/bundle/bundle.ts';
import { lambdaNames } from '#cdk/bundle/entries.ts';
import { sizeOf } from '#cdk/bundle/size-of.ts';

/**
 * kB that a Lambda may read when it starts, minified, with some 3% of room for minor versions of dependencies. What needs more than that is something
 * new that came along, to be looked at: `npm run bundle:sizes`, docs/decisions/0023-bundles.md.
 */
const mostKb: Readonly<Record<string, number>> = {
  Api: 700,
  Sms: 870,
  Twilio: 950,
  Live: 580,
  LiveCalls: 580,
  LogReaders: 835,
  Reaper: 970,
  HandOver: 362,
  Pace: 600,
  PlaceCall: 785,
  Decide: 608,
  Listen: 832,
  Press: 787,
  Say: 780,
  Hold: 833,
  AskUser: 962,
  ReachUser: 968,
  Bridge: 834,
  Reattach: 780,
  Finish: 942,
  CommandDoor: 92,
};

let bundles: ReadonlyMap<string, Bundle>;
beforeAll(async () => {
  bundles = new Map((await bundleAll()).map((bundle) => [bundle.name, bundle]));
}, 120_000);

function sizesOf(name: string) {
  const bundle = bundles.get(name);
  if (!bundle) throw new Error(`there is no bundle ${name}`);
  return sizeOf(bundle, 100);
}

it('no Lambda reads more at its start than it may', () => {
  const grown = lambdaNames
    .map((name) => ({ name, kb: Math.round(sizesOf(name).startKb), most: mostKb[name] ?? 0 }))
    .filter(({ kb, most }) => kb > most);
  expect(grown).toEqual([]);
});

it('what few requests need is in no start', () => {
  for (const name of lambdaNames) {
    const parts = new Map(sizesOf(name).heaviest.map(({ part, kb }) => [part, kb]));
    expect(parts.has('openai'), name).toBe(false);
    expect(parts.has('yaml'), name).toBe(false);
    expect(parts.has('axios'), name).toBe(false);
    // The language of menus alone is 200 kB.
    expect(parts.get('own'), name).toBeLessThan(80);
  }
});
