import v8 from "node:v8";
import vm from "node:vm";

v8.setFlagsFromString("--expose-gc");
const collect = vm.runInNewContext("gc") as () => void;

/** What `make` returns, and by how many MiB the heap is larger while it is kept. */
export function heapOf<T>(make: () => T): { readonly kept: T; readonly mebibytes: number } {
  make();
  collect();
  const before = process.memoryUsage().heapUsed;
  const kept = make();
  collect();
  return { kept, mebibytes: (process.memoryUsage().heapUsed - before) / 2 ** 20 };
}
