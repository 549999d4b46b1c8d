import { z } from 'zod';
import { type Figures, percentile } from './figures.ts';
import type { Case, Violation } from './invariants/case.ts';
import type { MainOptions } from './options.ts';

/** One run when all is over. */
export interface Run {
  readonly cases: readonly Case[];
  readonly figures: Figures;
  readonly violations: readonly Violation[];
  readonly faults: number;
  readonly callTimeMs: number;
  readonly realMs: number;
  readonly cpuMs: number;
}

/** One line of a file of results. Times in ms, `minutes` of the wall, both runs together. */
export const SeedResult = z.object({
  seed: z.number(),
  calls: z.number(),
  faults: z.number(),
  violated: z.array(z.object({ callId: z.string(), invariant: z.string(), detail: z.string() })),
  /** Null: nothing was compared. */
  reached: z.object({ kept: z.number(), of: z.number(), lost: z.array(z.string()) }).nullable(),
  unheard: z.object({
    times: z.number(),
    p50Ms: z.number().nullable(),
    p95Ms: z.number().nullable(),
    mostMs: z.number(),
    notAgain: z.number(),
  }),
  outcomes: z.record(z.string(), z.number()),
  minutes: z.number(),
  cpuSeconds: z.number(),
});
export type SeedResult = z.infer<typeof SeedResult>;

export function resultOf({ seed, calls }: MainOptions, stormy: Run, calm: Run | null): SeedResult {
  const { figures, violations, faults } = stormy;
  const { reattachMs, neverAgain, outcomes } = figures;
  const lost = calm ? [...calm.figures.reached].filter((key) => !figures.reached.has(key)) : [];
  const of = calm?.figures.reached.size ?? 0;
  const finite = (ms: number) => (Number.isFinite(ms) ? ms : null);
  return {
    seed,
    calls,
    faults,
    violated: [...violations],
    reached: calm && { kept: of - lost.length, of, lost },
    unheard: {
      times: reattachMs.length + neverAgain,
      p50Ms: finite(percentile(reattachMs, 0.5)),
      p95Ms: finite(percentile(reattachMs, 0.95)),
      mostMs: Math.max(0, ...reattachMs),
      notAgain: neverAgain,
    },
    outcomes: { ...outcomes },
    minutes: round(stormy.realMs + (calm?.realMs ?? 0), 60_000),
    cpuSeconds: round(stormy.cpuMs + (calm?.cpuMs ?? 0), 1_000),
  };
}

const round = (value: number, unit: number): number => Math.round((10 * value) / unit) / 10;
