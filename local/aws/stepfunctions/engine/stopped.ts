/** A thread is not to go on: its execution was stopped, or the process lets go of it. Never seen by Retry and Catch. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}
