// What each thread of the CPU backend runs, handed over as text: in Node's workers and in the browser's alike. It keeps, for
// each backend, the kernels' module, its memory and its programs, and does what it is told in the order of the messages.
// Threads share a backend's memory and meet at a barrier before a batch and after each kernel; what only one thread may do
// (reading, writing, growing memory) is told to thread 0, which is then between two batches.

/* global require */
/** @type {any} */
let port = globalThis.self;
// A thread that Node makes from text is CommonJS.
// eslint-disable-next-line @typescript-eslint/no-require-imports
if (typeof require === 'function') port = require('node:worker_threads').parentPort;

/** Words in the memory that threads wait on: below all that kernels use. */
const BARRIER = 64;

/** @type {Map<number, any>} */
const backends = new Map();

/** @type {Record<string, (message: any, backend: any) => void>} */
const actions = {
  open({ backend, module, memory, pages, thread }) {
    try {
      const own = memory ?? new WebAssembly.Memory({ initial: pages, maximum: 65536 });
      const { exports } = new WebAssembly.Instance(module, { env: { memory: own } });
      backends.set(backend, { memory: own, exports, thread, programs: new Map(), fault: null });
    } catch (error) {
      backends.set(backend, { fault: String(error) });
    }
  },
  prepare({ program, kernel, formulas, functions, values }, { memory, exports, programs }) {
    let first = 0;
    if (formulas !== null) {
      const made = new WebAssembly.Instance(formulas, { env: { memory }, math: exports }).exports;
      first = exports.table.grow(functions.length);
      functions.forEach((/** @type {string} */ name, /** @type {number} */ k) =>
        exports.table.set(first + k, made[name]),
      );
    }
    programs.set(program, { kernel: exports[kernel], values: [first, ...values] });
  },
  run({ programs: wanted, repeat, threads }, { exports, thread, programs }) {
    const { barrier } = exports;
    const list = wanted.map((/** @type {number} */ program) => programs.get(program));
    barrier(BARRIER, threads);
    for (let k = 0; k < repeat; k += 1) {
      for (const { kernel, values } of list) {
        kernel(thread, threads, ...values);
        barrier(BARRIER, threads);
      }
    }
  },
  grow({ pages }, backend) {
    try {
      const missing = pages - backend.memory.buffer.byteLength / 65536;
      if (missing > 0) backend.memory.grow(missing);
    } catch (error) {
      backend.fault = String(error);
    }
  },
  write({ address, bytes }, { memory }) {
    new Uint8Array(memory.buffer, address, bytes.byteLength).set(new Uint8Array(bytes));
  },
  read({ ticket, address, length }, { memory }) {
    const bytes = new ArrayBuffer(length);
    new Uint8Array(bytes).set(new Uint8Array(memory.buffer, address, length));
    port.postMessage({ ticket, bytes }, [bytes]);
  },
  done({ ticket }, backend) {
    port.postMessage({ ticket, fault: backend?.fault ?? null });
  },
  close({ backend }) {
    backends.delete(backend);
  },
};

/** @param {{ data: any }} event */
port.onmessage = ({ data }) => {
  try {
    const backend = backends.get(data.backend);
    if (data.action === 'open') actions.open(data, null);
    // One without memory answers why, and does nothing else.
    else if (backend?.fault === null || data.action === 'done') actions[data.action](data, backend);
  } catch (error) {
    port.postMessage({ fatal: String(error) });
  }
};
