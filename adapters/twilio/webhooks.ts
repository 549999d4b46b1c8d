import type { CallId, DeviceId } from '#core/contracts/ids.ts';

/**
 * Asks for three more tries after a failed connect, a timeout or a 5xx. It is a fragment: not sent, and not part of what is signed.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
const webhookRetries = '#rc=3&rp=ct,rt,5xx';

/** Paths of the webhooks under the public API; `{name}` stands for a parameter. */
export const webhookPaths = {
  voice: '/twilio/calls/{callId}/voice',
  conference: '/twilio/calls/{callId}/conference',
  stream: '/twilio/calls/{callId}/streams/{epoch}',
  companyStatus: '/twilio/calls/{callId}/status/company/{attempt}',
  deviceStatus: '/twilio/calls/{callId}/status/device/{round}/{deviceId}',
  gather: '/twilio/calls/{callId}/rounds/{round}/devices/{deviceId}/gather',
  left: '/twilio/calls/{callId}/rounds/{round}/devices/{deviceId}/left',
  rearm: '/twilio/calls/{callId}/rounds/{round}/devices/{deviceId}/rearm',
} as const;

/** The leg to one device in one round of the hunt. */
export interface DeviceLegOf {
  readonly callId: CallId;
  readonly round: number;
  readonly deviceId: DeviceId;
}

/** URLs that Twilio is told to call. `publicApiUrl` without a slash at the end. */
export function webhooks(publicApiUrl: string) {
  const url = (path: string, values: Readonly<Record<string, string | number>>) =>
    `${publicApiUrl.replace(/\/$/, '')}${path.replace(/\{(\w+)\}/g, (_, name) => String(values[name]))}${webhookRetries}`;
  return {
    voice: (callId: CallId) => url(webhookPaths.voice, { callId }),
    conference: (callId: CallId) => url(webhookPaths.conference, { callId }),
    stream: (callId: CallId, epoch: number) => url(webhookPaths.stream, { callId, epoch }),
    companyStatus: (callId: CallId, attempt: number) => url(webhookPaths.companyStatus, { callId, attempt }),
    deviceStatus: (leg: DeviceLegOf) => url(webhookPaths.deviceStatus, { ...leg }),
    gather: (leg: DeviceLegOf) => url(webhookPaths.gather, { ...leg }),
    left: (leg: DeviceLegOf) => url(webhookPaths.left, { ...leg }),
    rearm: (leg: DeviceLegOf) => url(webhookPaths.rearm, { ...leg }),
  };
}
export type Webhooks = ReturnType<typeof webhooks>;
