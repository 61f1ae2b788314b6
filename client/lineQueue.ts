/** A server takes ten updates of one workflow in flight, unless told otherwise; two are left to others. */
const IN_FLIGHT = 8;

/** Runs jobs for a key, so many at a time, the rest in the order of asking. Different keys do not wait for each other. */
export type Queue = <T>(key: string, job: () => Promise<T>) => Promise<T>;

export function createQueue(places = IN_FLIGHT): Queue {
  const lanes = new Map<string, { running: number; readonly waiting: (() => void)[] }>();

  return async (key, job) => {
    const lane = lanes.get(key) ?? { running: 0, waiting: [] };
    lanes.set(key, lane);
    if (lane.running < places) lane.running += 1;
    else await new Promise<void>((start) => lane.waiting.push(start));
    try {
      return await job();
    } finally {
      const next = lane.waiting.shift();
      if (next !== undefined) next(); // the place goes from hand to hand
      else if (--lane.running === 0) lanes.delete(key);
    }
  };
}

/** `all`, so many at a time; the results in the same order. */
export async function inGroups<T, R>(all: readonly T[], places: number, job: (each: T) => Promise<R>): Promise<R[]> {
  const queue = createQueue(places);
  return Promise.all(all.map((each) => queue('', () => job(each))));
}
