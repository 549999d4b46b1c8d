import { factStoreSuite } from './fact-store-suite.ts';
import { memoryFactStore } from './memory-fact-store.ts';

factStoreSuite('in memory', async () => memoryFactStore());
