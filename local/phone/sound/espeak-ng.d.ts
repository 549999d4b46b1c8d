/** The part of @echogarden/espeak-ng-emscripten (which brings no types) that is used here. */
declare module '@echogarden/espeak-ng-emscripten' {
  interface EspeakEvent {
    readonly type: string;
    readonly text_position: number;
    readonly word_length: number;
    readonly audio_position: number;
  }
  interface Espeak {
    readonly samplerate: number;
    set_voice(name: string): unknown;
    set_pitch(pitch: number): unknown;
    set_rate(wordsPerMinute: number): unknown;
    /** Calls back with 16-bit samples as they are made; a callback that returns true stops it. */
    synthesize(text: string, heard: (audio: ArrayBuffer | null, events: readonly EspeakEvent[]) => boolean): void;
  }
  export default function initialise(): Promise<{ readonly eSpeakNGWorker: new () => Espeak }>;
}
