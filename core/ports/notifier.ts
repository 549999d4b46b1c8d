import type { PhoneNumber } from '#core/contracts/ids.ts';

/** Messages to the person. */
export interface Notifier {
  /** @throws {MessageRefused} opted out or not a mobile; final. @throws {CarrierUnavailable} */
  sms(to: PhoneNumber, text: string): Promise<void>;
}

/** Live views in browsers. */
export interface LiveFeed {
  /** `gone`: the connection is closed; forget it. @throws {StoreUnavailable} */
  push(connectionId: string, message: unknown): Promise<'sent' | 'gone'>;
}
