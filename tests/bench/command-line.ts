import { type ParseArgsConfig, parseArgs } from 'node:util';

/** The arguments of a bench; what is wrong with them is said in a line above the usage, and ends it with code 2. */
export function readArguments<const T extends ParseArgsConfig>(
  usage: string,
  config: T,
): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    return wrongUse(usage, error instanceof Error ? error.message.split(/\.\s/)[0] : undefined);
  }
}

export function wrongUse(usage: string, fault?: string): never {
  console.error(fault === undefined ? usage : `${fault}\n${usage}`);
  process.exit(2);
}
