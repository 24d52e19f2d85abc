// `tumble info`: what this machine offers, which backend `auto` takes and why.

import { Command } from 'commander';
import { isAbsent } from '../backends/gpu/access.ts';
import { knownTiles } from '../backends/gpu/tiling.ts';
import { filmFormats } from '../record/film.ts';
import { formatBytes } from '../record/storage.ts';
import { automatic } from './choose-backend.ts';
import type { GpuAccess } from '../backends/gpu/access.ts';
import type { Host } from './host.ts';

export function infoCommand(host: Host): Command {
  return new Command('info')
    .summary('show the GPU, its limits, and which backend `auto` takes')
    .description(
      'Shows what this machine offers: GPU adapter and limits, which backend `auto` takes and why, films.',
    )
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  tumble info --json')
    .action(async ({ json }: { json?: true }) => {
      const facts = await gather(host);
      host.terminal.out(json ? `${JSON.stringify(facts, null, 2)}\n` : asText(facts));
    });
}

/** The limits a grid can run into. */
const LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxComputeWorkgroupsPerDimension',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupStorageSize',
  'maxStorageBuffersPerShaderStage',
] as const satisfies readonly (keyof GPUSupportedLimits)[];

/** What a configuration may ask for: see `cells` in config/settings.ts. */
const MOST_CELLS = 2 ** 24;

async function gather(host: Host) {
  const gpu = await host.openGpu();
  try {
    const auto = automatic(gpu);
    const threads = await host.openCpu();
    threads.close();
    const { cpu, cores, memory, node, system } = host.machine();
    return {
      backend: { auto: auto.name, because: auto.why },
      cpu: { adapter: threads.description, threads: threads.threads },
      gpu: isAbsent(gpu) ? { absent: gpu.reason, remedy: gpu.remedy } : describe(gpu),
      films: await films(host),
      machine: { cpu, cores, memoryBytes: memory, system },
      tumble: { commit: await host.commit(), node },
    };
  } finally {
    if (!isAbsent(gpu)) gpu.close();
  }
}

function describe(access: GpuAccess) {
  const { device, description, software, wishedTile } = access;
  const { vendor, architecture, device: model, description: driver } = device.adapterInfo;
  const limits = Object.fromEntries(LIMITS.map((name) => [name, device.limits[name]]));
  // u and v are the largest buffers: two states of 4 bytes a cell each (see models/keller-segel).
  const cells = Math.floor(
    Math.min(device.limits.maxBufferSize, device.limits.maxStorageBufferBindingSize) / 8,
  );
  const largestSquareGrid = Math.floor(Math.sqrt(cells));
  // Of simulated cells the positions are, with 8 bytes each (see models/run-and-tumble).
  const mostCells = Math.min(cells, MOST_CELLS);
  const found = { adapter: description, software, vendor, architecture, model, driver };
  return {
    ...found,
    largestSquareGrid,
    mostCells,
    limits,
    tiles: software ? {} : knownTiles(access),
    wishedTile,
  };
}

async function films(host: Host): Promise<{ formats: string[]; missing: string | null }> {
  const encoders = await host.registerEncoders();
  const canvas = await host.canvasFactory();
  const missing = [encoders, typeof canvas === 'function' ? null : canvas].filter((part) => part !== null);
  return {
    formats: missing.length > 0 ? [] : await filmFormats(1280, 720),
    missing: missing.map(({ rule, remedy }) => `${rule}. ${remedy}`).join('; ') || null,
  };
}

function asText({ backend, cpu, gpu, films, machine, tumble }: Awaited<ReturnType<typeof gather>>): string {
  const lines: (readonly [string, string])[] = [
    ['auto takes', `${backend.auto}: ${backend.because}`],
    ['cpu', cpu.adapter],
    ...gpuLines(gpu),
    ['films', films.missing ?? films.formats.join(', ')],
    [
      'machine',
      `${machine.cpu}, ${machine.cores} cores, ${formatBytes(machine.memoryBytes)}, ${machine.system}`,
    ],
    ['versions', `Node ${tumble.node}, commit ${tumble.commit ?? 'unknown'}`],
  ];
  const width = Math.max(...lines.map(([name]) => name.length)) + 2;
  return lines.map(([name, value]) => `${name.padEnd(width)}${value}\n`).join('');
}

function gpuLines(gpu: Awaited<ReturnType<typeof gather>>['gpu']): (readonly [string, string])[] {
  if ('absent' in gpu) return [['gpu', `none: ${gpu.absent}. ${gpu.remedy}`]];
  const { adapter, driver, software, largestSquareGrid, mostCells, limits, tiles, wishedTile } = gpu;
  const measured = Object.entries(tiles);
  const unmeasured = software ? 'fixed, as on all software adapters' : 'measured when a grid is first run';
  const found = measured.length > 0 ? `${measured.length} measured` : unmeasured;
  return [
    ['gpu', driver ? `${adapter}, ${driver}` : adapter],
    ['largest grid', `${largestSquareGrid} x ${largestSquareGrid} cells`],
    ['most cells', `${mostCells} run-and-tumble cells`],
    ['tiles', wishedTile === null ? found : `${wishedTile.text}, as ${wishedTile.field} asks for`],
    ...measured.map(([subject, tile]) => [`  ${subject}`, tile] as const),
    ...Object.entries(limits).map(([name, value]) => [`  ${name}`, String(value)] as const),
  ];
}
