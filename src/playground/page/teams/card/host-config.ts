const font = 'inherit'
const sizes = { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 }
const weights = { lighter: 400, default: 400, bolder: 600 }

// The colours are the pane's own, so that a card goes dark with the page.
const colours = {
  default: { default: 'var(--ink)', subtle: 'var(--ink-soft)' },
  dark: { default: 'var(--ink)', subtle: 'var(--ink-soft)' },
  light: { default: 'var(--ink-soft)', subtle: 'var(--ink-soft)' },
  accent: { default: 'var(--accent-text)', subtle: 'var(--accent-text)' },
  good: { default: 'var(--good)', subtle: 'var(--good)' },
  warning: { default: 'var(--warn-ink)', subtle: 'var(--warn-ink)' },
  attention: { default: 'var(--danger)', subtle: 'var(--danger)' },
}

const container = (backgroundColor: string) => ({ backgroundColor, foregroundColors: colours })

/** Cards as Teams draws them: its sizes and spaces, at most six buttons side by side, the rest behind "…". */
export const teamsHost = {
  supportsInteractivity: true,
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: 'var(--line)' },
  fontTypes: {
    default: { fontFamily: font, fontSizes: sizes, fontWeights: weights },
    monospace: { fontFamily: 'var(--mono)', fontSizes: sizes, fontWeights: weights },
  },
  lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
  imageSizes: { small: 32, medium: 52, large: 100 },
  containerStyles: {
    default: container('transparent'),
    emphasis: container('var(--bg-soft)'),
    accent: container('var(--accent-soft)'),
    good: container('var(--good-soft)'),
    warning: container('var(--warn-soft)'),
    attention: container('var(--danger-soft)'),
  },
  inputs: {
    label: {
      inputSpacing: 'small',
      requiredInputs: { weight: 'default', suffix: ' *', suffixColor: 'attention' },
      optionalInputs: { weight: 'default' },
    },
    errorMessage: { color: 'attention', weight: 'default', size: 'small' },
  },
  actions: {
    maxActions: 6,
    spacing: 'default',
    buttonSpacing: 8,
    showCard: { actionMode: 'inline', inlineTopMargin: 12 },
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    allowTitleToWrap: true,
  },
  adaptiveCard: { allowCustomStyle: false },
  factSet: {
    title: { color: 'default', size: 'default', weight: 'bolder', wrap: true, maxWidth: 160 },
    value: { color: 'default', size: 'default', weight: 'default', wrap: true },
    spacing: 16,
  },
  table: { cellSpacing: 8 },
  textStyles: {
    heading: { size: 'large', weight: 'bolder', color: 'default', isSubtle: false, fontType: 'default' },
    columnHeader: { size: 'default', weight: 'bolder', color: 'default', isSubtle: false, fontType: 'default' },
  },
  textBlock: { headingLevel: 3 },
}
