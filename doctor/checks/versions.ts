import { type Check, ok, wrong } from '../check.ts';

/** Lambdas run on this one; TypeScript is read as it is from here on. */
const NODE_MAJOR = 24;

export function nodeCheck(version: string = process.versions.node): Check {
  return {
    name: 'node',
    look: async () =>
      Number.parseInt(version, 10) >= NODE_MAJOR
        ? ok(version)
        : wrong(`this is Node ${version}, not ${NODE_MAJOR}`, 'npm ci brings the right one: use npm run doctor.'),
  };
}

/** Whether what runs there is what lies here. */
export function releaseCheck(deployed: () => Promise<string>, local: () => Promise<string>): Check {
  return {
    name: 'release',
    look: async () => {
      const [there, here] = [await deployed(), await local()];
      return there === here
        ? ok(`${here}, deployed as it lies here`)
        : wrong(
            `deployed is ${there || 'one that does not tell its release'}, here is ${here}`,
            'See npm run diff, then npm run deploy; or check out what is deployed.',
          );
    },
  };
}
