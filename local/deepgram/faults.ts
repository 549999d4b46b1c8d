/** What goes wrong on purpose. */
export interface DeepgramFaults {
  /** Every handshake is answered with this HTTP status. */
  readonly refuseWith?: number;
  /** A connection is closed (1011) after so much received audio. */
  readonly closeAfterAudioMs?: number;
  /** Takes audio, answers nothing. */
  readonly silent?: boolean;
}
