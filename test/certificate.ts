import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export type KeyPair = { certificate: string; key: string };

/** Of this machine, made now, and vouched for by nobody but itself. */
export async function makeCertificate(): Promise<KeyPair> {
  const folder = await mkdtemp(join(tmpdir(), 'amends-cert-'));
  const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const name = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const files = ['-keyout', keyFile, '-out', certFile];
  try {
    await promisify(execFile)('openssl', [
      'req',
      '-x509',
      '-days',
      '30',
      ...curve,
      ...name,
      ...files,
    ]);
    return {
      certificate: await readFile(certFile, 'utf8'),
      key: await readFile(keyFile, 'utf8'),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}
