/** The one family of failures. ASL and callers match on `name`; nobody decides by reading a message. */
export abstract class HoldSlayerError extends Error {
  abstract override readonly name: string;
}

/** The carrier did not answer, or answered with a fault of its own. What it did is unknown: reconcile before trying again. */
export class CarrierUnavailable extends HoldSlayerError {
  override readonly name = 'CarrierUnavailable';
}

/** The carrier refuses this number or account; final. */
export class CallRefused extends HoldSlayerError {
  override readonly name = 'CallRefused';
  /** Twilio's error code. */
  readonly code: number;
  constructor(message: string, code: number, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The leg has ended, so nothing can be done on it. Expected whenever the other side hangs up first. */
export class LegEnded extends HoldSlayerError {
  override readonly name = 'LegEnded';
}

/** Another update of the leg came first, or digits are still sounding: try again shortly. */
export class LegBusy extends HoldSlayerError {
  override readonly name = 'LegBusy';
}

/** The database or bucket cannot be reached or throttles. */
export class StoreUnavailable extends HoldSlayerError {
  override readonly name = 'StoreUnavailable';
}

/** The record changed since it was read (conditional write lost). */
export class Conflict extends HoldSlayerError {
  override readonly name = 'Conflict';
}

/** The message cannot be delivered to that number; final. */
export class MessageRefused extends HoldSlayerError {
  override readonly name = 'MessageRefused';
  readonly code: number;
  constructor(message: string, code: number, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The language model gave nothing usable in time. The call goes on without it. */
export class ModelUnavailable extends HoldSlayerError {
  override readonly name = 'ModelUnavailable';
  /** Each model that was asked, with the name of its fault. */
  readonly failed: readonly ModelFailure[];

  constructor(message: string, failed: readonly ModelFailure[] = [], options?: ErrorOptions) {
    super(message, options);
    this.failed = failed;
  }
}

export interface ModelFailure {
  readonly model: string;
  /** A class of faults: RateLimitError. Holds no text of the server. */
  readonly error: string;
}

/** A worker, or the door to it, did not answer a command that no record repeats. */
export class WorkerUnreachable extends HoldSlayerError {
  override readonly name = 'WorkerUnreachable';
}

/** What a person gave for a call was kept under another key. */
export class FactsUnreadable extends HoldSlayerError {
  override readonly name = 'FactsUnreadable';
}
