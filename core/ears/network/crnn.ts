import { DenseLayer, takeFloats } from '#core/ears/network/kernel.ts';
import { type StoredModel, tensor } from '#core/ears/network/stored-tensors.ts';
import { MEL_BANDS } from '#core/ears/sound/mel-bands.ts';

/** Frames of 20 ms in one step. */
export const STEP_FRAMES = 2;
const KERNEL_STEPS = 3;

/** PyTorch keeps a convolution as [output][input][time]; the inputs of a step lie together here: [output][time][input]. */
function timeMajor(weights: Float64Array, outputs: number): Float64Array {
  const inputs = weights.length / (outputs * KERNEL_STEPS);
  const turned = new Float64Array(weights.length);
  for (let o = 0; o < outputs; o++) {
    for (let i = 0; i < inputs; i++) {
      for (let t = 0; t < KERNEL_STEPS; t++) {
        turned[(o * KERNEL_STEPS + t) * inputs + i] = weights[(o * inputs + i) * KERNEL_STEPS + t] as number;
      }
    }
  }
  return turned;
}

/** Hyperbolic tangent by Lambert's continued fraction; the error is below 0.0001. */
function tanh(x: number): number {
  if (x > 4.97) return 1;
  if (x < -4.97) return -1;
  const square = x * x;
  return (
    (x * (135_135 + square * (17_325 + square * (378 + square)))) /
    (135_135 + square * (62_370 + square * (3150 + 28 * square)))
  );
}

const sigmoid = (x: number): number => 0.5 + 0.5 * tanh(0.5 * x);

/** What both models begin with: a convolution over three steps of 40 ms, one gated recurrent unit. */
export interface RecurrentUnit {
  readonly state: Float32Array;
  /** Takes one 20 ms frame: its bands, and after them what else the network is told. A step that is complete is left out where it `rests`. @returns true when a step was taken and `state` written anew */
  hear(frame: Float32Array, at: number, rests?: boolean): boolean;
  reset(): void;
}

/** The network of the sound model: the unit, and one layer of outputs. */
export interface Crnn {
  readonly outputs: Float32Array;
  /** As of the unit. */
  hear(mel: Float32Array, at: number, rests?: boolean): boolean;
  reset(): void;
}

/** Gates of PyTorch's unit, in its order: reset, update, new. */
function advance(state: Float32Array, fromInput: Float32Array, fromState: Float32Array): void {
  const size = state.length;
  for (let k = 0; k < size; k++) {
    const reset = sigmoid((fromInput[k] as number) + (fromState[k] as number));
    const update = sigmoid((fromInput[size + k] as number) + (fromState[size + k] as number));
    const fresh = tanh((fromInput[2 * size + k] as number) + reset * (fromState[2 * size + k] as number));
    state[k] = fresh + update * ((state[k] as number) - fresh);
  }
}

/** Reads the weights once; each call of the result makes a network with a state of its own. */
export function loadRecurrentUnit(stored: StoredModel): () => RecurrentUnit {
  const bias = tensor(stored, 'conv.bias');
  const convolution = new DenseLayer(timeMajor(tensor(stored, 'conv.weight'), bias.length), bias);
  const stepInputs = convolution.inputs / KERNEL_STEPS;
  const frameInputs = stepInputs / STEP_FRAMES;
  const gruInput = new DenseLayer(tensor(stored, 'gru.weight_ih_l0'), tensor(stored, 'gru.bias_ih_l0'));
  const gruState = new DenseLayer(tensor(stored, 'gru.weight_hh_l0'), tensor(stored, 'gru.bias_hh_l0'));
  const scale = 1 / stored.inputScale;
  const mean = stored.inputMean;
  const scratch = {
    input: takeFloats(convolution.inputs),
    channels: takeFloats(convolution.paddedOutputs),
    inputGates: takeFloats(gruInput.paddedOutputs),
    stateGates: takeFloats(gruState.paddedOutputs),
    state: takeFloats(gruState.inputs),
  };
  return () => {
    const input = new Float32Array(KERNEL_STEPS * stepInputs);
    const state = new Float32Array(gruState.inputs);
    let framesInStep = 0;

    function step(): void {
      scratch.input.set(input);
      convolution.run(scratch.input, scratch.channels);
      for (let k = 0; k < convolution.outputs; k++) if ((scratch.channels[k] as number) < 0) scratch.channels[k] = 0;
      scratch.state.set(state);
      gruInput.run(scratch.channels, scratch.inputGates);
      gruState.run(scratch.state, scratch.stateGates);
      advance(scratch.state, scratch.inputGates, scratch.stateGates);
      state.set(scratch.state);
    }

    return {
      state,
      hear(frame, at, rests = false) {
        if (framesInStep === 0) input.copyWithin(0, stepInputs);
        const to = (KERNEL_STEPS - 1) * stepInputs + framesInStep * frameInputs;
        for (let band = 0; band < MEL_BANDS; band++) input[to + band] = ((frame[at + band] as number) - mean) * scale;
        for (let more = MEL_BANDS; more < frameInputs; more++) input[to + more] = frame[at + more] as number;
        framesInStep = (framesInStep + 1) % STEP_FRAMES;
        if (framesInStep !== 0 || rests) return false;
        step();
        return true;
      },
      reset() {
        input.fill(0);
        state.fill(0);
        framesInStep = 0;
      },
    };
  };
}

/** As `loadRecurrentUnit`. */
export function loadCrnn(stored: StoredModel): () => Crnn {
  const createUnit = loadRecurrentUnit(stored);
  const out = new DenseLayer(tensor(stored, 'out.weight'), tensor(stored, 'out.bias'));
  const state = takeFloats(out.inputs);
  const answer = takeFloats(out.paddedOutputs);
  return () => {
    const unit = createUnit();
    const outputs = new Float32Array(out.outputs);
    return {
      outputs,
      hear(mel, at, rests) {
        if (!unit.hear(mel, at, rests)) return false;
        state.set(unit.state);
        out.run(state, answer);
        for (let k = 0; k < outputs.length; k++) outputs[k] = answer[k] as number;
        return true;
      },
      reset: () => unit.reset(),
    };
  };
}
