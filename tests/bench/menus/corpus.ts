import { readFileSync } from 'node:fs';
import { z } from 'zod';

const Intent = z.object({ intent: z.string(), facts: z.record(z.string(), z.string()) });

/** What a system under test may see of a record, and the group by which records are split. */
export const MenuRecord = z.object({
  id: z.string(),
  prompt: z.string(),
  kind: z.string(),
  group: z.string(),
  intents: z.array(Intent),
});
export type MenuRecord = z.infer<typeof MenuRecord>;

/** One line a record, as `../shared/menus/README.md` documents them. */
export const readCorpus = (path: string): { records: MenuRecord[]; gold: unknown[] } => {
  const gold = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
  return { gold, records: gold.map((one) => MenuRecord.parse(one)) };
};
