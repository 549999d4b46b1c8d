/** The one route table: API Gateway on AWS and the gateway of the one-machine stack are both built from it. */
export interface RouteEntry {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'ANY';
  /** API Gateway's notation; `{name}` is one segment, `$default` what no other route takes. */
  readonly path: string;
  readonly functionName: string;
}

/** As API Gateway names it: `GET /calls/{callId}`, `$default`. */
export const routeKeyOf = ({ method, path }: Pick<RouteEntry, 'method' | 'path'>): string =>
  path === '$default' ? path : `${method} ${path}`;

export const httpRoutes = [
  { method: 'POST', path: '/calls', functionName: 'Api' },
  { method: 'GET', path: '/calls', functionName: 'Api' },
  { method: 'GET', path: '/calls/{callId}', functionName: 'Api' },
  { method: 'POST', path: '/calls/{callId}/cancel', functionName: 'Api' },
  { method: 'POST', path: '/calls/{callId}/answer', functionName: 'Api' },
  { method: 'POST', path: '/calls/{callId}/hold', functionName: 'Api' },
  { method: 'POST', path: '/calls/{callId}/privacy', functionName: 'Api' },
  { method: 'POST', path: '/calls/{callId}/false-ring', functionName: 'Api' },
  { method: 'GET', path: '/calls/{callId}/recordings/{kind}', functionName: 'Api' },
  { method: 'GET', path: '/flows', functionName: 'Api' },
  { method: 'POST', path: '/flows', functionName: 'Api' },
  { method: 'GET', path: '/flows/{flowId}', functionName: 'Api' },
  { method: 'PUT', path: '/flows/{flowId}', functionName: 'Api' },
  { method: 'DELETE', path: '/flows/{flowId}', functionName: 'Api' },
  { method: 'GET', path: '/flows/{flowId}/versions', functionName: 'Api' },
  { method: 'GET', path: '/flows/{flowId}/versions/{version}', functionName: 'Api' },
  // Who asks for what is not there is answered as for all else that is wrong, not in API Gateway's own form.
  { method: 'ANY', path: '$default', functionName: 'Api' },
  { method: 'POST', path: '/twilio/sms', functionName: 'Sms' },
  { method: 'POST', path: '/twilio/calls/{callId}/voice', functionName: 'Twilio' },
  { method: 'POST', path: '/twilio/calls/{callId}/conference', functionName: 'Twilio' },
  { method: 'POST', path: '/twilio/calls/{callId}/streams/{epoch}', functionName: 'Twilio' },
  { method: 'POST', path: '/twilio/calls/{callId}/status/company/{attempt}', functionName: 'Twilio' },
  { method: 'POST', path: '/twilio/calls/{callId}/status/device/{round}/{deviceId}', functionName: 'Twilio' },
  { method: 'POST', path: '/twilio/calls/{callId}/rounds/{round}/devices/{deviceId}/gather', functionName: 'Twilio' },
  { method: 'POST', path: '/twilio/calls/{callId}/rounds/{round}/devices/{deviceId}/left', functionName: 'Twilio' },
  { method: 'POST', path: '/twilio/calls/{callId}/rounds/{round}/devices/{deviceId}/rearm', functionName: 'Twilio' },
] as const satisfies readonly RouteEntry[];

/** Routes of the WebSocket API that live views connect to. */
export const webSocketRoutes = ['$connect', '$disconnect', '$default'] as const;
