export {presetNames} from '../../stats/reading/presets.ts'
