#!/usr/bin/env node
/** The command `nabla`. */

console.log("Usage: nabla [command] [formula] [options]");
