/** The properties of one type: what it must have, what it may have, and which of them hold further parts. */
type Kind = { needs: string[]; may: string[] }

const kind = (needs: string, may: string): Kind => ({
  needs: needs.split(' ').filter(Boolean),
  may: may.split(' ').filter(Boolean),
})

const element = 'id requires isVisible separator height spacing fallback'
const input = `${element} label isRequired errorMessage`
const action = 'id requires title iconUrl style mode tooltip isEnabled fallback'
const box = 'selectAction style verticalContentAlignment bleed backgroundImage minHeight rtl'
const run = 'color fontType isSubtle size weight'
const cellAlign = 'horizontalCellContentAlignment verticalCellContentAlignment'
const chart = `${element} title showTitle colorSet horizontalAlignment`
const axes = 'xAxisTitle yAxisTitle color showBarValues yMin yMax'

/** The elements and parts of schema 1.5, and the charts of Teams. `type` is known everywhere. */
export const kinds: Record<string, Kind> = {
  AdaptiveCard: kind(
    'version',
    '$schema body actions refresh authentication selectAction fallbackText backgroundImage minHeight rtl speak lang verticalContentAlignment msteams',
  ),
  TextBlock: kind('text', `${element} ${run} horizontalAlignment maxLines wrap style`),
  RichTextBlock: kind('inlines', `${element} horizontalAlignment`),
  TextRun: kind('text', `${run} highlight italic strikethrough underline selectAction`),
  Image: kind('url', `${element} altText backgroundColor horizontalAlignment selectAction size style width`),
  ImageSet: kind('images', `${element} imageSize`),
  Container: kind('items', `${element} ${box}`),
  ColumnSet: kind('columns', `${element} selectAction style bleed minHeight horizontalAlignment`),
  Column: kind('', `${element} ${box} items width`),
  FactSet: kind('facts', element),
  Table: kind('columns rows', `${element} firstRowAsHeader firstRowAsHeaders showGridLines gridStyle ${cellAlign}`),
  TableRow: kind('cells', `style ${cellAlign}`),
  TableCell: kind('items', box),
  ActionSet: kind('actions', element),
  'Input.Text': kind('id', `${input} isMultiline maxLength placeholder regex style inlineAction value`),
  'Input.Number': kind('id', `${input} max min placeholder value`),
  'Input.Date': kind('id', `${input} max min placeholder value`),
  'Input.Time': kind('id', `${input} max min placeholder value`),
  'Input.Toggle': kind('id title', `${input} value valueOff valueOn wrap`),
  'Input.ChoiceSet': kind('id choices', `${input} choices.data isMultiSelect style value placeholder wrap`),
  'Action.Execute': kind('', `${action} verb data associatedInputs`),
  'Action.Submit': kind('', `${action} data associatedInputs`),
  'Action.OpenUrl': kind('url', action),
  'Action.ShowCard': kind('card', action),
  'Action.ToggleVisibility': kind('targetElements', action),
  'Chart.VerticalBar': kind('data fallback', `${chart} ${axes}`),
  'Chart.VerticalBar.Grouped': kind('data fallback', `${chart} ${axes} stacked`),
  'Chart.HorizontalBar': kind('data fallback', `${chart} ${axes} displayMode`),
  'Chart.HorizontalBar.Stacked': kind('data fallback', `${chart} ${axes}`),
  'Chart.Line': kind('data fallback', `${chart} ${axes}`),
  'Chart.Pie': kind('data fallback', `${chart} showLegend`),
  'Chart.Donut': kind('data fallback', `${chart} showLegend valueColor value`),
  'Chart.Gauge': kind('segments fallback', `${chart} value valueFormat min max subLabel showLegend showMinMax`),
}

/** Parts without a type of their own, by the key that holds them. */
export const parts: Record<string, Kind> = {
  facts: kind('title value', ''),
  choices: kind('title value', ''),
  'choices.data': kind('type dataset', 'count skip associatedInputs'),
  refresh: kind('action', 'userIds expires'),
  msteams: kind('', 'width entities'),
}

/** The type that the parts under a key have where they do not say it. */
export const usualType: Record<string, string> = { rows: 'TableRow', cells: 'TableCell', images: 'Image' }
