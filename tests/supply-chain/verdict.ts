import { z } from 'zod';

const Report = z.object({
  metadata: z.object({ vulnerabilities: z.object({ high: z.number(), critical: z.number() }) }),
  vulnerabilities: z.record(z.string(), z.object({ severity: z.string() })),
});
const Refused = z.object({ message: z.string() });

/** What `npm audit --json` found out. `unknown`: nothing, because the registry was not reached or has no such endpoint. */
export type Verdict =
  | { readonly kind: 'clean' }
  | { readonly kind: 'vulnerable'; readonly packages: readonly string[] }
  | { readonly kind: 'unknown'; readonly why: string };

/** Reads the report of `npm audit --json`, whatever it is. High and critical findings count. */
export function verdictOf(output: string): Verdict {
  const report = Report.safeParse(parsed(output));
  if (report.success) {
    const { metadata, vulnerabilities } = report.data;
    const { high, critical } = metadata.vulnerabilities;
    if (high + critical === 0) return { kind: 'clean' };
    const grave = Object.entries(vulnerabilities).filter(([, { severity }]) => /^(high|critical)$/.test(severity));
    return { kind: 'vulnerable', packages: grave.map(([name, { severity }]) => `${name} (${severity})`) };
  }
  const refused = Refused.safeParse(parsed(output));
  return { kind: 'unknown', why: refused.success ? refused.data.message : 'npm gave no report' };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
