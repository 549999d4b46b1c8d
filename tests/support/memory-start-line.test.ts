import { memoryStartLine } from './memory-start-line.ts';
import { startLineSuite } from './start-line-suite.ts';

startLineSuite('in memory', async (everyMs) => memoryStartLine(everyMs));
