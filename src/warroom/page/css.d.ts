/** esbuild gathers what a style sheet import names into /page.css. */
declare module '*.css';
