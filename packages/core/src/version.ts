/** The version of the package, as in `User-Agent`. */
export const version = '0.1.0';
