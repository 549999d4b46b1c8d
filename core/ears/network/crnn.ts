import { Dense, Gru, relu } from '#core/ears/network/layers.ts';
import { type StoredModel, tensor } from '#core/ears/network/stored-tensors.ts';
import { MEL_BANDS } from '#core/ears/sound/mel-bands.ts';

const STEP_FRAMES = 2;
const STEP_INPUTS = STEP_FRAMES * MEL_BANDS;
const KERNEL_STEPS = 3;

/** PyTorch keeps a convolution as [output][input][time]; the inputs of a step lie together here: [output][time][input]. */
function timeMajor(weights: Float64Array): Float64Array {
  const outputs = weights.length / (STEP_INPUTS * KERNEL_STEPS);
  const turned = new Float64Array(weights.length);
  for (let o = 0; o < outputs; o++) {
    for (let i = 0; i < STEP_INPUTS; i++) {
      for (let t = 0; t < KERNEL_STEPS; t++) {
        turned[(o * KERNEL_STEPS + t) * STEP_INPUTS + i] = weights[(o * STEP_INPUTS + i) * KERNEL_STEPS + t] as number;
      }
    }
  }
  return turned;
}

/** The network of both models: a convolution over three steps of 40 ms, one gated recurrent unit, one layer of outputs. */
export interface Crnn {
  readonly outputs: Float64Array;
  /** Takes the bands of one 20 ms frame. @returns true when a step was complete and `outputs` were written anew */
  hear(mel: Float32Array, at: number): boolean;
  reset(): void;
}

/** Reads the weights once; each call of the result makes a network with a state of its own. */
export function loadCrnn(stored: StoredModel): () => Crnn {
  const convolution = new Dense(timeMajor(tensor(stored, 'conv.weight')), tensor(stored, 'conv.bias'));
  const gruInput = new Dense(tensor(stored, 'gru.weight_ih_l0'), tensor(stored, 'gru.bias_ih_l0'));
  const gruState = new Dense(tensor(stored, 'gru.weight_hh_l0'), tensor(stored, 'gru.bias_hh_l0'));
  const out = new Dense(tensor(stored, 'out.weight'), tensor(stored, 'out.bias'));
  const scale = 1 / stored.inputScale;
  const mean = stored.inputMean;
  return () => {
    const input = new Float64Array(KERNEL_STEPS * STEP_INPUTS);
    const channels = new Float64Array(convolution.outputs);
    const outputs = new Float64Array(out.outputs);
    const gru = new Gru(gruInput, gruState);
    let framesInStep = 0;
    return {
      outputs,
      hear(mel, at) {
        if (framesInStep === 0) input.copyWithin(0, STEP_INPUTS);
        const to = (KERNEL_STEPS - 1) * STEP_INPUTS + framesInStep * MEL_BANDS;
        for (let band = 0; band < MEL_BANDS; band++) input[to + band] = ((mel[at + band] as number) - mean) * scale;
        framesInStep = (framesInStep + 1) % STEP_FRAMES;
        if (framesInStep !== 0) return false;
        convolution.run(input, channels);
        relu(channels);
        gru.run(channels);
        out.run(gru.state, outputs);
        return true;
      },
      reset() {
        input.fill(0);
        gru.reset();
        framesInStep = 0;
      },
    };
  };
}
