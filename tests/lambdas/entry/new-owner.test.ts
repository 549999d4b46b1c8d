import { expect, it } from 'vitest';
import { keyDigest } from '#lambdas/api/authenticate.ts';
import { addOwner, ownerOf } from '#lambdas/entry/new-owner.ts';

const sam = {
  ownerId: 'owner_sam',
  name: 'Sam Rivera',
  devices: [{ deviceId: 'mobile', name: 'mobile', address: { kind: 'phone', number: '+15550001111' } }],
};

it('what the file says comes before the settings, and these before defaults', () => {
  const settings = { streamDomain: 'any', newOwners: { countries: ['DE'], callsADay: 5 } };
  expect(ownerOf({ ...sam, callsADay: 7 }, settings)).toMatchObject({
    countries: ['DE'],
    callsADay: 7,
    callsAtOnce: 2,
    smsNumber: null,
    devices: [{ ringSeconds: 20 }],
  });
});

it('what is missing is named', () => {
  expect(() => ownerOf({ ownerId: 'owner_sam', devices: [] }, {})).toThrow(/name: .*\n.*devices: /s);
});

it.each(['<b>Sam</b>', '&&&', '42'])('the name %s is refused, since nobody can say it', (name) => {
  expect(() => ownerOf({ ...sam, name }, {})).toThrow(/name: a name that can be said/);
});

it('a name with an ampersand is none of these', () => {
  expect(ownerOf({ ...sam, name: 'Kim & Sam' }, {}).name).toBe('Kim & Sam');
});

it('the key is stored as its digest only', async () => {
  const stored: string[] = [];
  const key = await addOwner(
    { put: async () => {}, addKey: async (_, digest) => void stored.push(digest) },
    ownerOf(sam, {}),
  );
  expect(key).toMatch(/^hs_[0-9a-f]{48}$/);
  expect(stored).toEqual([keyDigest(key)]);
});
