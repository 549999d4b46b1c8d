/** An error answer as Twilio gives it (https://www.twilio.com/docs/api/errors). */
export class RestFailure extends Error {
  override readonly name = 'RestFailure';
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  toJson() {
    const { code, message, status } = this;
    return { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
  }
}

export function notFound(path: string): RestFailure {
  return new RestFailure(404, 20404, `The requested resource ${path} was not found`);
}

/** The call has ended, or has not been answered yet. */
export function notInProgress(): RestFailure {
  return new RestFailure(400, 21220, 'Call is not in-progress. Cannot redirect.');
}

const BY_STATUS: Readonly<Record<number, readonly [code: number, message: string]>> = {
  429: [20429, 'Too Many Requests'],
  500: [20500, 'An internal server error has occurred'],
  502: [20502, 'Bad Gateway'],
  503: [20503, 'Service is unavailable. Please try again.'],
};

/** What a fault answers instead of the network. */
export function failureOfStatus(status: number): RestFailure {
  const [code, message] = BY_STATUS[status] ?? [20500, 'An internal server error has occurred'];
  return new RestFailure(status, code, message);
}
