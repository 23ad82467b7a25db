/**
 * How many bytes of a body that nobody asked for (a redirect's, an answered challenge's) are read so that its connection can be used
 * again. More than this costs more than a new connection, and may never end (RED-32, CVE-2026-21441).
 */
export const redirectDrainBytes: number = 64 * 1024;
