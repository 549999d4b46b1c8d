import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Company, companySchema } from './company.ts';

/** Reads a company from its YAML. @throws {RangeError} tells the file, the place in it, and what would be right */
export function readCompany(yaml: string, source: string): Company {
  const result = companySchema.safeParse(parse(yaml));
  if (!result.success) throw new RangeError(`${source} is not a company:\n${z.prettifyError(result.error)}`);
  return result.data;
}

const FOLDER = new URL('./', import.meta.url);

/** The companies that lie beside this file, by the name of their file. */
export const builtInCompanies: Readonly<Record<string, Company>> = Object.fromEntries(
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => [file.slice(0, -'.yaml'.length), readCompany(readFileSync(new URL(file, FOLDER), 'utf8'), file)]),
);

/** The company that `npm start` calls. */
export const DEFAULT_COMPANY = 'northwind-bank';
