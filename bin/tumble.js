#!/usr/bin/env node
console.log('hello from tumble', process.argv.slice(2));
