// Configuration: unknown input becomes a valid Config or a list of problems. The folder's only door; read settings.ts
// first (everything that can be set), then parse-config.ts.

export { changeSettings } from './change.ts';
export { parameterRange } from './check-parameters.ts';
export {
  declaredParameters,
  declaredSpreads,
  findParameter,
  isRead,
  readsCells,
  viewFields,
} from './declared.ts';
export { levelsOf } from './check-levels.ts';
export { decodeFieldFile } from './field-file.ts';
export { describeRange, parametersTable, sensingTable, settingsHelp, settingsTable } from './help.ts';
export { initialFields, type InitialFields, type InitialFiles } from './initial.ts';
export { negativeRates } from './negative-rates.ts';
export { loadPreset, parseConfig, type ParsedConfig } from './parse-config.ts';
export { resample, type FieldArray } from './resample.ts';
export { sensedPlace, type SensedPlace } from './sensed-place.ts';
export { applySettings, type RawResult, type RawSettings } from './set.ts';
export {
  DEFAULT_PARAMETERS,
  findSetting,
  INITIAL_NAMES,
  MODEL_NAMES,
  PLACE_NAMES,
  SETTINGS,
  settingsOf,
  VIEW_FIELDS,
  WALKS,
} from './settings.ts';
export { configToHash, hashToSettings } from './url.ts';
