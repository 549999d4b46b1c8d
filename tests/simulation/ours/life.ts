import type { Clock } from '#core/ports/clock.ts';

/** A process, as far as it can die. What it has under way goes on outside; nobody in it learns what became of it. */
export interface Life {
  readonly isOver: boolean;
  end(): void;
  /** Runs when it ends. */
  onEnd(act: () => void): void;
}

export function beginLife(): Life {
  const acts: (() => void)[] = [];
  let over = false;
  return {
    get isOver() {
      return over;
    },
    end: () => {
      if (over) return;
      over = true;
      for (const act of acts) act();
    },
    onEnd: (act) => void acts.push(act),
  };
}

const never = new Promise<never>(() => {});

/** A port as a mortal process sees it: the dead ask nothing and hear nothing. @param onAsked told before each request */
export function mortal<T extends object>(port: T, life: Life, onAsked: () => void = () => {}): T {
  return new Proxy(port, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        onAsked();
        if (life.isOver) return never;
        const answer: unknown = Reflect.apply(value, target, args);
        return answer instanceof Promise ? whileAlive(answer, life) : answer;
      };
    },
  });
}

function whileAlive(answer: Promise<unknown>, life: Life): Promise<unknown> {
  return answer.then(
    (value) => (life.isOver ? never : value),
    (error: unknown) => {
      if (life.isOver) return never;
      throw error;
    },
  );
}

/** The dead wake up for nothing. */
export function mortalClock(clock: Clock, life: Life): Clock {
  return {
    now: () => clock.now(),
    after: (ms, act) => clock.after(ms, () => life.isOver || act()),
    sleep: (ms, signal) => whileAlive(clock.sleep(ms, signal), life) as Promise<void>,
  };
}
