import { callStoreSuite } from './call-store-suite.ts';
import { memoryCallStore } from './memory-call-store.ts';

callStoreSuite('in memory', async () => memoryCallStore());
