/**
 * A state failed, in the form that Retry and Catch see: `$states.errorOutput` is {Error, Cause}, each only where there is one. Timeouts carry no
 * cause, as on AWS.
 */
export class StateFailure extends Error {
  override readonly name = 'StateFailure';
  readonly error: string | undefined;
  readonly causeText: string | undefined;
  /** A missed heartbeat is reported as States.Timeout and yet matches `States.HeartbeatTimeout` in Retry and Catch. */
  readonly heartbeat: boolean;
  /** Failed by the interpreter and not by a task or a Fail state: AWS puts the name of the state before the cause. */
  readonly ofInterpreter: boolean;

  constructor(
    error: string | undefined,
    causeText: string | undefined,
    kind: { heartbeat?: boolean; ofInterpreter?: boolean } = {},
  ) {
    super(`${error ?? 'no error name'}: ${causeText ?? 'no cause'}`);
    this.error = error;
    this.causeText = causeText;
    this.heartbeat = kind.heartbeat ?? false;
    this.ofInterpreter = kind.ofInterpreter ?? false;
  }

  /** As `$states.errorOutput` and as the default output of a Catch. */
  errorOutput(): { Error?: string; Cause?: string } {
    return {
      ...(this.error === undefined ? {} : { Error: this.error }),
      ...(this.causeText === undefined ? {} : { Cause: this.causeText }),
    };
  }

  /** The same failure, told together with the state it happened in. */
  in(stateName: string, enteredEventId: number): StateFailure {
    if (!this.ofInterpreter) return this;
    const where = `An error occurred while executing the state '${stateName}' (entered at the event id #${enteredEventId}).`;
    return new StateFailure(this.error, `${where} ${this.causeText ?? ''}`);
  }
}

const ofInterpreter = (error: string, cause: string) => new StateFailure(error, cause, { ofInterpreter: true });

export const queryEvaluationFailed = (cause: string) => ofInterpreter('States.QueryEvaluationError', cause);
export const noChoiceMatched = () =>
  ofInterpreter('States.NoChoiceMatched', 'No choice rule matched and there is no Default.');
export const runtimeFailure = (cause: string) => ofInterpreter('States.Runtime', cause);
export const dataLimitExceeded = (what: string) =>
  new StateFailure(
    'States.DataLimitExceeded',
    `The ${what} has a size exceeding the maximum number of bytes service limit.`,
  );
export const taskTimedOut = () => new StateFailure('States.Timeout', undefined);
export const heartbeatMissed = () => new StateFailure('States.Timeout', undefined, { heartbeat: true });
