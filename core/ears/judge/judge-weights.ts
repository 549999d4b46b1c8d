/** Log-odds a unit of each feature, in the order of FEATURES, with the constant first; fitted by training/ears/fit_judge.py. */
export const JUDGE_CONSTANT = -2.2;
export const JUDGE_WEIGHTS: readonly number[] = [0.5, 0.4, 0.3, 0.8, 0.8, 0.6, 0.6, -0.2, -0.6, -1, -3, -1, 0.5, 0.2, 0, -0.8, 0, 0.3, 0.1];
