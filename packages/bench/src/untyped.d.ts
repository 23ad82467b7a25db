/** Clients that bring no types. */
declare module 'needle';
declare module 'superagent';
