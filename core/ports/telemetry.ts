/** Structured logs: static messages, tagged fields. Never digits, transcripts, whole numbers or tokens. */
export interface Log {
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

export type MeterUnit = 'Count' | 'Milliseconds' | 'Seconds';

/** Business metrics (CloudWatch embedded metric format on AWS). */
export interface Meter {
  count(name: string, value: number, unit: MeterUnit, dimensions?: Readonly<Record<string, string>>): void;
}
