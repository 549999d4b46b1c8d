import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

export interface Machine {
  readonly arn: string;
  readonly name: string;
  /** As it was given; parsed again when it is used. */
  readonly definition: string;
  readonly roleArn: string;
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly revision: string;
}

export interface MachineRows {
  get(arn: string): Machine | null;
  put(machine: Machine): void;
  /** By name. */
  all(): Machine[];
}

const row = z
  .object({
    arn: z.string(),
    name: z.string(),
    definition: z.string(),
    role_arn: z.string(),
    created_ms: z.number(),
    updated_ms: z.number(),
    revision: z.string(),
  })
  .transform(
    (columns): Machine => ({
      arn: columns.arn,
      name: columns.name,
      definition: columns.definition,
      roleArn: columns.role_arn,
      createdMs: columns.created_ms,
      updatedMs: columns.updated_ms,
      revision: columns.revision,
    }),
  );

export function machineRows(db: DatabaseSync): MachineRows {
  const get = db.prepare('SELECT * FROM machine WHERE arn = ?');
  const all = db.prepare('SELECT * FROM machine ORDER BY name');
  const put = db.prepare('INSERT OR REPLACE INTO machine VALUES (?, ?, ?, ?, ?, ?, ?)');
  return {
    get: (arn) => {
      const found = get.get(arn);
      return found ? row.parse(found) : null;
    },
    put: (m) => void put.run(m.arn, m.name, m.definition, m.roleArn, m.createdMs, m.updatedMs, m.revision),
    all: () => all.all().map((found) => row.parse(found)),
  };
}
