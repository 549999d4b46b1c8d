import { announcementStoreSuite } from './announcement-store-suite.ts';
import { memoryAnnouncementStore } from './memory-announcement-store.ts';

announcementStoreSuite('in memory', async () => memoryAnnouncementStore());
