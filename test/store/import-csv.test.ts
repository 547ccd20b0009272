import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { bant } from '../../src/domain/frameworks/bant.ts'
import { csvRecords } from '../../src/services/csv-records.ts'
import { readHandoffLine } from '../../src/services/import-line.ts'

const recordsOf = async (text: string) => {
  const records = []
  for await (const record of csvRecords(Readable.from([text.slice(0, 40), text.slice(40)]))) records.push(record)
  return records
}

const header =
  'number,lead.email,lead.name,company.name,company.employees,source,queue,priority,receivedAt,stage,firstReached.mql,override,amount,currency,answers.need.level,answers.budget.level,meetings'
const row =
  '7,ada@werk.example,"Test, ""Ada""",Werk GmbH,12,rfp,dach,P2,2026-11-01T09:00:00Z,MQL,2026-11-01T09:00:00Z,true,12.5,EUR,3,,"[{""at"":""2026-11-02T09:00:00Z"",""outcome"":""held""}]"'

test('a row is the line that an export would write', async () => {
  const [record] = await recordsOf(`\ufeff${header}\r\n${row}\r\n`)
  expect(record?.line).toBe(2)
  const read = readHandoffLine(record && 'value' in record ? record.value : null, bant)
  expect(read).toMatchObject({
    ok: true,
    line: {
      number: 7,
      lead: { email: 'ada@werk.example', name: 'Test, "Ada"', title: null },
      company: { name: 'Werk GmbH', employees: 12, domain: null },
      priority: 2,
      firstReached: { mql: '2026-11-01T09:00:00Z' },
      override: true,
      amount: 12.5,
      answers: { need: { level: 3, evidence: null } },
      meetings: [{ at: '2026-11-02T09:00:00Z', outcome: 'held' }],
    },
  })
})

test('a short row, a bad cell and an open quote are reported with their line, and the good rows are read', async () => {
  const records = await recordsOf(`${header}\n8,only\n${row}\n${row.replace('12,rfp', 'many,rfp')}\n9,"never closed\n`)
  expect(records.map(({ line }) => line).slice(0, 3)).toEqual([2, 3, 4])
  expect(records[0]).toEqual({ line: 2, reason: 'has 2 cells where the header has 17' })
  const bad = records[2]
  expect(readHandoffLine(bad && 'value' in bad ? bad.value : null, bant)).toEqual({
    ok: false,
    reason: 'company.employees must be a number',
  })
  expect(records[3]).toMatchObject({ line: 5, reason: 'is no CSV: check the quotes from here on' })
})

test.each([
  ['number,colour', 'there is no column "colour"'],
  ['number,number', 'the column "number" stands there twice'],
  ['number,__proto__.x', 'there is no column "__proto__.x"'],
])('a header such as %s is refused as a whole', async (names, reason) => {
  expect(await recordsOf(`${names}\n1,2\n`)).toEqual([{ line: 1, reason }])
})
