import type { OwnerId, PhoneNumber } from '#core/contracts/ids.ts';
import type { Owner } from '#core/contracts/owner.ts';

/** Who may have calls made. API keys are stored as SHA-256 digests only. All methods may throw StoreUnavailable. */
export interface OwnerStore {
  put(owner: Owner): Promise<void>;
  get(ownerId: OwnerId): Promise<Owner | null>;
  addKey(ownerId: OwnerId, keyDigest: string): Promise<void>;
  byKey(keyDigest: string): Promise<Owner | null>;
  bySmsNumber(number: PhoneNumber): Promise<Owner | null>;
  /** WebSocket connections that watch an owner's calls. They expire by themselves. */
  addConnection(connectionId: string, ownerId: OwnerId, expiresAt: number): Promise<void>;
  dropConnection(connectionId: string): Promise<void>;
  connections(ownerId: OwnerId): Promise<readonly string[]>;
  /** True for exactly the first who says this key before it expires (webhook deliveries, notifications). */
  once(key: string, expiresAt: number): Promise<boolean>;
  /** Somebody has said this key, and it has not expired. */
  wasSaid(key: string): Promise<boolean>;
}
