import type { FlowId, OwnerId, PhoneNumber } from '#core/contracts/ids.ts';
import type { Flow } from '#core/navigation/flow.ts';

/** One version of what an owner knows of a company's menus. */
export interface StoredFlow {
  readonly flowId: FlowId;
  readonly ownerId: OwnerId;
  readonly flow: Flow;
  /** Raised by every write; 0 = not stored yet. */
  readonly revision: number;
  /** Who wrote it last: a call's id, or another name of one deed. */
  readonly by: string;
}

/**
 * Flows, one per owner and number, with their versions. The caller makes the id of owner and number, so that two calls that learn the same
 * company meet in one flow. All methods may throw StoreUnavailable. Reads are consistent, save `list`, which may lag by about a second.
 */
export interface FlowStore {
  /** The newest version. */
  get(flowId: FlowId): Promise<StoredFlow | null>;
  version(flowId: FlowId, version: number): Promise<StoredFlow | null>;
  /** Newest first. */
  versions(flowId: FlowId): Promise<readonly StoredFlow[]>;
  /** The newest version of each of the owner's flows, by number. */
  list(ownerId: OwnerId): Promise<readonly StoredFlow[]>;
  /**
   * Writes `flow.version` of a flow: a new version keeps the older ones, the same one is replaced.
   * @param seen the flow as it was read; null: there was none
   * @returns false when somebody else wrote since, or the version is older than the one seen; safe to repeat
   */
  put(entry: Omit<StoredFlow, 'revision'>, seen: StoredFlow | null): Promise<boolean>;
  /** With all versions. */
  remove(flowId: FlowId): Promise<void>;
}

/** What makes a flow unique. */
export interface FlowKey {
  readonly ownerId: OwnerId;
  readonly number: PhoneNumber;
}
