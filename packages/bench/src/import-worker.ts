/** Imports the module that its argument names, once, and tells what that took: a new process for each. */
const [module = ''] = process.argv.slice(2);
const cpu = process.cpuUsage();
const start = performance.now();
await import(module);
const { user, system } = process.cpuUsage(cpu);
process.stdout.write(JSON.stringify({ seconds: (performance.now() - start) / 1000, cpu: user + system }));

export {};
