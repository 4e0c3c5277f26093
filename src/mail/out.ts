import { createTransport } from 'nodemailer';
import { secondMs } from '#clock.ts';
import type { Config } from '#config.ts';

export type Mail = {
  messageId: string;
  from: { name: string; address: string };
  to: string;
  subject: string;
  text: string;
  /** Written by the program and not by a person (RFC 3834). */
  isAutomatic: boolean;
};

/** `refused` is final (the server said no for good); every other fault throws and is tried again. */
export type Post = (mail: Mail) => Promise<{ refused: string | null }>;

const timeouts = {
  connectionTimeout: 10 * secondMs,
  greetingTimeout: 10 * secondMs,
  socketTimeout: 30 * secondMs,
};

/** Other faults, such as a wrong password of ours, say nothing about the mail or its receiver. */
const aboutThisMail = new Set(['EENVELOPE', 'EMESSAGE']);

/** Undefined while no mail server is configured. */
export function createPost(config: Config): Post | undefined {
  if (!config.smtpUrl) return undefined;
  const transport = createTransport({ url: config.smtpUrl, ...timeouts });
  return async (mail) => {
    try {
      await transport.sendMail({
        messageId: mail.messageId,
        from: mail.from,
        to: mail.to,
        subject: mail.subject,
        text: mail.text,
        headers: mail.isAutomatic ? { 'Auto-Submitted': 'auto-generated' } : {},
      });
      return { refused: null };
    } catch (error) {
      const { code = '', responseCode = 0 } = error as { code?: string; responseCode?: number };
      const isFinal = responseCode >= 500 && aboutThisMail.has(code);
      if (isFinal) return { refused: `refused with code ${responseCode}` };
      throw error;
    }
  };
}
