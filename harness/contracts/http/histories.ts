import { history } from '../frame/history.ts';

/** Histories of HTTP, written by hand. */
export const histories = [
  history(
    'a status and a body, all at once',
    `a: GET r1
     server: r1 reply 200 hello`,
  ),
  history(
    'a status first, then chunks, each when it is written',
    `a: GET r1
     server: r1 head 200
     server: r1 chunk one
     server: r1 chunk two
     server: r1 end`,
  ),
  history(
    'two requests at once have two connections, and replies in any order',
    `a: GET r1
     b: GET r2
     server: r2 reply 200 second
     server: r1 reply 200 first`,
  ),
  history(
    'a connection is kept for the next request',
    `a: GET r1
     server: r1 reply 200 one
     a: GET r2
     server: r2 reply 200 two`,
  ),
  history(
    'a connection is not kept where the client says so',
    `a: GET r1 close
     server: r1 reply 200 one
     a: GET r2
     server: r2 reply 200 two`,
  ),
  history(
    'nor where the server says so',
    `a: GET r1
     server: r1 head 200 connection:close
     server: r1 end one
     a: GET r2
     server: r2 reply 200 two`,
  ),
  history(
    'error statuses are answers',
    `a: GET r1
     server: r1 reply 404 no
     b: GET r2
     server: r2 reply 503`,
  ),
  history(
    'a client aborts before the headers',
    `a: GET r1
     a: abort r1
     server: r1 reply 200 late
     a: GET r2
     server: r2 reply 200 two`,
  ),
  history(
    'a client aborts between headers and body',
    `a: GET r1
     server: r1 head 200
     a: abort r1
     server: r1 chunk late
     server: r1 end`,
  ),
  history(
    'a client aborts between chunks',
    `a: GET r1
     server: r1 head 200
     server: r1 chunk one
     a: abort r1
     server: r1 chunk two
     a: GET r2
     server: r2 reply 200 two`,
  ),
  history(
    'a client leaves a body before its end',
    `a: GET r1 unread
     server: r1 head 200
     server: r1 chunk one
     a: leave r1
     server: r1 chunk two
     server: r1 end`,
  ),
  history(
    'who aborts when all has arrived changes nothing',
    `a: GET r1
     server: r1 reply 200 one
     a: abort r1
     a: GET r2
     server: r2 reply 200 two`,
  ),
  history(
    'one of two requests is aborted, the other is not',
    `a: GET r1
     b: GET r2
     a: abort r1
     server: r2 reply 200 two`,
  ),
  history(
    'a server resets before the headers',
    `a: GET r1
     server: r1 reset
     a: GET r2
     server: r2 reply 200 two`,
  ),
  history(
    'a server closes before the headers',
    `a: GET r1
     server: r1 drop
     a: GET r2
     server: r2 reply 200 two`,
  ),
  history(
    'a server ends its side before the headers',
    `a: GET r1
     server: r1 finish`,
  ),
  history(
    'a server resets in the middle of the body',
    `a: GET r1
     server: r1 head 200
     server: r1 chunk one
     server: r1 reset
     a: GET r2
     server: r2 reply 200 two`,
  ),
  history(
    'a server closes in the middle of the body',
    `a: GET r1
     server: r1 head 200
     server: r1 chunk one
     server: r1 drop
     a: GET r2
     server: r2 reply 200 two`,
  ),
  history(
    'a server resets between headers and body',
    `a: GET r1
     server: r1 head 200
     server: r1 reset`,
  ),
  history(
    'a connection that was kept is reset while nobody asks',
    `a: GET r1
     server: r1 reply 200 one
     server: r1 reset
     a: GET r2
     server: r2 reply 200 two`,
  ),
  history(
    'a connection that was kept is closed while nobody asks',
    `a: GET r1
     server: r1 reply 200 one
     server: r1 drop
     a: GET r2
     server: r2 reply 200 two`,
  ),
  history(
    'what comes on a kept connection though nobody asked ends it',
    `a: GET r1
     server: r1 reply 200 one
     server: r1 raw HTTP/1.1 200 OK\\r\\ncontent-length: 0\\r\\n\\r\\n
     a: GET r2
     server: r2 reply 200 two`,
  ),
  history(
    'a request that was aborted on a kept connection takes it along',
    `a: GET r1
     server: r1 reply 200 one
     a: GET r2
     a: abort r2
     a: GET r3
     server: r3 reply 200 three`,
  ),
  history(
    'two replies come in the place of one',
    `a: GET r1
     server: r1 raw HTTP/1.1 200 OK\\r\\ncontent-length: 0\\r\\n\\r\\nHTTP/1.1 200 OK\\r\\ncontent-length: 0\\r\\n\\r\\n
     a: GET r2
     server: r2 reply 200 two`,
  ),
  history(
    'a second request on a connection is reset',
    `a: GET r1
     server: r1 reply 200 one
     a: GET r2
     server: r2 reset
     a: GET r3
     server: r3 reply 200 three`,
  ),
  history(
    'a second request on a connection is closed after its first bytes',
    `a: GET r1
     server: r1 reply 200 one
     a: GET r2
     server: r2 raw HTTP/1.1 200 OK
     server: r2 drop
     a: GET r3
     server: r3 reply 200 three`,
  ),
  history(
    'a body is shorter than its length, and the connection closes',
    `a: GET r1
     server: r1 head 200 content-length:10
     server: r1 chunk short
     server: r1 drop`,
  ),
  history(
    'a body is shorter than its length, and the connection stays open',
    `a: GET r1
     server: r1 head 200 content-length:10
     server: r1 chunk short
     server: r1 end
     a: abort r1`,
  ),
  history(
    'a body is longer than its length',
    `a: GET r1
     server: r1 head 200 content-length:3
     server: r1 raw threemore
     a: GET r2
     server: r2 reply 200 two`,
  ),
  history(
    'a body has its length',
    `a: GET r1
     server: r1 head 200 content-length:5
     server: r1 chunk he
     server: r1 chunk llo
     server: r1 end`,
  ),
  history(
    'a body that ends with its connection',
    `a: GET r1
     server: r1 raw HTTP/1.1 200 OK\\r\\n\\r\\nall of it
     server: r1 finish`,
  ),
  history(
    'what is no HTTP is an error',
    `a: GET r1
     server: r1 raw nonsense\\r\\n\\r\\n
     a: GET r2
     server: r2 reply 200 two`,
  ),
  history(
    'a chunk that is no chunk is an error',
    `a: GET r1
     server: r1 raw HTTP/1.1 200 OK\\r\\ntransfer-encoding: chunked\\r\\n\\r\\n3\\r\\none\\r\\n
     server: r1 raw zz\\r\\n`,
  ),
  history(
    'trailers are no part of the body',
    `a: GET r1
     server: r1 head 200 trailer:x-sum
     server: r1 chunk one
     server: r1 trailer x-sum:1
     server: r1 end`,
  ),
  history(
    'HEAD has a length and no body',
    `a: HEAD r1
     server: r1 head 200 content-length:5
     server: r1 end
     a: HEAD r2
     server: r2 reply 200 ignored`,
  ),
  history(
    '204 and 304 have no body',
    `a: GET r1
     server: r1 reply 204 ignored
     a: GET r2
     server: r2 reply 304`,
  ),
  history(
    'early hints come before the status',
    `a: GET r1
     server: r1 information
     server: r1 reply 200 one`,
  ),
  history(
    'a request has a body',
    `a: POST r1 body=hello
     server: r1 reply 201 made`,
  ),
  history(
    'a reply may come before the server has looked at the body',
    `a: PUT r1 body=hello
     server: r1 reply 413
     a: PUT r2 body=again
     server: r2 reply 200`,
  ),
  history(
    'a client waits no longer for the headers than it says',
    `a: GET r1 timeout=300
     a: pass 500
     server: r1 reply 200 late
     a: GET r2
     server: r2 reply 200 two`,
  ),
  history(
    'nor for the body',
    `a: GET r1 timeout=500
     server: r1 head 200
     server: r1 chunk one
     a: pass 700
     server: r1 end`,
  ),
  history(
    'what is answered in time is not timed out',
    `a: GET r1 timeout=500
     server: r1 reply 200 one
     a: pass 700
     a: GET r2
     server: r2 reply 200 two`,
  ),
  history(
    'a server waits no longer than it says',
    `a: GET r1
     server: r1 timeout 200
     server: pass 500
     a: GET r2
     server: r2 reply 200 two`,
  ),
  history(
    'a server ends a connection on which nothing comes',
    `a: GET r1
     server: r1 reply 200 one
     a: pass 7000
     a: GET r2
     server: r2 reply 200 two`,
  ),
  history(
    'a reply after a reset is lost',
    `a: GET r1
     server: r1 reset
     server: r1 head 200
     server: r1 chunk late
     server: r1 end`,
  ),
  history(
    'chunks of two replies do not mix',
    `a: GET r1
     b: GET r2
     server: r1 head 200
     server: r2 head 200
     server: r1 chunk a1
     server: r2 chunk b1
     server: r1 chunk a2
     server: r2 end
     server: r1 end`,
  ),
  history(
    'a reset of one connection leaves the other',
    `a: GET r1
     b: GET r2
     server: r1 head 200
     server: r2 head 200
     server: r1 reset
     server: r2 chunk two
     server: r2 end`,
  ),
  history(
    'three requests one after the other use what is free',
    `a: GET r1
     b: GET r2
     server: r1 reply 200 one
     a: GET r3
     server: r3 reply 200 three
     server: r2 reply 200 two
     b: GET r4
     server: r4 reply 200 four`,
  ),
  history(
    'an empty body ends at once',
    `a: GET r1
     server: r1 head 200
     server: r1 end
     a: GET r2
     server: r2 head 200 content-length:0
     server: r2 end`,
  ),
];
