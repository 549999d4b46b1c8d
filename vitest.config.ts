import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Whole calls mostly wait, and the longest file ends last whatever else is done: they begin first. */
class WholeCallsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isWholeCall = ({ moduleId }: TestSpecification) => moduleId.includes('/tests/scenarios/');
    const sorted = await super.sort(files);
    return [...sorted.filter(isWholeCall), ...sorted.filter((file) => !isWholeCall(file))];
  }
}

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // One less than there are cores is the default: on two that is one, beside which a core has nothing to do.
    maxWorkers: '100%',
    sequence: { sequencer: WholeCallsFirst },
  },
});
