/** An error of the Step Functions API; `name` is the error code that the SDK makes its exception of. */
export class ServiceError extends Error {
  override readonly name: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = code;
  }
}

export const validationFailed = (message: string) => new ServiceError('ValidationException', message);
