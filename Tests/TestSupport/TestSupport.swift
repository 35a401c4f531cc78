// Tiny sites for the tests.
