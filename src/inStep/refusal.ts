// What cannot be done with the files as they are: a sentence with the way out. Exit code 2, and nothing was written.

export class Refusal extends Error {}
