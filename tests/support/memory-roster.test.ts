import { memoryRoster } from './memory-roster.ts';
import { rosterSuite } from './roster-suite.ts';

rosterSuite('in memory', async () => memoryRoster());
