import { Owner } from '#core/contracts/owner.ts';

/** Somebody who may have calls made; what a test does not care about is filled in. */
export function anOwner(fields: Partial<Owner> = {}): Owner {
  return Owner.parse({
    ownerId: 'owner_sam',
    name: 'Sam Rivera',
    smsNumber: '+12125550123',
    devices: [aDevice('mobile', '+12125550123'), aDevice('desk', '+12125550124')],
    hunting: 'sequential',
    countries: ['US', 'CA'],
    callsADay: 20,
    callsAtOnce: 2,
    contacts: { 'northwind bank': '+18005550100' },
    ...fields,
  });
}

export function aDevice(deviceId: string, number: string): Record<string, unknown> {
  return { deviceId, name: deviceId, address: { kind: 'phone', number }, ringSeconds: 20 };
}
