import type { Draw } from '#local/phone/seeded.ts';
import type { Department, Service, Trade } from './trades.ts';
import type { Wording } from './wording.ts';

/** Queues of a tree, and the place where something was committed. */
export const RIGHT = 'right-queue';
export const WRONG = 'wrong-queue';
export const DANGER = 'danger';

/** What a tree's layers are made of. */
export interface Ground {
  readonly draw: Draw;
  readonly trade: Trade;
  readonly wording: Wording;
  readonly department: Department;
  readonly service: Service;
  readonly factValue: string;
  /** The service menu was rearranged since the way to it was written down. */
  readonly moved: boolean;
}
