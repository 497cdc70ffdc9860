import nodemailer from 'nodemailer';
import { expect, test } from 'vitest';
import { simulate } from '../../program/simulate.ts';
import { SmtpServer } from './smtp-server.ts';

test('nodemailer speaks to a server on the simulated machine', async () => {
  let kept: unknown;
  const run = await simulate(
    (sim) => {
      const server = new SmtpServer();
      sim.task('sender', () =>
        nodemailer
          .createTransport({ host: '127.0.0.1' })
          .sendMail({ from: 'ann@example.org', to: 'bob@example.org', text: 'Hi' }),
      );
      return () => {
        kept = server.accepted.map(({ to }) => to);
        return [];
      };
    },
    { node: true },
  );
  expect([run.findings, kept]).toEqual([[], [['bob@example.org']]]);
});
