/**
 * Says how `console.log` of Node, Deno and Bun shows the objects of a class: never what they carry in secret.
 * A function and not a method: `isolatedDeclarations` has no way to write down a method under a symbol of one's own.
 * Call it with `this` from a static block: tsc names the class itself there by what is not yet assigned.
 */
export function inspectAs<T>(type: { readonly prototype: T }, describe: (this: T) => unknown): void {
  Object.defineProperty(type.prototype, Symbol.for('nodejs.util.inspect.custom'), {
    value: describe,
    writable: true,
    configurable: true,
  });
}
