// Newer versions of node run a folder by its index; older ones look for *.test.js themselves.
["balance", "base", "classes", "compare", "contracts", "correlation", "find", "gap", "geometry", "lage", "layout", "levels", "matrix", "packing", "parts", "planning", "share", "spine", "steckbrief", "text", "tour", "trend", "values", "withheld"].forEach((name) => require(`./${name}.test.js`));
