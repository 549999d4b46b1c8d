import { flowStoreSuite } from './flow-store-suite.ts';
import { memoryFlowStore } from './memory-flow-store.ts';

flowStoreSuite('in memory', async () => memoryFlowStore());
