import { FRAME_BYTES } from '#core/media/media-clock.ts';
import { MU_LAW_SILENCE } from '#core/media/mu-law.ts';

/** 20 ms of silence. Shared: never written to. */
export const SILENT_FRAME: Uint8Array = new Uint8Array(FRAME_BYTES).fill(MU_LAW_SILENCE);
