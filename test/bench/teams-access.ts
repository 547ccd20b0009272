import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import type { Proof } from './load.ts'

export const appId = '11111111-2222-4333-8444-555555555555'
export const tenantId = '99999999-2222-4333-8444-555555555555'

/** Where the connector of a measurement listens, as the product and the baseline are told of it. */
export const placesOf = (connector: string) => ({
  serviceUrl: `${connector}/connector/`,
  loginUrl: `${connector}/login/`,
  openIdUrl: `${connector}/openid/.well-known/openidconfiguration`,
})

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const shown = publicKey.export({ format: 'jwk' })
const kid = createHash('sha256').update(String(shown.n)).digest('base64url')

/** The key that the connector signs with, as it shows it. */
export const jwk = { ...shown, use: 'sig', alg: 'RS256', kid, x5t: kid, endorsements: ['msteams'] }

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** The token that the connector sends with each activity; it sends the same one until that ends. */
export const teamsProof = (serviceUrl: string): Proof => {
  const now = Math.floor(Date.now() / 1_000)
  const claims = {
    serviceurl: serviceUrl,
    nbf: now - 60,
    exp: now + 7_200,
    iss: 'https://api.botframework.com',
    aud: appId,
  }
  const text = `${encoded({ alg: 'RS256', kid, x5t: kid, typ: 'JWT' })}.${encoded(claims)}`
  const token = `${text}.${sign('RSA-SHA256', Buffer.from(text), privateKey).toString('base64url')}`
  return () => ({ 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${token}` })
}
