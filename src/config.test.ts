import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig } from './config.ts';
import { Stop } from './refusal.ts';

const faultOf = (environment: Record<string, string>): string => {
  try {
    readConfig(environment);
    return '';
  } catch (error) {
    assert.ok(error instanceof Stop);
    return error.message;
  }
};

test('the mail listener is off unless it is named, and needs a port', () => {
  assert.equal(readConfig({}).mailListen, undefined);
  const listen = 'lmtp://[::1]:2424';
  assert.equal(readConfig({ MAIL_LISTEN: listen }).mailListen, listen);
  assert.match(faultOf({ MAIL_LISTEN: 'smtp://127.0.0.1' }), /MAIL_LISTEN=.*must name a port/);
  assert.match(faultOf({ MAIL_LISTEN: 'imap://127.0.0.1:143' }), /must look like smtp:\/\//);
});

test('the certificate of the listener and its key are named together', () => {
  const files = { MAIL_TLS_CERT: '/certificates/mail.pem', MAIL_TLS_KEY: '/certificates/mail.key' };
  const expected = { certFile: files.MAIL_TLS_CERT, keyFile: files.MAIL_TLS_KEY };
  assert.deepEqual(readConfig(files).mailTls, expected);
  assert.equal(readConfig({}).mailTls, undefined);
  assert.match(faultOf({ MAIL_TLS_CERT: '/certificates/mail.pem' }), /together with MAIL_TLS_CERT/);
});
