// Which lying of threads was found fastest on a device, kept from one start to the next: one text of all devices, subjects and
// tiles, which the platform stores. A software adapter has none: what is measured there changes from run to run, and with it
// which kernel a test tests.

import type { Tile, Tiling } from '../../core/tile.ts';
import { parseTile, readTile, tileText } from '../../core/tile.ts';
import type { GpuAccess } from './access.ts';

/** To be changed with the candidates, or with the kernels: what was measured before then says nothing. */
const VERSION = 2;

/** Tiles as text by subject, and the subjects by device. */
type Notes = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Unreadable notes, of another version or of somebody else, are none. */
function notesIn(text: string | null): Notes {
  try {
    const { version, devices } = JSON.parse(text ?? '{}') as { version?: number; devices?: Notes };
    return version === VERSION && devices ? devices : {};
  } catch {
    return {};
  }
}

/** The device and its driver, as far as the adapter tells. */
function deviceName({ device, description }: GpuAccess): string {
  const { vendor, architecture, device: model, description: driver } = device.adapterInfo;
  return [description, vendor, architecture, model, driver].join(' | ');
}

/** What was found on this device: a tile as text for each subject. */
export const knownTiles = (access: GpuAccess): Readonly<Record<string, string>> =>
  notesIn(access.notes.read())[deviceName(access)] ?? {};

/** @throws InputError for a wish that is no tile. */
export function createTiling(access: GpuAccess): Tiling | null {
  const { notes, software, wishedTile, now } = access;
  const wish = wishedTile && parseTile(wishedTile.text, wishedTile.field);
  if (software && !wish) return null;
  const { limits } = access.device;
  return {
    allows: ({ x, y }, shared) =>
      x * y <= limits.maxComputeInvocationsPerWorkgroup &&
      x <= limits.maxComputeWorkgroupSizeX &&
      y <= limits.maxComputeWorkgroupSizeY &&
      shared <= limits.maxComputeWorkgroupStorageSize,
    known: (subject): Tile | null => wish ?? readTile(String(knownTiles(access)[subject])),
    keep(subject, tile) {
      // Read anew: another page or process may have written meanwhile.
      const devices = notesIn(notes.read());
      const own = { ...devices[deviceName(access)], [subject]: tileText(tile) };
      notes.write(JSON.stringify({ version: VERSION, devices: { ...devices, [deviceName(access)]: own } }));
    },
    now,
  };
}
