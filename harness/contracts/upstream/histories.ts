import { history } from '../frame/history.ts';

/** Histories of an upstream and a client's session with it, written by hand. */
export const histories = [
  history(
    'what is there is answered, what is not is not found',
    `server: publish /m a
     a: get r1 /m
     a: body r1
     a: get r2 /other
     server: received`,
  ),
  history(
    'a body is as old as its request',
    `server: publish /m old
     a: get r1 /m
     server: publish /m new
     a: body r1
     a: get r2 /m
     a: body r2`,
  ),
  history(
    'error statuses do not reject',
    `server: publish /m status=503
     a: send r1 /m hello
     a: get r2 /m
     server: received`,
  ),
  history(
    'but open no stream',
    `server: publish /m status=429
     a: open r1 /m
     a: next r1
     server: dropped`,
  ),
  history(
    'a stream ends after its chunks',
    `server: publish /s one|two
     a: open r1 /s
     a: next r1
     a: next r1
     a: next r1
     a: next r1
     a: close r1
     server: dropped`,
  ),
  history(
    'a stream is as old as its request',
    `server: publish /s one|two
     a: open r1 /s
     server: publish /s three
     a: next r1
     a: next r1
     a: next r1`,
  ),
  history(
    'a stream that is left is dropped',
    `server: publish /s one|two
     a: open r1 /s
     a: next r1
     a: close r1
     a: close r1
     a: next r1
     server: dropped`,
  ),
  history(
    'also before its first chunk',
    `server: publish /s one
     a: open r1 /s
     a: close r1
     server: dropped`,
  ),
  history(
    'a stream whose chunks were all read, but not its end, is dropped when it is left',
    `server: publish /s one
     a: open r1 /s
     a: next r1
     a: close r1
     server: dropped`,
  ),
  history(
    'a request that is reset gets no response, the next one does',
    `server: publish /m a
     server: break request
     a: get r1 /m
     a: get r2 /m
     a: body r2`,
  ),
  history(
    'a request may have reached the server though its response was reset',
    `server: publish /m a
     server: break reply
     a: send r1 /m hello
     server: break reply
     a: open r2 /m
     server: break request
     a: send r3 /m hello
     server: received`,
  ),
  history(
    'a stream that is reset is over, and nobody has dropped it',
    `server: publish /s one|two|three
     a: open r1 /s
     a: next r1
     server: break body
     a: next r1
     a: next r1
     a: close r1
     server: dropped`,
  ),
  history(
    'a body that is reset does not come',
    `server: publish /m a
     a: get r1 /m
     server: break body
     a: body r1
     a: body r1
     a: get r2 /m
     a: body r2`,
  ),
  history(
    'a reset of one stream leaves the other',
    `server: publish /s one|two
     a: open r1 /s
     a: open r2 /s
     server: break body
     a: next r1
     a: next r2
     a: next r2
     a: next r2
     server: dropped`,
  ),
  history(
    'who ends the session ends the request that waits',
    `server: publish /m a
     a: begin r1 /m
     a: leave
     a: await r1
     server: received`,
  ),
  history(
    'all requests that wait',
    `server: publish /m a
     a: begin r1 /m
     a: begin r2 /m
     a: leave
     a: await r1
     a: await r2`,
  ),
  history(
    'who ends the session gets no body',
    `server: publish /m a
     a: get r1 /m
     a: leave
     a: body r1`,
  ),
  history(
    'nor a chunk, and its streams are dropped',
    `server: publish /s one|two
     a: open r1 /s
     a: next r1
     a: open r2 /s
     a: leave
     a: next r1
     a: next r2
     server: dropped`,
  ),
  history(
    'a stream that had ended is not dropped with the session',
    `server: publish /s one
     a: open r1 /s
     a: next r1
     a: next r1
     a: leave
     server: dropped`,
  ),
  history(
    'after the session nothing is sent',
    `server: publish /m a
     a: leave
     a: get r1 /m
     a: send r2 /m hello
     a: open r3 /m
     server: received`,
  ),
  history(
    'a request that was answered in time is not touched by the end of the session',
    `server: publish /m a
     a: get r1 /m
     a: body r1
     a: leave
     a: get r2 /m`,
  ),
  history(
    'requests reach the server as they are sent',
    `server: publish /m a
     a: send r1 /m one
     a: get r2 /m
     a: send r3 /n two
     server: received`,
  ),
];
