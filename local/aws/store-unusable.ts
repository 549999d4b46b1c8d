/** The folder of a store cannot be used: another process has it open, it is damaged, or it cannot be written. */
export class StoreUnusable extends Error {
  override readonly name = 'StoreUnusable';

  /** @param store what lies in the folder, as people call it */
  constructor(store: string, folder: string, reason: string, isInUse: boolean, options?: ErrorOptions) {
    const advice = isInUse
      ? 'another process uses it; stop that one or choose another folder'
      : `${reason}; choose another folder or remove this one`;
    super(`${store} in ${folder} cannot be used: ${advice}`, options);
  }
}
