import { held, scenario, violated } from 'heddle';
import { SmtpServer } from 'heddle/servers';
import nodemailer from 'nodemailer';

const variants = { once: 1, 'with a retry': 2 };

/** nodemailer 7, unmodified: the connection breaks, and nobody knows whether the mail was taken. */
export default scenario(
  'nodemailer: the connection breaks',
  { id: 'packages', variants },
  {
    node: true,
    faults: { operations: { 'net.data': ['ECONNRESET'] } },
    invariants: ['arrives', 'arrives-once'],
    expect: {
      once: { arrives: 'violated' },
      'with a retry': { 'arrives-once': 'violated' },
    },
    runs: 100,
    run(sim, attempts) {
      const server = new SmtpServer();
      sim.task('sender', async () => {
        const mailer = nodemailer.createTransport({ host: '127.0.0.1' });
        for (let i = 0; i < attempts; i++) {
          const sent = mailer.sendMail({ from: 'ann@example.org', to: 'bob@example.org', text: 'Hi' });
          if (
            await sent.then(
              () => true,
              () => false,
            )
          )
            return;
        }
      });
      return () => [
        server.accepted.length > 0 ? held('arrives') : violated('arrives', 'lost-row', 'the mail is lost'),
        server.accepted.length < 2
          ? held('arrives-once')
          : violated('arrives-once', 'duplicate-row', `${server.accepted.length} mails arrived`),
      ];
    },
  },
);
