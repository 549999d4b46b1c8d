import { parseArgs } from 'node:util';
import { readConfiguration } from '#cdk/configuration.ts';
import { releaseOf } from '#cdk/release.ts';
import { awsAccount } from './aws-account.ts';
import type { Check } from './check.ts';
import { checksOfDeployment } from './checks/of-deployment.ts';
import { checksOfPlace } from './checks/of-place.ts';
import { nodeCheck } from './checks/versions.ts';
import { examine, lineOf } from './examine.ts';
import { readLocalPlace } from './local-place.ts';

const usage = `npm run doctor                          looks at the deployment of deployment.json (another: -- --settings FILE)
npm run doctor -- --local [--data DIR]  looks at the stack that npm start runs`;

/** @returns null when help was asked for */
async function checks(): Promise<Check[] | null> {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean', default: false },
      settings: { type: 'string', default: 'deployment.json' },
      local: { type: 'boolean', default: false },
      data: { type: 'string', default: '.hold-slayer' },
    },
  });
  if (values.help) return null;
  if (values.local) return checksOfPlace(await readLocalPlace(values.data));
  const configuration = readConfiguration(values.settings);
  const account = awsAccount(configuration);
  return checksOfDeployment({ configuration, account, release: () => releaseOf(), now: Date.now });
}

/** @returns exit code: 0 all is well, 1 something is wrong, 2 nothing could be looked at */
async function main(): Promise<number> {
  const asked = await checks();
  if (asked === null) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  let isWell = true;
  for await (const finding of examine([nodeCheck(), ...asked])) {
    process.stdout.write(`${lineOf(finding)}\n`);
    isWell &&= finding.kind === 'ok';
  }
  return isWell ? 0 : 1;
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`doctor: ${error instanceof Error ? error.message : 'it could not begin'}\n\n${usage}\n`);
  return 2;
});
process.exit();
