import { CallRequest } from '#core/contracts/call-record.ts';

/** A request for a call; what a test does not care about is filled in. */
export function aRequest(fields: Partial<CallRequest> = {}): CallRequest {
  return CallRequest.parse({
    number: '+18005550100',
    company: 'northwind bank',
    intent: 'dispute a charge',
    flowId: null,
    devices: [
      { deviceId: 'mobile', name: 'mobile', address: { kind: 'phone', number: '+12125550123' }, ringSeconds: 20 },
    ],
    hunting: 'sequential',
    redial: 'once',
    via: 'api',
    isRepeatable: true,
    ...fields,
  });
}
