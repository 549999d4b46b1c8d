import { deployedSuite } from './support/deployed-suite.ts';
import { observeSuite } from './support/observe-suite.ts';
import { safetySuite } from './support/safety-suite.ts';
import { synthesised } from './support/template.ts';

// One synthesis for all: importing and running the CDK takes seconds, asking takes none.
const { template } = synthesised();
deployedSuite(template);
safetySuite(template);
observeSuite(template);
